import type { SecretLease, VaultTrouble } from '../../contract/model/secret.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { judgeLease, type Lease, leasesNow } from '../core/lease.ts'
import type { NoteSecret } from '../core/note.ts'
import type { Vault } from './vault.ts'

/** The answer to a process that asks for a secret. */
export type LeaseAnswer =
  | { readonly status: 'ok'; readonly value: string; readonly untilMs: number }
  | { readonly status: 'refused'; readonly why: 'no-lease' | 'expired' | 'not-named' | 'unknown' }
  | VaultTrouble

/** Long enough for a turn to begin, short enough that a process which lost its need lost its right. Every turn renews it. */
export const leaseMs = 5 * 60_000

/**
 * Hands single secrets to child processes over their private channel, instead of all of them in an environment
 * that every grandchild inherits and `/proc` shows. A holder is a connection: a new process has nothing.
 */
export class LeaseDesk {
  readonly #vault: Vault
  readonly #clock: Clock
  readonly #audit: NoteSecret
  readonly #lent = new Map<string, Map<string, Lease>>()
  /** Connections that are over; a lease that was being written down meanwhile must not come to life after its holder. */
  readonly #over = new Set<string>()

  constructor(vault: Vault, clock: Clock, audit: NoteSecret) {
    this.#vault = vault
    this.#clock = clock
    this.#audit = audit
  }

  /** Gives one connection the right to ask for one secret, or more time for it. A new right is in the trail before it holds. */
  async lend(connection: string, name: string, forMs = leaseMs): Promise<void> {
    const known = this.#live(connection, name)
    if (!known) {
      const reason = `for ${Math.ceil(forMs / 60_000)} minutes, renewed while it is used`
      await this.#audit({ step: 'leased', secret: name, ...asker(connection), result: 'ok', reason })
    }
    if (this.#over.has(connection)) return
    const now = this.#clock.now()
    const names = this.#lent.get(connection) ?? new Map<string, Lease>()
    names.set(name, { sinceMs: known?.sinceMs ?? now, untilMs: now + forMs, uses: known?.uses ?? 0 })
    this.#lent.set(connection, names)
  }

  /** Takes every right of a connection away for good, such as when its process ended. It holds at once; the note follows. */
  async end(connection: string): Promise<void> {
    const now = this.#clock.now()
    const ended = leasesNow(this.#lent, now).filter(({ holder }) => holder === connection)
    this.#lent.delete(connection)
    this.#over.add(connection)
    for (const { secret } of ended)
      await this.#audit({ step: 'lease-ended', secret, ...asker(connection), result: 'ok' })
  }

  /** What is lent right now, for people. */
  list(): SecretLease[] {
    return leasesNow(this.#lent, this.#clock.now()).map(({ holder, secret, lease }) => ({
      secret,
      holder,
      since: new Date(lease.sinceMs).toISOString(),
      until: new Date(lease.untilMs).toISOString(),
      uses: lease.uses,
    }))
  }

  /** Answers a question that came over a connection. Every no is noted too. */
  async answer(connection: string, name: string): Promise<LeaseAnswer> {
    const verdict = judgeLease(this.#lent.get(connection), name, this.#clock.now())
    if (verdict.status === 'refused') {
      await this.#audit({ step: 'refused', secret: name, ...asker(connection), result: 'refused', reason: verdict.why })
      return verdict
    }
    const read = await this.#vault.get(name, asker(connection))
    if (read.status === 'unknown') return { status: 'refused', why: 'unknown' }
    if (read.status !== 'ok') return read
    this.#count(connection, name)
    return { status: 'ok', value: read.value, untilMs: verdict.untilMs }
  }

  #live(connection: string, name: string): Lease | undefined {
    const lease = this.#lent.get(connection)?.get(name)
    return lease && this.#clock.now() < lease.untilMs ? lease : undefined
  }

  #count(connection: string, name: string): void {
    const names = this.#lent.get(connection)
    const lease = names?.get(name)
    if (names && lease) names.set(name, { ...lease, uses: lease.uses + 1 })
  }
}

const asker = (connection: string) => ({ who: connection, door: 'gateway' })
