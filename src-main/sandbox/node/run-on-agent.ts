import { constants } from 'node:os'
import type { ExecPlan, ExecResult } from '../../contract/model/exec.ts'
import { workingFolder } from '../../contract/model/working-folder.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { RunWatch } from '../core/backend.ts'
import { type Ending, endWords, startError } from '../core/endings.ts'
import type { AgentExit, RunRequest } from '../core/frames.ts'
import { CappedOutput } from '../core/output.ts'
import type { AgentCommand, CommandLink } from './agent-link.ts'

/** Where a command runs and what it finds there. */
export type RunPlace = {
  readonly where: string
  readonly workspace: string
  readonly env: Readonly<Record<string, string>>
}

/** From the polite signal to the final one. */
const GRACE_MS = 2000
/** After the final signal, how long until the sandbox itself counts as broken. */
const STUCK_MS = 5000
/** Output far beyond what is kept is a flood: it costs the machine and helps nobody. */
const FLOOD_FACTOR = 64
const FLOOD_FLOOR = 64 * 1024 * 1024
const [SIGTERM, SIGKILL] = [15, 9]

/** Runs one approved plan on an agent: streams, ends, times out, caps, and takes the whole tree down. */
export function runOnAgent(
  link: CommandLink,
  plan: ExecPlan,
  place: RunPlace,
  clock: Clock,
  watch: RunWatch = {},
): Promise<ExecResult> {
  return new Promise(resolve => new Run(link, plan, place, clock, watch, resolve).start())
}

/** What the agent is asked for one plan. */
export function requestFor(plan: ExecPlan, place: RunPlace): RunRequest {
  const { command } = plan
  return {
    argv: command.kind === 'argv' ? command.argv : [command.text],
    shell: command.kind === 'shell',
    cwd: workingFolder(plan.cwd, { workspace: place.workspace }),
    env: { ...place.env, ...plan.env },
    stdin: plan.stdin !== undefined,
    keepBackground: plan.background === 'keep',
    tty: null,
  }
}

class Run {
  readonly #link: CommandLink
  readonly #plan: ExecPlan
  readonly #place: RunPlace
  readonly #clock: Clock
  readonly #watch: RunWatch
  readonly #settle: (result: ExecResult) => void
  readonly #out: { stdout: CappedOutput; stderr: CappedOutput }
  #command: AgentCommand | null = null
  #cancel: () => void = () => {}
  #ending: Ending | null = null
  #done = false
  #startedAt = 0

  constructor(
    link: CommandLink,
    plan: ExecPlan,
    place: RunPlace,
    clock: Clock,
    watch: RunWatch,
    settle: (result: ExecResult) => void,
  ) {
    this.#link = link
    this.#plan = plan
    this.#place = place
    this.#clock = clock
    this.#watch = watch
    this.#settle = settle
    this.#out = { stdout: new CappedOutput(plan.outputCap), stderr: new CappedOutput(plan.outputCap) }
  }

  start(): void {
    this.#startedAt = performance.now()
    if (this.#watch.signal?.aborted) return this.#finish('killed', null, undefined, endWords('stopped'))
    try {
      this.#command = this.#link.start(requestFor(this.#plan, this.#place), {
        onOutput: (stream, bytes) => this.#take(stream, bytes),
        onExit: exit => this.#exited(exit),
      })
    } catch (error) {
      return this.#finish('failed', null, undefined, error instanceof Error ? error.message : String(error))
    }
    if (this.#plan.stdin !== undefined) {
      this.#command.stdin(Buffer.from(this.#plan.stdin))
      this.#command.endInput()
    }
    this.#cancel = this.#clock.after(this.#plan.timeoutMs, () => this.#end('timed-out'))
    this.#watch.signal?.addEventListener('abort', () => this.#end('stopped'), { once: true })
  }

  #take(stream: 'stdout' | 'stderr', bytes: Uint8Array): void {
    const kept = this.#out[stream]
    kept.add(bytes)
    if (this.#done) return
    this.#watch.onOutput?.({ stream, bytes })
    const flood = Math.max(FLOOD_FLOOR, FLOOD_FACTOR * this.#plan.outputCap)
    if (kept.total > flood && this.#ending === null) this.#end('flooded')
  }

  /** Politely first; then the whole tree; and if even that does not answer, the whole sandbox. */
  #end(why: Ending): void {
    if (this.#done || this.#ending !== null) return
    this.#ending = why
    this.#cancel()
    this.#command?.kill(why === 'flooded' ? SIGKILL : SIGTERM)
    this.#cancel = this.#clock.after(GRACE_MS, () => {
      this.#command?.kill(SIGKILL)
      this.#cancel = this.#clock.after(STUCK_MS, () => this.#link.end())
    })
  }

  #exited(exit: AgentExit | 'lost'): void {
    if (exit === 'lost') {
      const outcome = this.#ending === 'timed-out' ? 'timed-out' : 'killed'
      return this.#finish(outcome, null, undefined, endWords(this.#ending ?? 'lost', this.#plan))
    }
    if (exit.errno !== 0) return this.#finish('failed', null, undefined, startError(exit.errno, this.#plan))
    const signal = exit.signal === 0 ? undefined : signalName(exit.signal)
    if (this.#ending !== null) {
      const outcome = this.#ending === 'timed-out' ? 'timed-out' : 'killed'
      return this.#finish(outcome, exit.exitCode, signal, endWords(this.#ending, this.#plan))
    }
    if (exit.signal === 0) return this.#finish('exited', exit.exitCode, undefined, undefined)
    this.#finish('killed', null, signal, endWords(exit.signal === SIGKILL ? 'kernel' : 'signal'))
  }

  #finish(
    outcome: ExecResult['outcome'],
    exitCode: number | null,
    signal: string | undefined,
    why: string | undefined,
  ): void {
    if (this.#done) return
    this.#done = true
    this.#cancel()
    const named = { ...(signal === undefined ? {} : { signal }), ...(why === undefined ? {} : { why }) }
    this.#settle({ outcome, exitCode, ...this.#printed(), ...named, where: this.#place.where })
  }

  #printed(): Pick<ExecResult, 'stdout' | 'stderr' | 'truncated' | 'durationMs'> {
    const { stdout, stderr } = this.#out
    const decode = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
    return {
      stdout: stdout.text(decode),
      stderr: stderr.text(decode),
      truncated: stdout.dropped + stderr.dropped > 0,
      durationMs: Math.round((performance.now() - this.#startedAt) * 100) / 100,
    }
  }
}

function signalName(number: number): string {
  const found = Object.entries(constants.signals).find(([, value]) => value === number)
  return found ? found[0] : `signal ${number}`
}
