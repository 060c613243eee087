/** What was asked and allowed since the Keeper started: how often, and for which session. */
export class AskedBefore {
  readonly #times = new Map<string, number>()
  readonly #allowed = new Map<string, Set<string>>()

  asked(act: string): void {
    this.#times.set(act, this.count(act) + 1)
  }

  /** How often this was asked before. */
  count(act: string): number {
    return this.#times.get(act) ?? 0
  }

  /** A yes "for this session" is for exactly this plan, and ends with the Keeper. */
  allowSession(session: string, digest: string): void {
    const known = this.#allowed.get(session) ?? new Set<string>()
    this.#allowed.set(session, known.add(digest))
  }

  sessionAllows(session: string, digest: string): boolean {
    return this.#allowed.get(session)?.has(digest) === true
  }
}
