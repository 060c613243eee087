import type { ConditionCode } from '../conditions/core/catalogue.ts'
import { type Trouble, visibleConditions } from '../conditions/core/visible.ts'
import type { GatewayState, KeeperStatus } from '../contract/model/status.ts'
import type { Clock } from '../kit/core/clock.ts'
import { version } from '../kit/core/version.ts'
import { Watched } from '../kit/core/watched.ts'

/** The parts of the status that rooms report; the board adds the rest. */
export type StatusParts = Pick<KeeperStatus, 'pending' | 'lockdown' | 'sandbox' | 'model' | 'pinSet' | 'elevations'> & {
  gateway: GatewayState
}

/** One place where the rooms say how they are, and every surface reads the same. */
export class StatusBoard {
  readonly #clock: Clock
  readonly #startedAt: number
  readonly #troubles = new Map<ConditionCode, Trouble>()
  readonly watched: Watched<KeeperStatus, KeeperStatus>
  #parts: StatusParts

  constructor(clock: Clock, parts: StatusParts) {
    this.#clock = clock
    this.#startedAt = clock.now()
    this.#parts = parts
    this.watched = new Watched<KeeperStatus, KeeperStatus>(this.#status(), (_, next) => next)
  }

  /** Reports a change of some parts. Saying the same again changes nothing. */
  say(parts: Partial<StatusParts>): void {
    this.#parts = { ...this.#parts, ...parts }
    this.#publish()
  }

  /** Reports that something is wrong (with safe details) or, with null, that it is well again. */
  trouble(code: ConditionCode, facts: Readonly<Record<string, string>> | null): void {
    const known = this.#troubles.get(code)
    if (facts === null) this.#troubles.delete(code)
    else this.#troubles.set(code, { code, since: known?.since ?? this.#clock.now(), facts })
    this.#publish()
    // Some conditions only show once they have lasted; look again when the longest wait is over.
    if (facts !== null && !known) this.#clock.after(1_500, () => this.#publish())
  }

  #status(): KeeperStatus {
    return {
      version,
      startedAt: this.#startedAt,
      ...this.#parts,
      conditions: visibleConditions([...this.#troubles.values()], this.#clock.now()),
    }
  }

  #publish(): void {
    const next = this.#status()
    if (JSON.stringify(next) !== JSON.stringify(this.watched.state)) this.watched.apply(next)
  }
}
