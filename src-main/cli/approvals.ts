import type { Answer, AnswerResult, Approval, ApprovalQueue } from '../contract/model/approval.ts'
import { type PartGroup, sayOnce } from '../contract/model/approval-parts.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { paint, printable, type Terminal } from './terminal.ts'

/** The queue as it is now. */
export async function queueNow(keeper: People): Promise<ApprovalQueue> {
  const feed = keeper.open('approvals.watch', {})
  try {
    for await (const item of feed) if ('snapshot' in item) return item.snapshot
  } finally {
    await feed.return?.()
  }
  return { pending: [], settled: [] }
}

/** Everything about one question that its answer binds to. */
export function describeApproval(approval: Approval, now: number): string[] {
  const left = Math.max(0, Math.round((approval.expiresAt - now) / 1000))
  const { groups, why } = sayOnce(approval)
  return [
    paint('bold', `${approval.headline} (${approval.risk} risk, ${left} s left)`),
    ...printable(approval.shown)
      .split('\n')
      .map(line => `  ${line}`),
    ...groups.filter(({ said }) => said.length > 0).flatMap(groupWords),
    ...why.map(reason => `  Why it asks: ${printable(reason)}`),
    `  Where: ${printable(approval.where)}, folder ${printable(approval.cwd)}`,
    ...Object.entries(approval.env).map(([name, value]) => `  Sets ${printable(name)}=${printable(value)}`),
    ...(approval.program === null ? [] : [`  Program: ${printable(approval.program)}`]),
    ...approval.scripts.map(script => `  Script: ${printable(script.path)} (sha256 ${script.sha256.slice(0, 16)})`),
    `  Asked by ${approval.asked.agent} for ${printable(approval.asked.sender)} through ${approval.asked.channel}`,
    ...(approval.ownLook === null ? [] : [`  To be approved by itself: ${approval.ownLook}`]),
    `  Id ${approval.id}`,
  ]
}

function groupWords({ said, parts }: PartGroup): string[] {
  return [`  ${said.map(printable).join(' · ')}`, ...parts.map(part => `  - ${printable(part)}`)]
}

/** `gatehouse approvals list`. */
export async function listApprovals(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const queue = await queueNow(keeper)
  if (options.json) terminal.out(JSON.stringify(queue))
  else if (queue.pending.length === 0) terminal.out('Nothing is waiting for you.')
  else for (const approval of queue.pending) terminal.out([...describeApproval(approval, Date.now()), ''].join('\n'))
  return ExitCode.ok
}

/** "Always" with the rule that was offered, for so many days or without an end. */
type OfferedAlways = { how: 'always'; days?: number }

/** `gatehouse approvals approve|deny ID`. A no needs no PIN, unless it is to last. */
export async function answerApproval(
  keeper: People,
  id: string,
  answer: Answer | OfferedAlways,
  options: { json: boolean; pin: string | null },
  terminal: Terminal,
): Promise<ExitCode> {
  const queue = await queueNow(keeper)
  const approval = findApproval(queue, id)
  if (!approval) {
    terminal.err('No such question is waiting. See "gatehouse approvals list".')
    return ExitCode.failed
  }
  const full = completeAnswer(approval, answer)
  if (full === null) {
    terminal.err('No standing rule can be offered for this. Approve it once or for this session.')
    return ExitCode.refused
  }
  if (!options.json) terminal.out(describeApproval(approval, Date.now()).join('\n'))
  const result = await send(keeper, approval, full, options.pin, terminal)
  if (result === null) return ExitCode.refused
  if (options.json) terminal.out(JSON.stringify(result))
  else terminal.out(resultWords(result))
  return result.status === 'recorded' ? ExitCode.ok : ExitCode.refused
}

/** Sends the answer, proving the person first where it takes one; null when nobody was proved. */
async function send(
  keeper: People,
  { id, digest }: Pick<Approval, 'id' | 'digest'>,
  answer: Answer,
  pin: string | null,
  terminal: Terminal,
): Promise<AnswerResult | null> {
  if (answer.how === 'deny') return keeper.call('approvals.deny', { id, digest, reason: answer.reason })
  return (await unlock(keeper, pin, terminal)) ? keeper.call('approvals.answer', { id, digest, answer }) : null
}

/** `gatehouse approvals deny-all`. */
export async function denyAll(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const { denied } = await keeper.call('approvals.denyAll', {})
  terminal.out(
    options.json ? JSON.stringify({ denied }) : `Denied ${denied} waiting ${denied === 1 ? 'question' : 'questions'}.`,
  )
  return ExitCode.ok
}

/** Puts a waiting question to the person at the terminal. Whatever is not a clear yes leaves it waiting or denies it. */
export async function askInTerminal(keeper: People, id: string, terminal: Terminal): Promise<void> {
  const approval = (await queueNow(keeper)).pending.find(known => known.id === id)
  if (!approval) return
  terminal.out(describeApproval(approval, Date.now()).join('\n'))
  const typed = await terminal.ask('Type "approve", "deny", or nothing to answer in the window: ')
  if (typed !== 'approve' && typed !== 'deny') return
  const result = await send(keeper, approval, { how: typed === 'approve' ? 'once' : 'deny' }, null, terminal)
  if (result !== null) terminal.out(resultWords(result))
}

/** Proves the person with the approver PIN, where the door needs it. */
export async function unlock(keeper: People, pin: string | null, terminal: Terminal): Promise<boolean> {
  const me = await keeper.call('access.me', {})
  if (me.presence === 'person') return true
  if (!me.pinSet) {
    terminal.err('No approver PIN is set. Set one first: gatehouse pin set')
    return false
  }
  const typed = pin ?? (await terminal.secret('Approver PIN: '))
  if (typed === null) {
    terminal.err('The approver PIN is needed. Give it with --pin-stdin, or run this in a terminal.')
    return false
  }
  await keeper.call('access.unlock', { pin: typed })
  return true
}

/** The waiting question with this id, or the only one whose id begins like this. */
export function findApproval(queue: ApprovalQueue, prefix: string): Approval | undefined {
  const exact = queue.pending.find(known => known.id === prefix)
  if (exact) return exact
  const found = queue.pending.filter(known => prefix.length >= 6 && known.id.startsWith(prefix))
  return found.length === 1 ? found[0] : undefined
}

function completeAnswer(approval: Approval, answer: Answer | OfferedAlways): Answer | null {
  if (answer.how !== 'always') return answer
  if ('rule' in answer) return answer
  return approval.offer ? { ...answer, rule: approval.offer.rule } : null
}

function resultWords(result: { status: string; settled?: { how: string; by: string }; why?: string }): string {
  if (result.status === 'recorded') return 'Your answer is recorded.'
  if (result.status === 'already-settled')
    return `It was already answered (${result.settled?.how}) by ${result.settled?.by}.`
  if (result.status === 'rule-refused') return `That standing rule was not accepted: ${result.why}`
  return 'It changed since it was shown. Look at it again.'
}
