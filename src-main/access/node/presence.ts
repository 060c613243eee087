import type { FirstPinWay } from '../../contract/model/pin.ts'
import type { Caller, Door, Presence } from '../../contract/wire/caller.ts'
import { Fault } from '../../contract/wire/fault.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { firstPinWay } from '../core/first-pin.ts'
import { afterTry, mayTry, noTries, type PinTries, UNLOCK_MS } from '../core/unlocks.ts'
import { hashPin, pinMatches } from './pin.ts'
import { codeMatches } from './set-up-code.ts'

/** Where the PIN is kept. */
export type PinStore = { get(): Promise<string | null>; put(stored: string): Promise<void> }

/** What this start can say about who sets the first PIN. */
export type FirstPinProof = {
  /** The code on the terminal of this start; null where it has none. */
  readonly code: string | null
  readonly ranOnHost: () => Promise<boolean>
}

/** What happened to the PIN, for the trail. */
export type PinStep = 'unlocked' | 'pin-wrong' | 'code-wrong' | 'pin-set'

/** What a person typed to set the PIN. */
export type TypedPin = { readonly pin: string; readonly old: string | null; readonly code?: string | undefined }

/** What the desk stands on. */
export type PresencePorts = {
  readonly store: PinStore
  readonly clock: Clock
  readonly firstPin: FirstPinProof
  readonly record: (step: PinStep, connection: string) => Promise<void>
}

/** Knows which connections a person has unlocked with the approver PIN. */
export class PresenceDesk {
  readonly #ports: PresencePorts
  readonly #unlocked = new Map<string, number>()
  #tries: PinTries = noTries
  #lastSet: Promise<void> = Promise.resolve()

  constructor(ports: PresencePorts) {
    this.#ports = ports
  }

  /** Whether a person has proved to be behind a connection. */
  of(connection: string): Presence {
    const until = this.#unlocked.get(connection) ?? 0
    return this.#ports.clock.now() < until ? 'person' : 'unproved'
  }

  forget(connection: string): void {
    this.#unlocked.delete(connection)
  }

  async isSet(): Promise<boolean> {
    return (await this.#ports.store.get()) !== null
  }

  /** How the first PIN may be set from a door. */
  async firstPin(door: Door): Promise<FirstPinWay> {
    const { code, ranOnHost } = this.#ports.firstPin
    return firstPinWay(door, { codeShown: code !== null, ranOnHost: await ranOnHost() })
  }

  async unlock(connection: string, pin: string): Promise<number> {
    const { clock, record } = this.#ports
    await this.#check(connection, pin)
    const until = clock.now() + UNLOCK_MS
    await record('unlocked', connection)
    this.#unlocked.set(connection, until)
    // By a timer besides: a clock that is set back must not make a short time a long one.
    clock.after(UNLOCK_MS, () => {
      if (this.#unlocked.get(connection) === until) this.#unlocked.delete(connection)
    })
    return until
  }

  /** Sets the PIN. A change needs the old one; the first needs a person at the window, or the code of this start. */
  set(by: Pick<Caller, 'door' | 'connection'>, typed: TypedPin): Promise<void> {
    // One after the other: of two first PINs that come at once, the later must know the earlier.
    const turn = this.#lastSet.then(() => this.#set(by, typed))
    this.#lastSet = turn.catch(() => {}) // told to whoever asked; the next one starts afresh
    return turn
  }

  async #set({ door, connection }: Pick<Caller, 'door' | 'connection'>, typed: TypedPin): Promise<void> {
    if (await this.isSet()) await this.#check(connection, typed.old ?? '')
    else await this.#checkFirst(door, connection, typed.code ?? '')
    await this.#ports.record('pin-set', connection)
    await this.#ports.store.put(await hashPin(typed.pin))
    this.#unlocked.clear()
  }

  async #checkFirst(door: Door, connection: string, code: string): Promise<void> {
    const way = await this.firstPin(door)
    if (way === 'free') return
    if (way !== 'code') throw new Fault('first-pin-elsewhere')
    await this.#try(connection, 'code-wrong', async () => codeMatches(code, this.#ports.firstPin.code ?? ''))
  }

  #check(connection: string, pin: string): Promise<void> {
    return this.#try(connection, 'pin-wrong', async () => {
      const stored = await this.#ports.store.get()
      return stored !== null && (await pinMatches(pin, stored))
    })
  }

  async #try(connection: string, wrong: 'pin-wrong' | 'code-wrong', matches: () => Promise<boolean>): Promise<void> {
    const now = this.#ports.clock.now()
    if (!mayTry(this.#tries, now)) throw new Fault('pin-paused')
    // Counted before the slow comparison, so that many tries at once cannot slip in together.
    this.#tries = afterTry(this.#tries, false, now)
    if (await matches()) {
      this.#tries = afterTry(this.#tries, true, now)
      return
    }
    await this.#ports.record(wrong, connection)
    throw new Fault(wrong)
  }
}
