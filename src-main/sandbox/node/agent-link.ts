import type { Clock } from '../../kit/core/clock.ts'
import {
  type AgentExit,
  decodeExit,
  encodeFrame,
  encodeRun,
  encodeSize,
  FrameReader,
  FromAgent,
  type RunRequest,
  ToAgent,
} from '../core/frames.ts'

/** The stream that leads to an exec agent, whatever carries it: an attached container, a pipe, an SSH channel. */
export type AgentWire = {
  write(bytes: Uint8Array): void
  onBytes(tell: (bytes: Uint8Array) => void): void
  onEnd(tell: () => void): void
  /** Ends the stream; the agent reads end-of-file and takes everything with it. */
  end(): void
}

/** One command that runs on an agent. */
export type AgentCommand = {
  stdin(bytes: Uint8Array): void
  endInput(): void
  /** 9 takes the whole tree; any other signal goes to the command's process group. */
  kill(signal: number): void
  resize(size: { rows: number; cols: number }): void
  pause(): void
  resume(): void
}

/** What a command tells while it runs. `lost` means that the sandbox itself ended. */
export type CommandEvents = {
  onOutput(stream: 'stdout' | 'stderr', bytes: Uint8Array): void
  onExit(exit: AgentExit | 'lost'): void
}

/** The way commands take into a running sandbox. */
export type CommandLink = {
  readonly alive: boolean
  /** How many commands run now. */
  readonly running: number
  start(request: RunRequest, events: CommandEvents): AgentCommand
  /** Ends the sandbox. */
  end(): void
  /** Calls back once the sandbox has ended, however that happened. */
  onEnd(tell: () => void): void
}

/** How often we say that we are alive, and how long either side waits for the other before it gives up. */
export const HEARTBEAT = { everyMs: 2000, limitSeconds: 10 } as const

/** Speaks with one exec agent: many commands over one stream, and a heartbeat. */
export class AgentLink implements CommandLink {
  readonly #wire: AgentWire
  readonly #clock: Clock
  readonly #reader = new FrameReader()
  readonly #commands = new Map<number, CommandEvents>()
  readonly #ended: (() => void)[] = []
  #nextId = 1
  #lastPong: number
  #stopBeat: () => void = () => {}
  #greeted: (() => void) | null = null
  alive = true

  constructor(wire: AgentWire, clock: Clock) {
    this.#wire = wire
    this.#clock = clock
    this.#lastPong = clock.now()
    wire.onBytes(bytes => this.#receive(bytes))
    wire.onEnd(() => this.#lose())
    this.#beat()
  }

  /** How many commands run now. */
  get running(): number {
    return this.#commands.size
  }

  /** Waits for the agent's first words, or answers false when the time is over or the stream ended. */
  greeted(withinMs: number): Promise<boolean> {
    return new Promise(resolve => {
      const cancel = this.#clock.after(withinMs, () => resolve(false))
      this.#greeted = () => {
        cancel()
        resolve(this.alive)
      }
    })
  }

  /** Starts one command. */
  start(request: RunRequest, events: CommandEvents): AgentCommand {
    const id = this.#nextId++
    const payload = encodeRun(request, text => Buffer.from(text))
    if (!this.alive) queueMicrotask(() => events.onExit('lost'))
    else this.#commands.set(id, events)
    this.#send(id, ToAgent.run, payload)
    return {
      stdin: bytes => this.#sendInput(id, bytes),
      endInput: () => this.#send(id, ToAgent.stdin),
      kill: signal => this.#send(id, ToAgent.kill, Uint8Array.of(signal)),
      resize: size => this.#send(id, ToAgent.resize, encodeSize(size)),
      pause: () => this.#send(id, ToAgent.pause),
      resume: () => this.#send(id, ToAgent.resume),
    }
  }

  /** Ends the sandbox by ending its stream. */
  end(): void {
    if (!this.alive) return
    this.#wire.end()
  }

  /** Calls back once the sandbox has ended, however that happened. */
  onEnd(tell: () => void): void {
    if (this.alive) this.#ended.push(tell)
    else tell()
  }

  #sendInput(id: number, bytes: Uint8Array): void {
    const piece = 256 * 1024
    for (let at = 0; at < bytes.length; at += piece) this.#send(id, ToAgent.stdin, bytes.subarray(at, at + piece))
  }

  #send(id: number, type: number, payload?: Uint8Array): void {
    if (this.alive) this.#wire.write(encodeFrame(id, type, payload))
  }

  #receive(bytes: Uint8Array): void {
    try {
      for (const frame of this.#reader.read(bytes)) this.#take(frame.id, frame.type, frame.payload)
    } catch {
      // A stream that is not ours any more cannot be trusted to end by itself.
      this.#wire.end()
      this.#lose()
    }
  }

  #take(id: number, type: number, payload: Uint8Array): void {
    this.#lastPong = this.#clock.now() // anything it says proves that it lives
    if (type === FromAgent.hello) this.#greeted?.()
    const events = this.#commands.get(id)
    if (!events) return
    if (type === FromAgent.stdout) events.onOutput('stdout', payload)
    else if (type === FromAgent.stderr) events.onOutput('stderr', payload)
    else if (type === FromAgent.exit) {
      this.#commands.delete(id)
      events.onExit(decodeExit(payload))
    }
  }

  #beat(): void {
    if (!this.alive) return
    this.#send(0, ToAgent.ping)
    this.#stopBeat = this.#clock.after(HEARTBEAT.everyMs, () => {
      // A machine that slept sees a large gap at once; give the agent one full beat to answer before giving up.
      const silence = this.#clock.now() - this.#lastPong
      const slept = silence > 3 * HEARTBEAT.limitSeconds * 1000
      if (slept) this.#lastPong = this.#clock.now() - HEARTBEAT.everyMs
      if (!slept && silence > HEARTBEAT.limitSeconds * 1000) {
        this.#wire.end()
        this.#lose()
      } else this.#beat()
    })
  }

  #lose(): void {
    if (!this.alive) return
    this.alive = false
    this.#stopBeat()
    this.#greeted?.()
    const open = [...this.#commands.values()]
    this.#commands.clear()
    for (const events of open) events.onExit('lost')
    for (const tell of this.#ended) tell()
  }
}
