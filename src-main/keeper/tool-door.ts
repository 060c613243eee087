import { createHash, randomUUID } from 'node:crypto'
import { type BoundPlan, canonicalPlan, whatChanged } from '../approvals/core/plan.ts'
import { present } from '../approvals/core/present.ts'
import { tellAgent } from '../approvals/core/settle.ts'
import type { ApprovalDesk, Asked } from '../approvals/node/desk.ts'
import type { Approval, Settled } from '../contract/model/approval.ts'
import type { AuditEntry } from '../contract/model/audit-entry.ts'
import { ToolCall } from '../contract/model/tool-call.ts'
import type { ToolProgress } from '../contract/model/tool-progress.ts'
import type { Decision } from '../contract/model/verdict.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { StopSignal } from '../contract/wire/route.ts'
import type { Clock } from '../kit/core/clock.ts'
import type { LedgerSession, SessionLedger } from './session-ledger.ts'

/** A judged call with the exact plan that would run. Judging again gives the same plan only if nothing changed. */
export type Judged = {
  readonly decision: Decision
  readonly plan: BoundPlan
  /** Where it would run, in words, and by which backend; null where there is none. */
  readonly where: string
  readonly runs: string | null
}

/** How a tool ended, with secrets already taken out. */
export type ToolEnd = { readonly outcome: 'done' | 'failed'; readonly text: string; readonly exitCode: number | null }

/** What the door needs from the house. */
export type ToolDoorWorld = {
  readonly ledger: Pick<SessionLedger, 'find'>
  /** `again` is the second look at the moment of running; it does not count as another call. */
  readonly judge: (call: ToolCall, when: 'first' | 'again') => Promise<Judged>
  readonly desk: Pick<ApprovalDesk, 'ask' | 'withdraw' | 'pending' | 'replace' | 'isPaused'>
  /** Resolves when the entry is on disk. When it rejects, the act does not happen. */
  readonly record: (entry: AuditEntry) => Promise<unknown>
  readonly run: (call: ToolCall, judged: Judged, stop: StopSignal, onOutput: (text: string) => void) => Promise<ToolEnd>
  /** Refusing to act at all: a lockdown, or a person who stopped everything. Null when acting is fine. */
  readonly barred: () => string | null
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
  /** Told the cause of a call that failed; the model and the person read the catalogue's words. */
  readonly report: (what: string, cause: unknown) => void
}

/** What the gateway may say about a call. Everything else the Keeper knows itself. */
export type ToolWish = { id: string; session: string; tool: string; arguments: Record<string, unknown> }

/** A call on its way. `rule` says that the yes itself added a rule, which changes the policy and nothing else. */
type Act = { readonly call: ToolCall; readonly judged: Judged; readonly rule?: 'adopted' }

/** What became of an edited command. */
export type EditResult =
  | { status: 'replaced'; approval: Approval }
  | { status: 'refused'; why: string[] }
  | { status: 'gone' }

/** The one door: every tool call of every agent passes here, and there is no second way to run anything. */
export class ToolDoor {
  readonly #world: ToolDoorWorld
  /** What each open question is about, so that an edited command is what runs; and how many calls wait for its answer. */
  readonly #asking = new Map<string, { act: Act; calls: number }>()

  constructor(world: ToolDoorWorld) {
    this.#world = world
  }

  /** Takes one call through judging, asking and running. Always ends with `finished`; never throws. */
  async *call(wish: ToolWish, stop: StopSignal): AsyncGenerator<ToolProgress> {
    const began = this.#world.clock.now()
    const finish = (
      outcome: 'done' | 'refused' | 'failed',
      text: string,
      exitCode: number | null = null,
    ): ToolProgress => ({
      kind: 'finished',
      outcome,
      text,
      exitCode,
      durationMs: Math.max(0, this.#world.clock.now() - began),
    })
    try {
      const admitted = this.#admit(wish)
      if (typeof admitted === 'string') {
        await this.#recordOddity(wish, admitted)
        return yield finish('refused', `Refused: ${admitted}`)
      }
      const judged = await this.#world.judge(admitted, 'first')
      await this.#recordDecision(admitted, judged)
      const { verdict, reasons } = judged.decision
      yield { kind: 'judged', verdict, reasons }
      if (verdict === 'deny') return yield finish('refused', `Refused: ${reasons.join(' ')}`)
      let act: Act = { call: admitted, judged }
      if (verdict === 'ask') {
        const asking = await this.#ask(act, stop)
        if (asking.waits !== null) yield { kind: 'waiting', approval: asking.waits }
        const answer = await asking.answer
        if ('refused' in answer) return yield finish('refused', answer.refused)
        act = answer
        const changed = await this.#recheck(act)
        if (changed !== null) return yield finish('refused', changed)
      }
      if (stop.aborted) return yield finish('refused', 'Refused: it was stopped before it began.')
      const edited =
        act.call === admitted
          ? ''
          : `A person changed the command before approving it. What ran: ${act.judged.plan.act}\n`
      yield* this.#run(act, stop, (outcome, text, exitCode) => finish(outcome, edited + text, exitCode))
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('internal', {}, { cause: error })
      this.#world.report(`tool door: ${fault.code}`, fault.cause ?? fault)
      yield finish('failed', `Nothing was done: ${fault.words.title} ${fault.words.advice}`)
    }
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

  /** Puts the question and waits for a person, for time, or for the end of the turn. */
  async #ask(
    act: Act,
    stop: StopSignal,
  ): Promise<{ waits: string | null; answer: Promise<Act | { refused: string }> }> {
    const { call, judged } = act
    const digest = digestOf(judged.plan)
    if (!judged.decision.bindable) {
      const why = judged.decision.notBindableBecause ?? 'What would run cannot be known beforehand.'
      return {
        waits: null,
        answer: Promise.resolve({ refused: `Refused: ${why} Write the command so that every program is named.` }),
      }
    }
    if (this.#world.surfaces() === 0) {
      const why = 'Refused: nobody is there to ask. Open the window, a terminal or the dashboard.'
      await this.#recordNobody(call, digest)
      return { waits: null, answer: Promise.resolve({ refused: why }) }
    }
    if (this.#world.sessionAllows(call.sessionId, digest)) return { waits: null, answer: Promise.resolve(act) }
    const { id, end } = await this.#put(act, digest)
    if (id !== null) {
      const withdraw = (): void => void this.#world.desk.withdraw(id)
      stop.addEventListener('abort', withdraw, { once: true })
      if (stop.aborted) withdraw()
    }
    return { waits: id, answer: end.then(settled => this.#answered(id, settled)) }
  }

  async #put(act: Act, digest: string): Promise<Asked> {
    const mine = randomUUID()
    const question = await this.#question(act, mine, digest)
    this.#asking.set(mine, { act, calls: 1 }) // before anybody can see the question, and edit or answer it
    const asked = await this.#world.desk.ask(question).catch((error: unknown) => {
      this.#asking.delete(mine)
      throw error
    })
    if (asked.id === mine) return asked
    // It shares the answer of one that waits, or was refused unasked.
    this.#asking.delete(mine)
    const first = asked.id === null ? undefined : this.#asking.get(asked.id)
    if (first) first.calls += 1
    return asked
  }

  #answered(id: string | null, end: Settled): Act | { refused: string } {
    const asking = id === null ? undefined : this.#asking.get(id)
    if (asking && id !== null) {
      asking.calls -= 1
      if (asking.calls === 0) this.#asking.delete(id)
    }
    const act = asking?.act
    // The yes is for one digest: if it is not that of the plan at hand, it is not a yes.
    if (!act || !end.allowed || end.digest !== digestOf(act.judged.plan)) return { refused: tellAgent(end) }
    return end.how === 'always' ? { ...act, rule: 'adopted' } : act
  }

  async #question({ call, judged }: Act, id: string, digest: string): Promise<Approval> {
    const circumstances = await this.#world.circumstances(call, judged, digest)
    const now = this.#world.clock.now()
    return present(call, judged.decision, judged.plan, {
      id,
      digest,
      askedAt: now,
      expiresAt: now + this.#world.expiresAfterMs(),
      where: judged.where,
      ...circumstances,
    })
  }

  /** Puts another command in place of an open question's: judged again, bound again, still waiting for an answer. */
  async edit(id: string, digest: string, command: string): Promise<EditResult> {
    const act = this.#asking.get(id)?.act
    const shown = this.#world.desk.pending(id)
    if (!act || !shown || shown.digest !== digest || act.call.tool !== 'exec') return { status: 'gone' }
    const call: ToolCall = { ...act.call, arguments: { ...act.call.arguments, command } }
    const judged = await this.#world.judge(call, 'again')
    await this.#recordDecision(call, judged)
    if (judged.decision.verdict === 'deny' || !judged.decision.bindable)
      return { status: 'refused', why: [...judged.decision.reasons] }
    const approval = {
      ...(await this.#question({ call, judged }, id, digestOf(judged.plan))),
      askedAt: shown.askedAt,
      expiresAt: shown.expiresAt,
    }
    if (!this.#world.desk.replace(id, approval)) return { status: 'gone' }
    const asking = this.#asking.get(id)
    if (asking) asking.act = { call, judged }
    return { status: 'replaced', approval }
  }

  /** Judges again at the moment of running: what a person approved is the only thing that may run. */
  async #recheck({ call, judged: before, rule }: Act): Promise<string | null> {
    const barred = this.#world.barred()
    if (barred !== null) return `Refused: ${barred}`
    const now = await this.#world.judge(call, 'again')
    // After "always" the policy is another one because of this very answer; what it says now is still asked.
    const expected = rule === 'adopted' ? { ...before.plan, policyVersion: now.plan.policyVersion } : before.plan
    const changed = whatChanged(expected, now.plan)
    if (changed.length === 0 && now.decision.verdict !== 'deny') return null
    const words = changed.length === 0 ? 'the policy forbids it now' : `${changed.join(' and ')} changed`
    await this.#world.record({
      ...about(call),
      kind: 'approval',
      step: 'changed',
      result: 'refused',
      approval: call.id,
      tool: call.tool,
      digest: digestOf(before.plan),
      reason: `It was approved, but ${words} before it could run.`,
    })
    return `Refused: ${words} after it was approved. Ask again.`
  }

  async *#run(
    { call, judged }: Act,
    stop: StopSignal,
    finish: (outcome: 'done' | 'failed', text: string, exitCode: number | null) => ToolProgress,
  ): AsyncGenerator<ToolProgress> {
    const bound = {
      tool: call.tool,
      subject: subjectOf(judged.plan),
      digest: digestOf(judged.plan),
      sandbox: judged.plan.sandbox.slice(0, 400),
    }
    await this.#world.record({ ...about(call), ...bound, kind: 'execution', step: 'started', result: 'ok' })
    yield { kind: 'running', where: judged.where }
    const began = this.#world.clock.now()
    const pieces = new Pieces()
    const end = this.#world
      .run(call, judged, stop, text => pieces.put(text))
      .catch((error: unknown) => failed(error, this.#world.report))
      .finally(() => pieces.end())
    for await (const text of pieces) yield { kind: 'output', text }
    const { outcome, text, exitCode } = await end
    const durationMs = Math.max(0, this.#world.clock.now() - began)
    const result = outcome === 'done' ? 'ok' : 'failed'
    await this.#world.record({
      ...about(call),
      ...bound,
      kind: 'execution',
      step: 'finished',
      result,
      exitCode,
      durationMs,
    })
    yield finish(outcome, text, exitCode)
  }

  async #recordDecision(call: ToolCall, { decision, plan }: Judged): Promise<void> {
    const results = { allow: 'ok', ask: 'waiting', deny: 'refused' } as const
    await this.#world.record({
      ...about(call),
      kind: 'decision',
      verdict: decision.verdict,
      tool: call.tool,
      subject: subjectOf(plan),
      rule: `${decision.layer}/${decision.ruleId}`.slice(0, 400),
      reason: decision.reasons.join(' ').slice(0, 4000),
      result: results[decision.verdict],
      facts: { policy: decision.policyVersion, categories: [...decision.categories] },
    })
  }

  /** A no because nobody could be asked is its own kind of no. */
  async #recordNobody(call: ToolCall, digest: string): Promise<void> {
    await this.#world.record({
      ...about(call),
      kind: 'approval',
      step: 'denied',
      result: 'refused',
      approval: call.id,
      tool: call.tool,
      digest,
      facts: { how: 'no-surface' },
    })
  }

  /** A call that is no call is worth a record: it is what a persuaded gateway looks like. */
  async #recordOddity(wish: ToolWish, why: string): Promise<void> {
    await this.#world.record({
      kind: 'decision',
      who: 'gateway',
      door: 'gateway',
      session: wish.session,
      call: wish.id,
      verdict: 'deny',
      tool: wish.tool.slice(0, 400),
      result: 'refused',
      reason: why.slice(0, 4000),
    })
  }
}

function callOf(wish: ToolWish, session: LedgerSession): Record<string, unknown> {
  return {
    id: wish.id,
    sessionId: session.id,
    agent: session.agent,
    audience: session.audience,
    origin: session.origin,
    headless: session.headless,
    tainted: session.tainted,
    tool: wish.tool,
    arguments: wish.arguments,
  }
}

function about(call: ToolCall): { who: string; door: string; session: string; agent: string; call: string } {
  return { who: `agent:${call.agent}`, door: 'gateway', session: call.sessionId, agent: call.agent, call: call.id }
}

function subjectOf(plan: BoundPlan): string {
  return plan.act.slice(0, 16_000)
}

/** The digest that an approval carries. */
export function digestOf(plan: BoundPlan): string {
  return createHash('sha256').update(canonicalPlan(plan)).digest('hex')
}

function failed(error: unknown, report: ToolDoorWorld['report']): ToolEnd {
  const fault = error instanceof Fault ? error : new Fault('sandbox-failed', {}, { cause: error })
  report(`tool failed: ${fault.code}`, fault.cause ?? fault)
  return { outcome: 'failed', text: `Failed: ${fault.words.title} ${fault.words.advice}`, exitCode: null }
}

/** Output between the one who prints and the one who reads, in order. */
class Pieces {
  readonly #waiting: string[] = []
  #over = false
  #wake: () => void = () => {}

  put(text: string): void {
    if (text !== '') this.#waiting.push(text)
    this.#wake()
  }

  end(): void {
    this.#over = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    while (true) {
      const text = this.#waiting.splice(0).join('')
      if (text !== '') yield text
      else if (this.#over) return
      else await new Promise<void>(resolve => (this.#wake = resolve))
    }
  }
}
