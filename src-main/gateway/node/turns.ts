import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { ModelLease } from '../../contract/model/agent.ts'
import type { SessionSummary, ToolEntry } from '../../contract/model/session.ts'
import type { ToolProgress } from '../../contract/model/tool-progress.ts'
import type { gatewayRoutes, keeperForGatewayRoutes } from '../../contract/routes/gateway.ts'
import type { Client } from '../../contract/wire/client.ts'
import { Fault, faultCatalogue } from '../../contract/wire/fault.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { titleFrom } from '../../kit/core/title.ts'
import { toHistory } from '../core/history.ts'
import { openModel } from './models.ts'
import type { SessionDesk } from './session-desk.ts'
import { runTurn, type TurnEnd, type TurnListener } from './turn.ts'

/** What starts a turn. */
export type TurnInput = z.output<(typeof gatewayRoutes)['turn.start']['input']>

/** What a note is made of. */
export type NoteInput = z.output<(typeof gatewayRoutes)['turn.note']['input']>

/** Runs turns: one at a time in each conversation, any number of conversations side by side. */
export class Turns {
  readonly #desk: SessionDesk
  readonly #keeper: Client<typeof keeperForGatewayRoutes>
  readonly #clock: Clock
  readonly #tails = new Map<string, Promise<void>>()
  readonly #stops = new Map<string, Set<AbortController>>()

  constructor(desk: SessionDesk, keeper: Client<typeof keeperForGatewayRoutes>, clock: Clock) {
    this.#desk = desk
    this.#keeper = keeper
    this.#clock = clock
  }

  /** Takes a message. The answer arrives through the feed of the conversation. */
  start(input: TurnInput): void {
    const live = this.#desk.getOrCreate(this.#newSummary({ ...input, agent: input.agent.id }))
    const first = live.watched.state.entries.length === 0
    this.#desk.put(input.session, {
      kind: 'user',
      id: newId(),
      at: this.#clock.now(),
      text: input.text,
      sender: input.sender,
    })
    this.#desk.mark(input.session, 'running', first ? titleFrom(input.text) : undefined)
    const stop = new AbortController()
    this.#stopsOf(input.session).add(stop)
    const before = this.#tails.get(input.session) ?? Promise.resolve()
    const tail = before.then(() => this.#turn(input, stop)).finally(() => this.#settle(input.session, stop, tail))
    this.#tails.set(input.session, tail)
  }

  /** Puts down what was typed and an answer that needed no model. */
  note(input: NoteInput): void {
    const live = this.#desk.getOrCreate(this.#newSummary(input))
    const first = live.watched.state.entries.length === 0
    const { session, asked: text, sender } = input
    this.#desk.put(session, { kind: 'user', id: newId(), at: this.#clock.now(), text, sender })
    this.#notice(session, input.tone, input.text)
    this.#desk.mark(session, live.watched.state.summary.state, first ? titleFrom(text) : undefined)
  }

  /** Stops what runs and what waits in one conversation. */
  stop(session: string): void {
    for (const controller of this.#stopsOf(session)) controller.abort()
  }

  /** Stops everything, and resolves when the last turn has put its things away. */
  async stopAll(): Promise<void> {
    for (const session of this.#stops.keys()) this.stop(session)
    await Promise.allSettled(this.#tails.values())
  }

  #settle(session: string, stop: AbortController, tail: Promise<void>): void {
    this.#stopsOf(session).delete(stop)
    if (this.#tails.get(session) !== tail) return
    this.#tails.delete(session)
    this.#stops.delete(session)
    if (this.#desk.list.state.some(known => known.id === session)) this.#desk.mark(session, 'idle')
  }

  async #turn(input: TurnInput, stop: AbortController): Promise<void> {
    if (stop.signal.aborted) return this.#notice(input.session, 'info', 'Stopped before it began.')
    try {
      this.#tellEnd(input.session, await this.#answer(input, stop.signal))
    } catch (error) {
      const fault = error instanceof Fault ? error : new Fault('internal', {}, { cause: error })
      process.stderr.write(`turn failed: ${fault.code} ${String(fault.cause ?? '')}\n`)
      this.#notice(input.session, 'error', `${fault.words.title} ${fault.words.advice}`)
    }
  }

  /** Runs the turn on the agent's model; while one is away before a word of it was heard, on the next. */
  async #answer(input: TurnInput, stop: AbortSignal): Promise<TurnEnd> {
    const { agent, session } = input
    let stepsLeft = agent.maxSteps
    let before: string | null = null
    for (let failed = 0; ; failed += 1) {
      const { lease, more } = await this.#keeper.call('model.lease', { agent: agent.id, session, failed })
      const model = openModel(lease, await this.#keyOf(lease))
      if (before !== null) this.#notice(session, 'warning', `${before} does not answer, so ${model.name} goes on.`)
      const live = this.#desk.get(session)
      const end = await runTurn({
        agent: { ...agent, maxSteps: stepsLeft },
        model,
        history: toHistory(live.watched.state.entries, live.memory),
        listener: this.#listener(input, model.name, stop),
        stop,
        retries: more ? 0 : 1,
      })
      if (!more || end.how !== 'failed' || !end.anotherMayDo) return end
      process.stderr.write(`model failed: ${end.code}: ${describe(end.cause)}\n`)
      stepsLeft = Math.max(1, stepsLeft - end.steps)
      before = model.name
    }
  }

  /** The value of the model's key, asked for each turn and kept for no longer: a key that was replaced or taken back counts at once. */
  async #keyOf(lease: ModelLease): Promise<string | null> {
    if (lease.provider === 'practice' || lease.key === null) return null
    const secret = await this.#keeper.call('secrets.lease', { name: lease.key })
    if (secret.status === 'ok') return secret.value
    if (secret.status === 'refused')
      throw new Fault(secret.why === 'unknown' ? 'secret-missing' : 'secret-not-lent', { secret: lease.key })
    throw new Fault(secret.status === 'locked' ? 'vault-locked' : 'vault-unavailable')
  }

  #tellEnd(session: string, end: TurnEnd): void {
    if (end.how === 'stopped') this.#notice(session, 'info', 'Stopped.')
    if (end.how === 'too-long')
      this.#notice(session, 'warning', 'The agent took too many steps and was stopped. Ask it to go on if you want.')
    if (end.how === 'failed') {
      process.stderr.write(`model failed: ${end.code}: ${describe(end.cause)}\n`)
      const words = faultCatalogue[end.code]
      this.#notice(session, 'error', `${words.title} ${words.advice}`)
    }
  }

  #listener(input: TurnInput, model: string, stop: AbortSignal): TurnListener {
    const { session } = input
    let speaking: { id: string; at: number; text: string } | null = null
    const say = (streaming: boolean) => {
      if (speaking && (streaming || speaking.text !== ''))
        this.#desk.put(session, { kind: 'assistant', ...speaking, streaming, model })
    }
    return {
      textStarts: () => {
        speaking = { id: newId(), at: this.#clock.now(), text: '' }
      },
      text: delta => {
        speaking ??= { id: newId(), at: this.#clock.now(), text: '' }
        const fresh = speaking.text === ''
        speaking.text += delta
        if (fresh) say(true)
        else this.#desk.append(session, speaking.id, delta)
      },
      textEnds: () => {
        say(false)
        speaking = null
      },
      callTool: (_id, name, args) => this.#callTool(session, name, args, stop),
      badCall: (_id, name, args) => {
        const reasons = ['The model made this call in a way that makes no sense, so nothing was done.']
        const entry: ToolEntry = { ...this.#toolEntry(name, args), state: 'failed', reasons }
        this.#desk.put(session, entry, { input: args ?? {}, answer: 'The call was not valid and nothing was done.' })
      },
    }
  }

  async #callTool(session: string, name: string, args: Record<string, unknown>, stop: AbortSignal): Promise<string> {
    let entry = this.#toolEntry(name, args)
    const put = (more: Partial<ToolEntry>, answer?: string) => {
      entry = { ...entry, ...more }
      this.#desk.put(session, entry, { input: args, answer: answer ?? 'This call was interrupted and has no result.' })
    }
    put({})
    const progress = this.#keeper.open('tool.call', { id: entry.id, session, tool: name, arguments: args })
    const leave = () => void progress.return?.()
    stop.addEventListener('abort', leave, { once: true })
    try {
      for await (const step of progress) {
        if (step.kind === 'output') {
          entry = { ...entry, output: entry.output + step.text }
          this.#desk.append(session, entry.id, step.text)
        } else if (step.kind === 'finished') {
          put(finished(entry, step), step.text)
          return step.text
        } else put(moved(step))
      }
      put({ state: 'failed', reasons: [...entry.reasons, 'Stopped before it was finished.'] })
      return 'The call was stopped and has no result.'
    } catch (error) {
      const words = error instanceof Fault ? error.words : faultCatalogue.internal
      put({ state: 'failed', reasons: [...entry.reasons, `${words.title} ${words.advice}`] })
      return `Failed: ${words.title}`
    } finally {
      stop.removeEventListener('abort', leave)
    }
  }

  #toolEntry(name: string, args: unknown): ToolEntry {
    return {
      kind: 'tool',
      id: newId(),
      at: this.#clock.now(),
      tool: name.slice(0, 120),
      asked: callWords(args),
      state: 'judging',
      reasons: [],
      approval: null,
      where: '',
      output: '',
      exitCode: null,
      durationMs: null,
    }
  }

  #notice(session: string, tone: 'info' | 'warning' | 'error', text: string): void {
    if (!this.#desk.list.state.some(known => known.id === session)) return // removed while it ran
    this.#desk.put(session, { kind: 'notice', id: newId(), at: this.#clock.now(), tone, text })
  }

  #stopsOf(session: string): Set<AbortController> {
    const known = this.#stops.get(session) ?? new Set<AbortController>()
    this.#stops.set(session, known)
    return known
  }

  #newSummary(input: Pick<NoteInput, 'session' | 'agent' | 'audience' | 'channel'>): SessionSummary {
    const now = this.#clock.now()
    return {
      id: input.session,
      title: 'New conversation',
      agent: input.agent,
      audience: input.audience,
      channel: input.channel,
      createdAt: now,
      updatedAt: now,
      entries: 0,
      state: 'idle',
      tainted: false, // the Keeper says whether it is, to whoever looks
    }
  }
}

function moved(step: Exclude<ToolProgress, { kind: 'output' | 'finished' }>): Partial<ToolEntry> {
  switch (step.kind) {
    case 'judged':
      return { reasons: step.reasons }
    case 'waiting':
      return { state: 'waiting', approval: step.approval }
    case 'running':
      return { state: 'running', where: step.where }
  }
}

function finished(entry: ToolEntry, step: Extract<ToolProgress, { kind: 'finished' }>): Partial<ToolEntry> {
  const { outcome, exitCode, durationMs } = step
  // What the model was told is the record; live output is kept only where nothing better came.
  const output = outcome === 'done' && entry.output === '' ? step.text : entry.output
  const reasons = outcome === 'done' ? entry.reasons : [...new Set([...entry.reasons, step.text])]
  return { state: outcome, exitCode, durationMs, output, reasons }
}

function callWords(args: unknown): string {
  if (typeof args === 'object' && args !== null && 'command' in args) return String(args.command)
  if (typeof args === 'object' && args !== null && 'path' in args) return String(args.path)
  return JSON.stringify(args ?? {})
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : String(error).slice(0, 500)
}

function newId(): string {
  return randomUUID()
}
