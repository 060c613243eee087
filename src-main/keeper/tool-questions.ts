import { randomUUID } from 'node:crypto'
import { present } from '../approvals/core/present.ts'
import { tellAgent } from '../approvals/core/settle.ts'
import type { ApprovalDesk, Asked } from '../approvals/node/desk.ts'
import type { Approval, Settled } from '../contract/model/approval.ts'
import type { AuditEntry } from '../contract/model/audit-entry.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import type { StopSignal } from '../contract/wire/route.ts'
import type { Clock } from '../kit/core/clock.ts'
import { type Act, digestOf, type Judged, type Looking } from './judged.ts'
import { decisionEntry, nobodyEntry } from './tool-entries.ts'

/** What asking needs from the house. */
export type QuestionWorld = {
  readonly judge: (call: ToolCall, looking: Looking) => Promise<Judged>
  readonly desk: Pick<ApprovalDesk, 'ask' | 'withdraw' | 'pending' | 'replace' | 'isPaused'>
  /** Resolves when the entry is on disk. When it rejects, the act does not happen. */
  readonly record: (entry: AuditEntry) => Promise<unknown>
  readonly clock: Clock
  readonly expiresAfterMs: () => number
  /** What a person should know about an earlier use of the same plan, and about the session. */
  readonly circumstances: (
    call: ToolCall,
    judged: Judged,
    digest: string,
  ) => Promise<{ sessionTitle: string; timesBefore: number; wouldHaveMatched: string[] }>
  /** How many places are connected where a person could answer. */
  readonly surfaces: () => number
  /** Whether this session already has a yes for exactly this plan. */
  readonly sessionAllows: (session: string, digest: string) => boolean
}

/** A question on its way: the desk's name for it while it waits, and what comes of it. */
type Asking = { readonly waits: string | null; readonly answer: Promise<Act | { refused: string }> }

/** What became of an edited command. */
export type EditResult =
  | { status: 'replaced'; approval: Approval }
  | { status: 'refused'; why: string[] }
  | { status: 'gone' }

/** The questions that calls put to a person: each bound to one plan, each answered once. */
export class ToolQuestions {
  readonly #world: QuestionWorld
  /** What each open question is about, so that an edited command is what runs; and how many calls wait for its answer. */
  readonly #open = new Map<string, { act: Act; calls: number }>()

  constructor(world: QuestionWorld) {
    this.#world = world
  }

  /** Puts the question and waits for a person, for time, or for the end of the turn. */
  async ask(call: ToolCall, judged: Judged, stop: StopSignal): Promise<Asking> {
    const act: Act = { call, judged, by: 'yes' }
    const digest = digestOf(judged.plan)
    if (!judged.decision.bindable) {
      const why = judged.decision.notBindableBecause ?? 'What would run cannot be known beforehand.'
      return unasked({ refused: `Refused: ${why} Write the command so that every program is named.` })
    }
    if (this.#world.surfaces() === 0) {
      await this.#world.record(nobodyEntry(call, digest))
      return unasked({ refused: 'Refused: nobody is there to ask. Open the window, a terminal or the dashboard.' })
    }
    if (this.#world.sessionAllows(call.sessionId, digest)) return unasked(act)
    const { id, end } = await this.#put(act, digest)
    if (id !== null) this.#withdrawOn(stop, id)
    return { waits: id, answer: end.then(settled => this.#answered(id, settled)) }
  }

  /** Puts another command in place of an open question's: judged again, bound again, still waiting for an answer. */
  async edit(id: string, digest: string, command: string): Promise<EditResult> {
    const act = this.#open.get(id)?.act
    const shown = this.#world.desk.pending(id)
    if (!act || !shown || shown.digest !== digest || act.call.tool !== 'exec') return { status: 'gone' }
    const call: ToolCall = { ...act.call, arguments: { ...act.call.arguments, command } }
    const judged = await this.#world.judge(call, 'again')
    await this.#world.record(decisionEntry(call, judged))
    if (judged.decision.verdict === 'deny' || !judged.decision.bindable)
      return { status: 'refused', why: [...judged.decision.reasons] }
    const { askedAt, expiresAt } = shown
    const edited: Act = { call, judged, by: 'yes' }
    const approval = { ...(await this.#question(edited, id, digestOf(judged.plan))), askedAt, expiresAt }
    if (!this.#world.desk.replace(id, approval)) return { status: 'gone' }
    const asking = this.#open.get(id)
    if (asking) asking.act = edited
    return { status: 'replaced', approval }
  }

  #withdrawOn(stop: StopSignal, id: string): void {
    const withdraw = (): void => void this.#world.desk.withdraw(id)
    stop.addEventListener('abort', withdraw, { once: true })
    if (stop.aborted) withdraw()
  }

  async #put(act: Act, digest: string): Promise<Asked> {
    const mine = randomUUID()
    const question = await this.#question(act, mine, digest)
    this.#open.set(mine, { act, calls: 1 }) // before anybody can see the question, and edit or answer it
    const asked = await this.#world.desk.ask(question).catch((error: unknown) => {
      this.#open.delete(mine)
      throw error
    })
    if (asked.id === mine) return asked
    // It shares the answer of one that waits, or was refused unasked.
    this.#open.delete(mine)
    const first = asked.id === null ? undefined : this.#open.get(asked.id)
    if (first) first.calls += 1
    return asked
  }

  #answered(id: string | null, end: Settled): Act | { refused: string } {
    const asking = id === null ? undefined : this.#open.get(id)
    if (asking && id !== null) {
      asking.calls -= 1
      if (asking.calls === 0) this.#open.delete(id)
    }
    const act = asking?.act
    // The yes is for one digest: if it is not that of the plan at hand, it is not a yes.
    if (!act || !end.allowed || end.digest !== digestOf(act.judged.plan)) return { refused: tellAgent(end) }
    return end.how === 'always' ? { ...act, by: 'yes-with-rule' } : act
  }

  async #question({ call, judged }: Act, id: string, digest: string): Promise<Approval> {
    const circumstances = await this.#world.circumstances(call, judged, digest)
    const askedAt = this.#world.clock.now()
    const expiresAt = askedAt + this.#world.expiresAfterMs()
    const about = { id, digest, askedAt, expiresAt, where: judged.where, ...circumstances }
    return present(call, judged.decision, judged.plan, about)
  }
}

const unasked = (answer: Act | { refused: string }): Asking => ({ waits: null, answer: Promise.resolve(answer) })
