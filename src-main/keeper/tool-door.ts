import { ToolCall } from '../contract/model/tool-call.ts'
import type { ToolProgress } from '../contract/model/tool-progress.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { StopSignal } from '../contract/wire/route.ts'
import type { Act, Judged } from './judged.ts'
import { type LastLookWorld, lastLook } from './last-look.ts'
import { Pieces } from './pieces.ts'
import type { LedgerSession } from './session-ledger.ts'
import { decisionEntry, executionOf, oddityEntry } from './tool-entries.ts'
import { type EditResult, type QuestionWorld, ToolQuestions } from './tool-questions.ts'

/** How a tool ended, with secrets already taken out. */
export type ToolEnd = { readonly outcome: 'done' | 'failed'; readonly text: string; readonly exitCode: number | null }

/** What the door needs from the house. `barred` says why nothing may be done: a lockdown, or a person who stopped everything. */
export type ToolDoorWorld = QuestionWorld &
  LastLookWorld & {
    readonly run: (
      call: ToolCall,
      judged: Judged,
      stop: StopSignal,
      onOutput: (text: string) => void,
    ) => Promise<ToolEnd>
    /** Told the cause of a call that failed; the model and the person read the catalogue's words. */
    readonly report: (what: string, cause: unknown) => void
  }

/** What the gateway may say about a call. Everything else the Keeper knows itself. */
export type ToolWish = { id: string; session: string; tool: string; arguments: Record<string, unknown> }

type Passed = Act | { refused: string }

type Finish = (outcome: 'done' | 'refused' | 'failed', text: string, exitCode?: number | null) => ToolProgress

/** The one door: every tool call of every agent passes here, and there is no second way to run anything. */
export class ToolDoor {
  readonly #world: ToolDoorWorld
  readonly #questions: ToolQuestions

  constructor(world: ToolDoorWorld) {
    this.#world = world
    this.#questions = new ToolQuestions(world)
  }

  /** Takes one call through judging, asking and running. Always ends with `finished`; never throws. */
  async *call(wish: ToolWish, stop: StopSignal): AsyncGenerator<ToolProgress> {
    const began = this.#world.clock.now()
    const finish: Finish = (outcome, text, exitCode = null) => {
      const durationMs = Math.max(0, this.#world.clock.now() - began)
      return { kind: 'finished', outcome, text, exitCode, durationMs }
    }
    try {
      yield* this.#pass(wish, stop, finish)
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('internal', {}, { cause: error })
      this.#world.report(`tool door: ${fault.code}`, fault.cause ?? fault)
      yield finish('failed', `Nothing was done: ${fault.words.title} ${fault.words.advice}`)
    }
  }

  /** Puts another command in place of an open question's: judged again, bound again, still waiting for an answer. */
  edit(id: string, digest: string, command: string): Promise<EditResult> {
    return this.#questions.edit(id, digest, command)
  }

  async *#pass(wish: ToolWish, stop: StopSignal, finish: Finish): AsyncGenerator<ToolProgress> {
    const admitted = this.#admit(wish)
    if (typeof admitted === 'string') {
      await this.#world.record(oddityEntry(wish, admitted))
      return yield finish('refused', `Refused: ${admitted}`)
    }
    const judged = await this.#world.judge(admitted, 'first')
    await this.#world.record(decisionEntry(admitted, judged))
    const { verdict, reasons } = judged.decision
    yield { kind: 'judged', verdict, reasons }
    if (verdict === 'deny') return yield finish('refused', `Refused: ${reasons.join(' ')}`)
    const act = yield* this.#allowed(admitted, judged, stop)
    if ('refused' in act) return yield finish('refused', act.refused)
    const obstacle = await lastLook(this.#world, act)
    if (obstacle !== null) return yield finish('refused', obstacle)
    if (stop.aborted) return yield finish('refused', 'Refused: it was stopped before it began.')
    const ran = act.judged.plan.act
    const edited = act.call === admitted ? '' : `A person changed the command before approving it. What ran: ${ran}\n`
    yield* this.#run(act, stop, (outcome, text, exitCode) => finish(outcome, edited + text, exitCode))
  }

  /** What lets the call pass: the policy, or the answer of a person. */
  async *#allowed(call: ToolCall, judged: Judged, stop: StopSignal): AsyncGenerator<ToolProgress, Passed> {
    if (judged.decision.verdict !== 'ask') return { call, judged, by: 'policy' }
    const asking = await this.#questions.ask(call, judged, stop)
    if (asking.waits !== null) yield { kind: 'waiting', approval: asking.waits }
    return asking.answer
  }

  /** Makes a wish into a call with the identity from our own ledger, or says why it cannot be one. */
  #admit(wish: ToolWish): ToolCall | string {
    const barred = this.#world.barred()
    if (barred !== null) return barred
    const session = this.#world.ledger.find(wish.session)
    if (!session) return 'This conversation is not known here.'
    if (this.#world.desk.isPaused(wish.session)) return 'This conversation is paused until its owner looks at it.'
    const parsed = ToolCall.safeParse(callOf(wish, session))
    return parsed.success
      ? parsed.data
      : `The call is not valid (${parsed.error.issues[0]?.path.join('.') || 'arguments'}).`
  }

  async *#run(act: Act, stop: StopSignal, finish: Finish): AsyncGenerator<ToolProgress> {
    const { call, judged } = act
    const bound = executionOf(act)
    await this.#world.record({ ...bound, step: 'started', result: 'ok' })
    yield { kind: 'running', where: judged.where }
    const began = this.#world.clock.now()
    const pieces = new Pieces()
    const end = this.#world
      .run(call, judged, stop, text => pieces.put(text))
      .catch((error: unknown) => failed(error, this.#world.report))
      .then(async ended => {
        // Here and not after the loop: whoever listens may leave in the middle of the output, and the loop with them.
        const durationMs = Math.max(0, this.#world.clock.now() - began)
        const result = ended.outcome === 'done' ? 'ok' : 'failed'
        await this.#world.record({ ...bound, step: 'finished', result, exitCode: ended.exitCode, durationMs })
        return ended
      })
      .finally(() => pieces.end())
    end.catch(cause => this.#world.report('the end of a call could not be recorded', cause))
    for await (const text of pieces) yield { kind: 'output', text }
    const { outcome, text, exitCode } = await end
    yield finish(outcome, text, exitCode)
  }
}

function callOf(wish: ToolWish, session: LedgerSession): Record<string, unknown> {
  const { agent, audience, origin, headless, tainted } = session
  const { id, tool } = wish
  return { id, sessionId: session.id, agent, audience, origin, headless, tainted, tool, arguments: wish.arguments }
}

function failed(error: unknown, report: ToolDoorWorld['report']): ToolEnd {
  const fault = error instanceof Fault ? error : new Fault('sandbox-failed', {}, { cause: error })
  report(`tool failed: ${fault.code}`, fault.cause ?? fault)
  return { outcome: 'failed', text: `Failed: ${fault.words.title} ${fault.words.advice}`, exitCode: null }
}
