import type { Presence } from '../../contract/wire/caller.ts'
import { Fault } from '../../contract/wire/fault.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { afterTry, mayTry, noTries, type PinTries, UNLOCK_MS } from '../core/unlocks.ts'
import { hashPin, pinMatches } from './pin.ts'

/** Where the PIN is kept. */
export type PinStore = { get(): Promise<string | null>; put(stored: string): Promise<void> }

/** Knows which connections a person has unlocked with the approver PIN. */
export class PresenceDesk {
  readonly #store: PinStore
  readonly #clock: Clock
  readonly #record: (what: 'unlocked' | 'pin-wrong' | 'pin-set', connection: string) => Promise<void>
  readonly #unlocked = new Map<string, number>()
  #tries: PinTries = noTries

  constructor(
    store: PinStore,
    clock: Clock,
    record: (what: 'unlocked' | 'pin-wrong' | 'pin-set', connection: string) => Promise<void>,
  ) {
    this.#store = store
    this.#clock = clock
    this.#record = record
  }

  /** Whether a person has proved to be behind a connection. */
  of(connection: string): Presence {
    const until = this.#unlocked.get(connection) ?? 0
    return this.#clock.now() < until ? 'person' : 'unproved'
  }

  forget(connection: string): void {
    this.#unlocked.delete(connection)
  }

  async isSet(): Promise<boolean> {
    return (await this.#store.get()) !== null
  }

  async unlock(connection: string, pin: string): Promise<number> {
    await this.#check(connection, pin)
    const until = this.#clock.now() + UNLOCK_MS
    await this.#record('unlocked', connection)
    this.#unlocked.set(connection, until)
    // By a timer besides: a clock that is set back must not make a short time a long one.
    this.#clock.after(UNLOCK_MS, () => {
      if (this.#unlocked.get(connection) === until) this.#unlocked.delete(connection)
    })
    return until
  }

  /** Sets the PIN. The first one needs no old one; after that only who knows it may change it. */
  async set(connection: string, old: string | null, pin: string): Promise<void> {
    if (await this.isSet()) await this.#check(connection, old ?? '')
    await this.#record('pin-set', connection)
    await this.#store.put(await hashPin(pin))
    this.#unlocked.clear()
  }

  async #check(connection: string, pin: string): Promise<void> {
    const now = this.#clock.now()
    if (!mayTry(this.#tries, now)) throw new Fault('pin-paused')
    // Counted before the slow comparison, so that many tries at once cannot slip in together.
    this.#tries = afterTry(this.#tries, false, now)
    const stored = await this.#store.get()
    if (stored !== null && (await pinMatches(pin, stored))) {
      this.#tries = afterTry(this.#tries, true, now)
      return
    }
    await this.#record('pin-wrong', connection)
    throw new Fault('pin-wrong')
  }
}
