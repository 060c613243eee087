import type { VaultTrouble } from '../../contract/model/secret.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { judgeLease, type Lease } from '../core/lease.ts'
import type { NoteSecret } from '../core/note.ts'
import type { Vault } from './vault.ts'

/** The answer to a process that asks for a secret. */
export type LeaseAnswer =
  | { readonly status: 'ok'; readonly value: string; readonly untilMs: number }
  | { readonly status: 'refused'; readonly why: 'no-lease' | 'expired' | 'not-named' | 'unknown' }
  | VaultTrouble

/**
 * Hands single secrets to child processes over their private channel, instead of all of them in an environment
 * that every grandchild inherits and `/proc` shows. A holder is a connection: a new process has nothing.
 */
export class LeaseDesk {
  readonly #vault: Vault
  readonly #clock: Clock
  readonly #audit: NoteSecret
  readonly #leases = new Map<string, Lease>()

  constructor(vault: Vault, clock: Clock, audit: NoteSecret) {
    this.#vault = vault
    this.#clock = clock
    this.#audit = audit
  }

  /** Gives one connection the right to ask for exactly these names. Replaces what it had. */
  grant(connection: string, names: readonly string[], forMs: number): void {
    this.#leases.set(connection, { names: [...names], untilMs: this.#clock.now() + forMs })
  }

  /** Takes every right of a connection away, such as when it ends. */
  revoke(connection: string): void {
    this.#leases.delete(connection)
  }

  /** Answers a question that came over a connection. Every no is noted too. */
  async answer(connection: string, name: string): Promise<LeaseAnswer> {
    const asker = { who: connection, door: 'gateway' }
    const verdict = judgeLease(this.#leases.get(connection), name, this.#clock.now())
    if (verdict.status === 'refused') {
      await this.#audit({ step: 'refused', secret: name, ...asker, result: 'refused', reason: verdict.why })
      return verdict
    }
    const read = await this.#vault.get(name, asker)
    if (read.status === 'unknown') return { status: 'refused', why: 'unknown' }
    return read.status === 'ok' ? { status: 'ok', value: read.value, untilMs: verdict.untilMs } : read
  }
}
