import type { Duplex } from 'node:stream'
import type Docker from 'dockerode'
import type { Clock } from '../../kit/core/clock.ts'
import { type AgentExit, type RunRequest, requestEnvironment } from '../core/frames.ts'
import { StdcopyReader } from '../core/stdcopy.ts'
import type { AgentCommand, CommandEvents, CommandLink } from './agent-link.ts'
import { within } from './docker-engine.ts'

/** A container that is held open by a stream, and the engine's own way into it. */
export type HeldContainer = {
  readonly container: Docker.Container
  /** The input of its first process: the end of this stream is the end of the container. */
  readonly hold: Duplex
  /** Who commands run as; the first process is somebody else, so that they cannot touch it. */
  readonly user: string
  readonly clock: Clock
}

/**
 * A shell on a terminal is told to go so many times, so far apart: what is typed is lost when it comes while the shell
 * sets its terminal up for the next line. Then the container ends.
 */
const LEAVE_TRIES = 12
const LEAVE_EVERY_MS = 250
const [SIGTERM, SIGKILL] = [15, 9]
/** Ends what runs in the foreground, and then the shell. */
const LEAVE = '\x03\x04'
/** What a command started may be on its way out when the command ends: it is looked for so often, so far apart. */
const LEFT_LOOKS = 4
const LEFT_EVERY_MS = 100

/**
 * Commands by the engine's own exec, for containers in which no agent of ours can run. About 50 times slower, and it
 * knows no signal: a command that must end takes its container with it, and so does one that left something running.
 */
export class EngineExecLink implements CommandLink {
  readonly #held: HeldContainer
  readonly #commands = new Set<EngineCommand>()
  readonly #ended: (() => void)[] = []
  /** Something may run on because a plan said so: from then on what is left says nothing. */
  #kept = false
  #ending = false
  alive = true

  constructor(held: HeldContainer) {
    this.#held = held
    for (const event of ['end', 'close', 'error']) held.hold.once(event, () => this.#lose())
    held.hold.resume()
  }

  get running(): number {
    return this.#commands.size
  }

  start(request: RunRequest, events: CommandEvents): AgentCommand {
    this.#kept ||= request.keepBackground
    const command = new EngineCommand(this.#held, request, events, {
      end: () => this.end(),
      ending: () => this.#ending,
      over: () => this.#finished(command),
    })
    this.#commands.add(command)
    if (this.alive) command.run()
    else queueMicrotask(() => this.#lost(command))
    return command
  }

  end(): void {
    this.#ending = true
    if (this.alive) this.#held.hold.end()
  }

  onEnd(tell: () => void): void {
    if (this.alive) this.#ended.push(tell)
    else tell()
  }

  /** The end of a command is the end of everything it started: when it is not, the container ends. */
  async #finished(command: EngineCommand): Promise<void> {
    this.#commands.delete(command)
    if (this.#kept || this.#commands.size > 0 || !this.alive || !(await this.#leftRunning())) return
    const gone = new Promise<void>(resolve => this.onEnd(resolve))
    this.end()
    await gone
  }

  async #leftRunning(): Promise<boolean> {
    for (let look = 1; await this.#runsMore(); look++) {
      if (this.#commands.size > 0) return false // one that began meanwhile looks at its own end
      if (look === LEFT_LOOKS) return true
      await new Promise<void>(resolve => this.#held.clock.after(LEFT_EVERY_MS, resolve))
    }
    return false
  }

  /** Whether more than the first process runs. */
  async #runsMore(): Promise<boolean> {
    try {
      const top = await within(5000, this.#held.container.top({ ps_args: '-eo pid,stat' }))
      const rows = top.Processes as string[][]
      return rows.filter(([, state = '']) => !state.startsWith('Z')).length > 1
    } catch {
      return true // an engine that cannot tell: then it is ended, which is right in both cases
    }
  }

  #lose(): void {
    if (!this.alive) return
    this.alive = false
    for (const command of this.#commands) this.#lost(command)
    for (const tell of this.#ended) tell()
  }

  #lost(command: EngineCommand): void {
    this.#commands.delete(command)
    command.lost()
  }
}

/** What a command tells the link it runs on. */
type Around = {
  readonly end: () => void
  /** Whether the container is being ended: then what is said about a command's end is about the container's. */
  readonly ending: () => boolean
  readonly over: () => Promise<void>
}

class EngineCommand implements AgentCommand {
  readonly #held: HeldContainer
  readonly #request: RunRequest
  readonly #events: CommandEvents
  readonly #around: Around
  readonly #environment: string[]
  #exec: Docker.Exec | null = null
  #stream: Duplex | null = null
  /** Input that came before the engine had started it; null: its end. */
  #early: (Uint8Array | null)[] = []
  /** What the engine itself says about a start that failed arrives as if the program had printed it. */
  #first: Uint8Array | null = null
  #over = false

  constructor(held: HeldContainer, request: RunRequest, events: CommandEvents, around: Around) {
    this.#held = held
    this.#request = request
    this.#events = events
    this.#around = around
    this.#environment = requestEnvironment(request)
  }

  run(): void {
    this.#run().then(
      exit => this.#finish(exit),
      () => this.#around.end(), // an engine that does not answer: nothing is known, so nothing may go on
    )
  }

  lost(): void {
    this.#tell('lost')
  }

  stdin(bytes: Uint8Array): void {
    if (this.#stream) this.#stream.write(bytes)
    else this.#early.push(bytes)
  }

  endInput(): void {
    if (this.#stream) this.#stream.end()
    else this.#early.push(null)
  }

  kill(signal: number): void {
    if (this.#over || (signal !== SIGTERM && signal !== SIGKILL)) return
    if (this.#request.tty === null) return this.#around.end()
    this.#leave(LEAVE_TRIES)
  }

  #leave(tries: number): void {
    if (this.#over) return
    if (tries === 0) return this.#around.end()
    this.stdin(Buffer.from(LEAVE))
    this.#held.clock.after(LEAVE_EVERY_MS, () => this.#leave(tries - 1))
  }

  resize(size: { rows: number; cols: number }): void {
    this.#resize(size, 10)
  }

  /** The engine refuses while the shell is only on its way. */
  #resize(size: { rows: number; cols: number }, tries: number): void {
    this.#exec?.resize({ h: size.rows, w: size.cols }).catch(() => {
      if (!this.#over && tries > 0) this.#held.clock.after(100, () => this.#resize(size, tries - 1))
    })
  }

  pause(): void {
    this.#stream?.pause()
  }

  resume(): void {
    this.#stream?.resume()
  }

  async #run(): Promise<AgentExit> {
    const { tty } = this.#request
    this.#exec = await within(10_000, this.#held.container.exec(this.#options()))
    const stream = await within(
      10_000,
      this.#exec.start({ hijack: true, stdin: this.#request.stdin, Tty: tty !== null }),
    )
    const ended = new Promise(resolve => stream.once('end', resolve).once('close', resolve).once('error', resolve))
    if (tty !== null) this.resize(tty)
    const reader = new StdcopyReader((from, bytes) => this.#take(from, bytes))
    stream.on('data', (bytes: Buffer) => (tty ? this.#take('stdout', bytes) : reader.read(bytes)))
    this.#stream = stream
    for (const bytes of this.#early) bytes === null ? stream.end() : stream.write(bytes)
    await ended
    const { ExitCode, Pid } = await within(10_000, this.#exec.inspect())
    return this.#exitOf(ExitCode ?? -1, Pid)
  }

  #options(): Docker.ExecCreateOptions {
    const { argv, shell, cwd, stdin, tty } = this.#request
    const choose = 'if command -v bash >/dev/null; then exec bash -c "$0"; else exec sh -c "$0"; fi'
    return {
      Cmd: shell ? ['sh', '-c', choose, ...argv] : [...argv],
      Env: this.#environment,
      WorkingDir: cwd,
      User: this.#held.user,
      AttachStdin: stdin,
      AttachStdout: true,
      AttachStderr: true,
      Tty: tty !== null,
    }
  }

  #take(from: 'stdout' | 'stderr', bytes: Uint8Array): void {
    if (this.#over) return
    const isEngines = this.#first === null && Buffer.from(bytes.subarray(0, 11)).toString() === 'OCI runtime'
    this.#first ??= isEngines ? bytes.slice() : new Uint8Array(0)
    if (!isEngines) this.#events.onOutput(from, bytes)
  }

  #exitOf(code: number, pid: number): AgentExit {
    const said = Buffer.from(this.#first ?? []).toString()
    // It never had a process: what the engine said is the reason.
    if (pid === 0 && code !== 0) return { exitCode: null, signal: 0, errno: errnoOf(said) }
    if (said !== '') this.#events.onOutput('stdout', Buffer.from(said)) // a program that only talks like the engine
    return code === 128 + SIGKILL
      ? { exitCode: null, signal: SIGKILL, errno: 0 }
      : { exitCode: code, signal: 0, errno: 0 }
  }

  async #finish(exit: AgentExit): Promise<void> {
    if (this.#over || this.#around.ending()) return
    await this.#around.over()
    this.#tell(exit)
  }

  #tell(exit: AgentExit | 'lost'): void {
    if (this.#over) return
    this.#over = true
    this.#stream?.destroy()
    this.#events.onExit(exit)
  }
}

/** The engine's words for why a program could not start, as the number that the kernel has for it. */
function errnoOf(words: string): number {
  if (/not found|no such file/.test(words)) return 2
  if (/permission denied/.test(words)) return 13
  if (/exec format/.test(words)) return 8
  return /not a directory/.test(words) ? 20 : 5
}
