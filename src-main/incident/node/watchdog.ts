import { type ChildProcess, spawn } from 'node:child_process'
import type { KillLevel } from '../../contract/model/incident.ts'
import type { Clock } from '../../kit/core/clock.ts'
import type { Inventory } from '../core/inventory.ts'
import { BEAT_MS, type WatchdogWord } from '../core/watch-keeper.ts'

/** How a watchdog is started: the program and its environment differ between the app and the terminal. */
export type WatchdogProgram = {
  readonly command: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

/** A watchdog that ended is started again after this long. */
const AGAIN_MS = 1_000

/** The Keeper's end of the watchdog: keeps it informed, and keeps it alive. */
export class Watchdog {
  readonly #program: WatchdogProgram
  readonly #clock: Clock
  readonly #inventory: () => Inventory
  readonly #onStands: (stands: boolean) => void
  #child: ChildProcess | null = null
  #cancel: () => void = () => {}
  #closed = false

  constructor(program: WatchdogProgram, clock: Clock, inventory: () => Inventory, onStands: (stands: boolean) => void) {
    this.#program = program
    this.#clock = clock
    this.#inventory = inventory
    this.#onStands = onStands
  }

  start(): void {
    const { command, args, env } = this.#program
    // A session of its own: Ctrl-C and the end of a terminal must not take the one who watches over that end.
    const child = spawn(command, args, { env, detached: true, stdio: ['pipe', 'pipe', 'ignore'] })
    this.#child = child
    child.on('error', () => this.#lost(child))
    child.on('exit', () => this.#lost(child))
    child.stdin?.on('error', () => {}) // it ended while we wrote; `exit` tells
    child.stdout?.once('data', () => this.#onStands(true))
    this.arm()
    this.#beat(child)
  }

  /** Tells what runs now, so that nothing has to be searched for later. */
  arm(): void {
    const { targets, held } = this.#inventory()
    this.#say({ t: 'arm', targets: targets.map(target => ({ ...target })), held })
  }

  announce(what: 'pulling' | 'done', level: KillLevel): void {
    this.#say(what === 'pulling' ? { t: 'pull', level } : { t: 'done' })
  }

  get pid(): number | null {
    return this.#child?.pid ?? null
  }

  /** An orderly end: there is nothing left to watch over. */
  close(): void {
    this.#closed = true
    this.#cancel()
    this.#say({ t: 'bye' })
    this.#child?.stdin?.end()
  }

  #beat(child: ChildProcess): void {
    if (child !== this.#child || this.#closed) return
    this.#say({ t: 'beat' })
    this.#cancel = this.#clock.after(BEAT_MS, () => this.#beat(child))
  }

  #say(word: WatchdogWord): void {
    if (this.#child?.stdin?.writable) this.#child.stdin.write(`${JSON.stringify(word)}\n`)
  }

  #lost(child: ChildProcess): void {
    if (child !== this.#child || this.#closed) return
    this.#child = null
    this.#cancel()
    this.#onStands(false)
    this.#cancel = this.#clock.after(AGAIN_MS, () => this.start())
  }
}
