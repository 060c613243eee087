import type { GatewayState } from '../../contract/model/status.ts'
import type { Wire } from '../../contract/wire/wire.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { Watched } from '../../kit/core/watched.ts'
import { answered, asked, freshPulse, SILENT_MS } from '../core/heartbeat.ts'
import { defaultRestartRules, planRestart, type RestartRules } from '../core/restart.ts'
import type { ChildExit, GatewayStarter, StartedChild } from '../core/starter.ts'

/** What the Keeper does with a fresh connection: greet it, serve it, and say when it is ready. */
export type GatewayLink = {
  readonly ready: Promise<unknown>
  /** Gives a sign of life and asks for one; resolves when it has answered. */
  beat(): Promise<unknown>
  end(): Promise<unknown>
}

/** What the supervisor needs from the world. */
export type SupervisorWorld = {
  readonly starter: GatewayStarter
  readonly connect: (wire: Wire) => GatewayLink
  readonly clock: Clock
  readonly rules?: RestartRules
  readonly record: (
    what: 'started' | 'ready' | 'stopped' | 'crashed' | 'gave-up',
    facts: Record<string, string>,
  ) => Promise<void>
  /** Why it may not start now, in words; null when it may. A lockdown says so here, whoever asks for the start. */
  readonly barred?: () => string | null
  /** Takes secrets out of the lines that are kept to be shown; they are shown on every surface. */
  readonly redact?: (line: string) => string
  readonly beatMs?: number
  /** How long a gateway may take to say hello, and to end when asked. */
  readonly startMs?: number
  readonly endMs?: number
}

const stopped: Omit<GatewayState, 'since'> = {
  state: 'stopped',
  pid: null,
  reason: null,
  restarts: 0,
  nextTryAt: null,
  lastLines: [],
}

/** Keeps one gateway alive, and is the only one who starts or ends it. */
export class GatewaySupervisor {
  readonly #world: SupervisorWorld
  readonly watched: Watched<GatewayState, GatewayState>
  #child: StartedChild | null = null
  #link: GatewayLink | null = null
  /** Grows with every start, so that a late answer of an old process cannot touch a newer one. */
  #generation = 0
  #crashes: number[] = []
  #lines: string[] = []
  #cancelTimer: () => void = () => {}
  #restarts = 0
  #pulse = freshPulse(0)
  /** Why we ended it ourselves, which says more than the signal it ended by. */
  #endedBecause: string | null = null

  constructor(world: SupervisorWorld) {
    this.#world = world
    this.watched = new Watched<GatewayState, GatewayState>({ ...stopped, since: world.clock.now() }, (_, next) => next)
  }

  /** Starts the gateway; does nothing while one runs or starts. A person's start forgets earlier crashes. */
  async start(): Promise<void> {
    const { state } = this.watched.state
    if (state === 'starting' || state === 'running' || state === 'stopping') return
    this.#crashes = []
    this.#restarts = 0
    await this.#launch()
  }

  /** Asks the gateway to end, waits a little, then ends it. Never throws: stopping always works. */
  async stop(): Promise<void> {
    this.#cancelTimer()
    const child = this.#child
    if (!child) return this.#say({ ...stopped })
    const generation = this.#generation
    const gone = new Promise<void>(resolve => child.onExit(() => resolve()))
    this.#say({ ...stopped, state: 'stopping', pid: child.pid })
    const deadline = new Promise<void>(resolve => void this.#world.clock.after(this.#world.endMs ?? 2_000, resolve))
    await Promise.race([this.#link?.end().catch(() => {}) ?? Promise.resolve(), deadline])
    child.kill()
    await Promise.race([gone, new Promise<void>(resolve => void this.#world.clock.after(1_000, resolve))])
    if (this.#generation === generation) this.#forget()
    this.#say({ ...stopped })
    await this.#world.record('stopped', {}).catch(() => {}) // stopping never waits for the log
  }

  /** Stops and starts again. */
  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  /** The live connection, if the gateway runs. */
  get link(): GatewayLink | null {
    return this.watched.state.state === 'running' ? this.#link : null
  }

  /** Ends it at once and for good: no word, no waiting, and its end is no crash to recover from. */
  endNow(reason: string): void {
    this.#cancelTimer()
    this.#generation += 1
    this.#child?.kill()
    this.#forget()
    this.#say({ ...stopped, reason })
  }

  /** The machine woke from sleep: what was not answered meanwhile does not count, and the gateway hears from us at once. */
  woke(): void {
    this.#pulse = freshPulse(this.#world.clock.now())
    if (this.watched.state.state === 'running') this.#beat(this.#generation)
  }

  async #launch(): Promise<void> {
    const barred = this.#world.barred?.() ?? null
    if (barred !== null) return this.#say({ ...stopped, reason: barred })
    const generation = ++this.#generation
    this.#lines = []
    this.#endedBecause = null
    try {
      await this.#world.record('started', {})
    } catch (error) {
      return this.#giveUp(
        `The audit trail cannot be written: ${error instanceof Error ? error.message : 'unknown error'}`,
      )
    }
    if (generation !== this.#generation) return
    const child = this.#world.starter.start()
    this.#child = child
    this.#say({ ...stopped, state: 'starting', pid: child.pid, restarts: this.#restarts })
    child.onLine(line => this.#keepLine(line))
    child.onExit(exit => {
      if (generation === this.#generation) this.#onExit(exit)
    })
    const link = this.#world.connect(child.wire)
    this.#link = link
    this.#cancelTimer = this.#world.clock.after(this.#world.startMs ?? 20_000, () => {
      if (generation !== this.#generation || this.watched.state.state !== 'starting') return
      this.#keepLine('It did not answer in time.')
      child.kill()
    })
    link.ready.then(
      () => this.#onReady(generation, child),
      () => child.kill(), // a gateway of another version is no gateway of ours; its exit says the rest
    )
  }

  #onReady(generation: number, child: StartedChild): void {
    if (generation !== this.#generation) return
    this.#cancelTimer()
    this.#say({ ...stopped, state: 'running', pid: child.pid, restarts: this.#restarts })
    void this.#world.record('ready', { pid: String(child.pid) }).catch(() => {}) // the start itself is on record
    this.#pulse = freshPulse(this.#world.clock.now())
    this.#beat(generation)
  }

  #beat(generation: number): void {
    if (generation !== this.#generation) return
    const { clock } = this.#world
    const { pulse, silent } = asked(this.#pulse, clock.now())
    this.#pulse = pulse
    this.#cancelTimer()
    if (silent) return this.#endSilent()
    this.#cancelTimer = clock.after(this.#world.beatMs ?? 1_000, () => this.#beat(generation))
    void this.#link?.beat().then(
      () => {
        if (generation === this.#generation) this.#pulse = answered(this.#pulse, clock.now())
      },
      () => {}, // a lost gateway is told by its exit
    )
  }

  /** It hangs. What it does not answer, people do not get answered either; a fresh one is better. */
  #endSilent(): void {
    this.#endedBecause = `It did not answer for ${SILENT_MS / 1_000} seconds, so it was ended.`
    this.#child?.kill()
  }

  #onExit(exit: ChildExit): void {
    const { state } = this.watched.state
    this.#cancelTimer()
    this.#forget()
    if (state === 'stopping' || state === 'stopped') return
    const now = this.#world.clock.now()
    this.#crashes = [...this.#crashes, now]
    const how = this.#endedBecause ?? wordsOf(exit)
    void this.#world.record('crashed', { how }).catch(() => {}) // the next start needs the trail and will say so
    const plan = planRestart(this.#crashes, now, this.#world.rules ?? defaultRestartRules)
    if (plan.do === 'give-up') return this.#giveUp(`It crashed ${plan.crashes} times in a short while. ${how}`)
    this.#restarts += 1
    this.#say({
      ...stopped,
      state: 'waiting-to-restart',
      reason: how,
      restarts: this.#restarts,
      nextTryAt: now + plan.afterMs,
      lastLines: this.#lines,
    })
    this.#cancelTimer = this.#world.clock.after(plan.afterMs, () => void this.#launch())
  }

  #giveUp(reason: string): void {
    this.#say({ ...stopped, state: 'gave-up', reason, restarts: this.#restarts, lastLines: this.#lines })
    void this.#world.record('gave-up', { reason }).catch(() => {}) // nothing runs any more; the window shows the reason
  }

  #forget(): void {
    this.#child = null
    this.#link = null
  }

  #keepLine(line: string): void {
    const safe = this.#world.redact?.(line) ?? line
    this.#lines = [...this.#lines, safe.slice(0, 500)].slice(-20)
  }

  #say(state: Omit<GatewayState, 'since'>): void {
    this.watched.apply({ ...state, since: this.#world.clock.now() })
  }
}

function wordsOf(exit: ChildExit): string {
  return exit.signal ? `It was ended by ${exit.signal}.` : `It ended with code ${exit.code}.`
}
