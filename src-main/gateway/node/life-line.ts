/**
 * Ends this process when the Keeper hangs: no beat for `limit` ticks. It counts ticks and not wall time, so that a
 * laptop that wakes from sleep does not look like a Keeper that died.
 */
export class LifeLine {
  #missed = 0
  #timer: ReturnType<typeof setInterval> | null = null

  /** Called for every sign of life; the first one arms the line. */
  beat(onLost: () => void, limits = { tickMs: 250, limit: 20 }): void {
    this.#missed = 0
    this.#timer ??= setInterval(() => {
      this.#missed += 1
      if (this.#missed >= limits.limit) onLost()
    }, limits.tickMs)
  }

  end(): void {
    if (this.#timer) clearInterval(this.#timer)
  }
}
