import type { Clock } from '../../kit/core/clock.ts'

/** How long an answer counts, and how long it may still be given while it is asked for again. */
const [FRESH_MS, STALE_MS] = [10_000, 60_000]
const BEHIND_MS = 500

/**
 * An answer that takes a while to get and changes rarely. What is older than ten seconds is given once more while it is
 * asked again, so that nobody who starts a session waits for a probe; what is older than a minute is waited for, and so
 * is an answer that was not `good`: somebody may just have mended what was wrong.
 */
export class KnownAMoment<T> {
  readonly #ask: () => Promise<T>
  readonly #good: (answer: T) => boolean
  readonly #clock: Clock
  #known: { readonly at: number; readonly answer: Promise<T>; good: boolean } | null = null
  #asking = false

  constructor(clock: Clock, ask: () => Promise<T>, good: (answer: T) => boolean) {
    this.#clock = clock
    this.#ask = ask
    this.#good = good
  }

  get(): Promise<T> {
    const age = this.#known === null ? STALE_MS : this.#clock.now() - this.#known.at
    if (this.#known === null || age < 0 || age >= (this.#known.good ? STALE_MS : FRESH_MS))
      return this.#keep(this.#ask())
    if (age >= FRESH_MS) this.#askBehind()
    return this.#known.answer
  }

  /** It turned out wrong: the next one waits for the truth. */
  forget(): void {
    this.#known = null
  }

  #keep(answer: Promise<T>): Promise<T> {
    // Until it is there nobody knows whether it is good; whoever asks meanwhile waits for it anyway.
    const kept = { at: this.#clock.now(), answer, good: true }
    this.#known = kept
    void answer.then(
      known => (kept.good = this.#good(known)),
      () => {
        if (this.#known === kept) this.forget() // a failure is told to whoever waits for it, and counts for nobody else
      },
    )
    return answer
  }

  /** Not at once: the asking takes the processor, and whoever made us ask is about to run a command. */
  #askBehind(): void {
    if (this.#asking) return
    this.#asking = true
    this.#clock.after(BEHIND_MS, () => {
      const before = this.#known
      const answer = this.#ask()
      const done = (): void => {
        this.#asking = false
        if (this.#known === before) void this.#keep(answer) // else it was forgotten meanwhile, and this was asked before that
      }
      answer.then(done, done)
    })
  }
}
