import { createHash } from 'node:crypto'
import type {
  Answer,
  AnswerResult,
  Approval,
  ApprovalChange,
  ApprovalQueue,
  Settled,
  SettledHow,
} from '../../contract/model/approval.ts'
import type { BatchResult, ReviewedBatch } from '../../contract/model/approval-batch.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { Watched } from '../../kit/core/watched.ts'
import { canonicalBatch, weighBatch } from '../core/batch.ts'
import { afterAnswer, type Denials, isPaused, paused } from '../core/fatigue.ts'
import { reduceQueue, twinOf } from '../core/queue.ts'
import { settled, weigh } from '../core/settle.ts'

/** Whether an answer that lasts was kept, and why not. */
export type Kept = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** What the desk needs from the world. */
export type DeskWorld = {
  readonly clock: Clock
  /** Must be durable when it resolves; if it rejects, the answer does not count. */
  readonly record: (what: 'asked' | 'settled', approval: Approval, end: Settled | null) => Promise<void>
  /** Takes a rule behind "always" into force, or says why not. */
  readonly adopt: (approval: Approval, rule: string, by: string, days: number | null) => Promise<Kept>
  /** Keeps a lasting no, or says why not. */
  readonly refuseAlways: (approval: Approval, by: string) => Promise<Kept>
  /** Refusals in a row after which a session is paused. */
  readonly pauseAfter: () => number
  /** Told when a session was paused, so that its owner hears of it. */
  readonly onPause: (session: string) => void
}

/** A question on its way: under which id it waits (null when it was refused unasked), and how it ends. */
export type Asked = { readonly id: string | null; readonly end: Promise<Settled> }

type Lasting = Extract<Answer, { how: 'always' | 'deny-always' }>
type Waiting = { approval: Approval; wake: ((end: Settled) => void)[]; cancel: () => void; settling: boolean }

/** The one queue of questions to people. The first answer wins; whatever is not an answer is a no. */
export class ApprovalDesk {
  readonly #world: DeskWorld
  readonly #waiting = new Map<string, Waiting>()
  readonly watched: Watched<ApprovalQueue, ApprovalChange>
  readonly #beingAsked = new Map<string, Promise<unknown>>()
  #denials: Denials = {}

  constructor(world: DeskWorld) {
    this.#world = world
    this.watched = new Watched<ApprovalQueue, ApprovalChange>({ pending: [], settled: [] }, reduceQueue)
  }

  /** Puts a question. An identical question of the same session joins the one that already waits. */
  async ask(approval: Approval): Promise<Asked> {
    const { session } = approval.asked
    if (this.isPaused(session)) return this.#refuseUnasked(approval, 'paused')
    // Calls of one turn arrive in the same moment: the second of two equal ones waits until the first one is asked.
    const same = `${session} ${approval.digest}`
    while (this.#beingAsked.has(same)) await this.#beingAsked.get(same)
    const twin = twinOf(this.watched.state, approval.digest, session)
    const first = twin ? this.#waiting.get(twin.id) : undefined
    if (first && !first.settling) return this.#join(first)
    const asked = Promise.withResolvers<void>()
    this.#beingAsked.set(same, asked.promise)
    try {
      await this.#world.record('asked', approval, null)
    } finally {
      this.#beingAsked.delete(same)
      asked.resolve()
    }
    return this.#put(approval)
  }

  #put(approval: Approval): Asked {
    const end = new Promise<Settled>(resolve => {
      const left = approval.expiresAt - this.#world.clock.now()
      const cancel = this.#world.clock.after(left, () => void this.#end(approval.id, 'expired', 'time'))
      this.#waiting.set(approval.id, { approval, wake: [resolve], cancel, settling: false })
    })
    this.watched.apply({ kind: 'asked', approval })
    return { id: approval.id, end }
  }

  /** Takes a question back, when nobody needs its answer any more. */
  async withdraw(id: string): Promise<void> {
    const waiting = this.#waiting.get(id)
    if (waiting && waiting.wake.length <= 1) await this.#end(id, 'withdrawn', 'agent')
  }

  /** Takes an answer of a person. It counts once it is on the record, and only for the plan that was shown. */
  async answer(id: string, digest: string, answer: Answer, by: string): Promise<AnswerResult> {
    const waiting = this.#waiting.get(id)
    if (!waiting || waiting.settling) return this.#alreadySettled(id)
    const weighed = weigh(waiting.approval, digest, answer)
    if (weighed.status === 'changed-since-shown') return weighed
    waiting.settling = true // from here on a second answer is late, also while the record is being written
    try {
      if (answer.how === 'always' || answer.how === 'deny-always') {
        const kept = await this.#keep(waiting.approval, answer, by)
        if (!kept.ok) return this.#reopen(waiting, { status: 'rule-refused', why: kept.why })
      }
      const end = settled(waiting.approval, weighed.how, by, weighed.reason, this.#world.clock.now())
      await this.#world.record('settled', waiting.approval, end)
      this.#count(waiting.approval.asked.session, end.allowed)
      this.#close(waiting, end)
      return { status: 'recorded', settled: end }
    } catch (error) {
      waiting.settling = false
      throw error
    }
  }

  /**
   * Takes one answer to several questions of a task that were reviewed together. A yes counts for exactly that
   * snapshot or for nothing, and only once every question's answer is on the record.
   */
  async answerBatch(batch: ReviewedBatch, by: string): Promise<BatchResult> {
    const weighed = weighBatch(batch, id => this.pending(id))
    if (weighed.status !== 'settle') return { status: weighed.status, ids: [...weighed.ids] }
    const { session, members, answer } = batch
    const digest = createHash('sha256').update(canonicalBatch(session, members)).digest('hex')
    const note = { digest, size: members.length }
    const reason = 'reason' in answer ? (answer.reason ?? null) : null
    const ended = weighed.approvals.flatMap(approval => {
      const waiting = this.#waiting.get(approval.id)
      const end = settled(approval, answer.how, by, reason, this.#world.clock.now(), note)
      return waiting ? [{ waiting, end }] : []
    })
    await this.#recordTogether(ended)
    // One act of a person is one answer: refusing a batch says no more than refusing one question.
    this.#count(session, answer.how !== 'deny')
    for (const { waiting, end } of ended) this.#close(waiting, end)
    return { status: 'recorded', digest, settled: ended.map(({ end }) => end), left: [...weighed.left] }
  }

  async #recordTogether(ended: readonly { waiting: Waiting; end: Settled }[]): Promise<void> {
    for (const { waiting } of ended) waiting.settling = true // no other answer between the first record and the last
    const written = await Promise.allSettled(
      ended.map(({ waiting, end }) => this.#world.record('settled', waiting.approval, end)),
    )
    const unwritten = written.find(one => one.status === 'rejected')
    if (!unwritten) return
    for (const { waiting } of ended) waiting.settling = false
    throw unwritten.reason
  }

  /** Keeps what is to last. One who believes a thing refused for good, and is wrong, is worse off than who is told. */
  #keep(approval: Approval, answer: Lasting, by: string): Promise<Kept> {
    if (answer.how === 'deny-always') return this.#world.refuseAlways(approval, by)
    return this.#world.adopt(approval, answer.rule, by, answer.days ?? null)
  }

  /** Replaces the plan of an open question, for example after a person edited the command. */
  replace(id: string, approval: Approval): boolean {
    const waiting = this.#waiting.get(id)
    if (!waiting || waiting.settling) return false
    waiting.approval = approval
    this.watched.apply({ kind: 'replaced', approval })
    return true
  }

  /** The open question, if it still waits. */
  pending(id: string): Approval | null {
    const waiting = this.#waiting.get(id)
    return waiting && !waiting.settling ? waiting.approval : null
  }

  /** Says no to everything that waits and fits. Never fails: a no needs no record to be true. */
  async endAll(how: SettledHow, by: string, fits: (approval: Approval) => boolean = () => true): Promise<number> {
    const ids = [...this.#waiting.values()]
      .filter(waiting => fits(waiting.approval))
      .map(waiting => waiting.approval.id)
    await Promise.all(ids.map(id => this.#end(id, how, by)))
    return ids.length
  }

  /** Whether a session waits for its owner after many refusals. */
  isPaused(session: string): boolean {
    return isPaused(this.#denials, session, this.#world.pauseAfter())
  }

  /** Makes a session wait for its owner: an anomaly rule saw its pattern. */
  pause(session: string): void {
    this.#denials = paused(this.#denials, session)
  }

  /** The owner lets a paused session go on. */
  resume(session: string): void {
    this.#denials = afterAnswer(this.#denials, session, true)
  }

  async #end(id: string, how: SettledHow, by: string): Promise<void> {
    const waiting = this.#waiting.get(id)
    if (!waiting || waiting.settling) return
    waiting.settling = true
    const end = settled(waiting.approval, how, by, null, this.#world.clock.now())
    await this.#world.record('settled', waiting.approval, end).catch(() => {}) // a no holds also when it cannot be written
    if (how === 'deny') this.#count(waiting.approval.asked.session, false)
    this.#close(waiting, end)
  }

  #count(session: string, allowed: boolean): void {
    const before = this.isPaused(session)
    this.#denials = afterAnswer(this.#denials, session, allowed)
    if (!before && this.isPaused(session)) this.#world.onPause(session)
  }

  async #refuseUnasked(approval: Approval, how: SettledHow): Promise<Asked> {
    const end = settled(approval, how, 'gatehouse', null, this.#world.clock.now())
    await this.#world.record('settled', approval, end).catch(() => {}) // a no holds also when it cannot be written
    return { id: null, end: Promise.resolve(end) }
  }

  #join(first: Waiting): Asked {
    const approval = { ...first.approval, twins: first.approval.twins + 1 }
    first.approval = approval
    this.watched.apply({ kind: 'replaced', approval })
    return { id: approval.id, end: new Promise(resolve => first.wake.push(resolve)) }
  }

  #reopen(waiting: Waiting, result: AnswerResult): AnswerResult {
    waiting.settling = false
    return result
  }

  #alreadySettled(id: string): AnswerResult {
    const end = this.watched.state.settled.find(known => known.id === id)
    return end ? { status: 'already-settled', settled: end } : { status: 'changed-since-shown' }
  }

  #close(waiting: Waiting, end: Settled): void {
    waiting.cancel()
    this.#waiting.delete(end.id)
    this.watched.apply({ kind: 'settled', settled: end })
    for (const wake of waiting.wake) wake(end)
  }
}
