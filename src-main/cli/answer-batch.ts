import type { Approval, ApprovalQueue } from '../contract/model/approval.ts'
import type { BatchAnswer, BatchResult } from '../contract/model/approval-batch.ts'
import { describeApproval, findApproval, queueNow, unlock } from './approvals.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { paint, type Terminal } from './terminal.ts'

/** Which questions: several by id, or all that wait in the task of one. */
export type Several = { readonly ids: readonly string[]; readonly task: boolean }

/** `gatehouse approvals approve|deny ID ID …` and `--task ID`: one answer to several questions of one task. */
export async function answerBatch(
  keeper: People,
  several: Several,
  answer: BatchAnswer,
  options: { json: boolean; pin: string | null },
  terminal: Terminal,
): Promise<ExitCode> {
  const batch = chooseBatch(await queueNow(keeper), several)
  if (typeof batch === 'string') return refuse(terminal, batch)
  const [first] = batch
  if (!first) return refuse(terminal, 'Nothing is waiting in that task.')
  // A yes is to what was read. Through a pipe nobody reads between the list and the PIN, so the ids have to be named.
  if (several.task && answer.how !== 'deny' && options.pin !== null)
    return refuse(terminal, 'Name the ids you have read: --task with --pin-stdin would approve unseen.')
  if (!options.json) show(batch, terminal)
  const alone = batch.filter(one => one.ownLook !== null)
  if (answer.how !== 'deny' && alone.length > 0) return refuse(terminal, aloneWords(alone))
  const result = await send(keeper, first.asked.session, batch, answer, options.pin, terminal)
  if (result === null) return ExitCode.refused
  terminal.out(options.json ? JSON.stringify(result) : resultWords(result))
  return result.status === 'recorded' ? ExitCode.ok : ExitCode.refused
}

/** Sends the answer, proving the person first for a yes; null when nobody was proved. */
async function send(
  keeper: People,
  session: string,
  batch: readonly Approval[],
  answer: BatchAnswer,
  pin: string | null,
  terminal: Terminal,
): Promise<BatchResult | null> {
  const members = batch.map(({ id, digest }) => ({ id, digest }))
  if (answer.how === 'deny') return keeper.call('approvals.denyBatch', { session, members, reason: answer.reason })
  return (await unlock(keeper, pin, terminal))
    ? keeper.call('approvals.answerBatch', { session, members, answer })
    : null
}

function chooseBatch(queue: ApprovalQueue, { ids, task }: Several): Approval[] | string {
  const found = ids.map(id => findApproval(queue, id))
  const missing = ids.filter((_, at) => found[at] === undefined)
  if (missing.length > 0) return `No such question is waiting: ${missing.join(', ')}. See "gatehouse approvals list".`
  const chosen = [...new Set(found.flatMap(one => one ?? []))]
  const sessions = new Set(chosen.map(one => one.asked.session))
  if (sessions.size > 1) return 'These are of different tasks. Answer the questions of one task at a time.'
  return task ? queue.pending.filter(one => sessions.has(one.asked.session)) : chosen
}

function show(batch: readonly Approval[], terminal: Terminal): void {
  for (const [at, approval] of batch.entries()) {
    terminal.out(paint('bold', `Question ${at + 1} of ${batch.length}`))
    terminal.out([...describeApproval(approval, Date.now()), ''].join('\n'))
  }
}

function aloneWords(alone: readonly Approval[]): string {
  const lines = alone.map(one => `  ${one.id}: ${one.ownLook}`)
  return ['Nothing was approved. These have to be approved one by one:', ...lines].join('\n')
}

function refuse(terminal: Terminal, why: string): ExitCode {
  terminal.err(why)
  return ExitCode.refused
}

function resultWords(result: BatchResult): string {
  if (result.status === 'recorded') {
    const left = result.left.length > 0 ? ` ${result.left.length} had changed or were answered; they are left.` : ''
    return `Your answer to ${result.settled.length} questions is recorded (batch ${result.digest.slice(0, 12)}).${left}`
  }
  return result.status === 'needs-own-look'
    ? `Nothing was approved. Answer by themselves: ${result.ids.join(', ')}`
    : `Nothing was approved: ${result.ids.join(', ')} changed or ended since they were shown. Look again.`
}
