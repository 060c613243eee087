import { client } from '../../src-main/contract/wire/client.ts'
import { Fault } from '../../src-main/contract/wire/fault.ts'
import type { Wire } from '../../src-main/contract/wire/wire.ts'
import { type ApiClient, api } from './api.ts'

/** How the page stands with the Keeper. */
export type LinkState =
  | { kind: 'connecting' }
  | { kind: 'open'; client: ApiClient; version: string; routes: ReadonlySet<string> }
  /** Trying again by itself. */
  | { kind: 'lost'; attempt: number }
  /** Trying again cannot help: the token is spent or the versions differ. */
  | { kind: 'refused'; fault: Fault }

/** What the connection needs of its page. */
export type ConnectionWorld = {
  openWire(): Promise<Wire>
  /** Runs `act` later; the answer cancels it. */
  later(act: () => void, afterMs: number): () => void
}

const FIRST_RETRY_MS = 400
const LONGEST_RETRY_MS = 10_000
const HOPELESS = new Set(['token-wrong', 'version-mismatch', 'caller-not-allowed'])

/** How long to wait before the n-th new try. */
export function retryAfterMs(attempt: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (attempt - 1))
}

/** Keeps one client open, and opens a new one whenever it was lost. */
export class Connection {
  readonly #world: ConnectionWorld
  readonly #watchers = new Set<() => void>()
  #state: LinkState = { kind: 'connecting' }
  #attempt = 0
  #cancelRetry: () => void = () => {}

  constructor(world: ConnectionWorld) {
    this.#world = world
  }

  get state(): LinkState {
    return this.#state
  }

  /** Calls `tell` after each change of state; the answer ends it. */
  subscribe = (tell: () => void): (() => void) => {
    this.#watchers.add(tell)
    return () => this.#watchers.delete(tell)
  }

  /** The state now, as React reads it. */
  read = (): LinkState => this.#state

  /** Runs `act` later, by the clock of the page; the answer cancels it. */
  later(act: () => void, afterMs: number): () => void {
    return this.#world.later(act, afterMs)
  }

  /** Connects now, also when a later try was planned. */
  async connect(): Promise<void> {
    this.#cancelRetry()
    try {
      const wire = await this.#world.openWire()
      await this.#introduce(wire)
    } catch (error) {
      if (error instanceof Fault && HOPELESS.has(error.code)) this.#become({ kind: 'refused', fault: error })
      else this.#retry()
    }
  }

  async #introduce(wire: Wire): Promise<void> {
    const mine = client(wire, api, 'window')
    let open = false
    wire.onClose(() => {
      if (open) this.#retry()
    })
    const hello = await mine.ready
    open = true
    this.#attempt = 0
    this.#become({ kind: 'open', client: mine, version: hello.version, routes: new Set(hello.routes) })
  }

  #retry(): void {
    this.#attempt += 1
    this.#become({ kind: 'lost', attempt: this.#attempt })
    this.#cancelRetry = this.#world.later(() => void this.connect(), retryAfterMs(this.#attempt))
  }

  #become(state: LinkState): void {
    this.#state = state
    for (const tell of [...this.#watchers]) tell()
  }
}
