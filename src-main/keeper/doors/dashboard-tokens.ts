import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../kit/core/clock.ts'

/** A link works once and not for long: it may stay in a shell history or a browser's list. */
export const LINK_MS = 10 * 60_000

/** Wrong codes or tokens after which the dashboard takes no more for a while. */
const TRIES = 20
const PAUSE_MS = 60_000

/** Gives out one-time links and turns each into one token. Only hashes are kept, and only in memory. */
export class DashboardTokens {
  readonly #clock: Clock
  readonly #tokenMs: () => number
  readonly #links = new Map<string, number>()
  readonly #tokens = new Map<string, number>()
  #wrong: number[] = []

  constructor(clock: Clock, tokenMs: () => number) {
    this.#clock = clock
    this.#tokenMs = tokenMs
  }

  /** A fresh code for a link. */
  newCode(): string {
    const code = randomBytes(24).toString('base64url')
    this.#links.set(hash(code), this.#clock.now() + LINK_MS)
    // By a timer besides: a clock that is set back must not keep an old link alive.
    this.#clock.after(LINK_MS, () => this.#links.delete(hash(code)))
    return code
  }

  /** The token behind a code, once. Null when it was used, is too old, or never was. */
  redeem(code: string): string | null {
    if (this.#paused()) return null
    const known = this.#take(this.#links, code)
    if (!known) return this.#miss()
    this.#links.delete(known)
    const token = randomBytes(32).toString('base64url')
    this.#tokens.set(hash(token), this.#clock.now() + this.#tokenMs())
    return token
  }

  /** Whether a token is good now. */
  accepts(token: string): boolean {
    if (this.#paused()) return false
    if (this.#take(this.#tokens, token)) return true
    this.#miss()
    return false
  }

  /** Ends every link and token. */
  revokeAll(): void {
    this.#links.clear()
    this.#tokens.clear()
  }

  #take(kept: Map<string, number>, given: string): string | null {
    const wanted = Buffer.from(hash(given))
    for (const [known, until] of kept) {
      if (this.#clock.now() >= until) kept.delete(known)
      else if (timingSafeEqual(Buffer.from(known), wanted)) return known
    }
    return null
  }

  #paused(): boolean {
    this.#wrong = this.#wrong.filter(at => at > this.#clock.now() - PAUSE_MS)
    return this.#wrong.length >= TRIES
  }

  #miss(): null {
    this.#wrong.push(this.#clock.now())
    return null
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
