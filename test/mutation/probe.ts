/** More hits than any honest test causes: the mutant runs in circles. */
const MOST_HITS = 5_000_000

/** What mutated code asks and tells: which mutant is awake, and who came by. One for a whole process. */
export class Probe {
  active = ''
  /** Whether the awake mutant ran in circles. */
  circling = false
  #hits = 0
  #note: ((ids: readonly string[]) => void) | null = null

  /** Wakes one mutant, or none. */
  wake(id: string): void {
    this.active = id
    this.#hits = 0
    this.circling = false
  }

  /** Hears from now on of every mutant that is passed. */
  listen(note: ((ids: readonly string[]) => void) | null): void {
    this.#note = note
  }

  readonly isActive = (id: string): boolean => {
    if (id !== this.active) return false
    if (++this.#hits > MOST_HITS) {
      this.circling = true
      throw new Error('the mutant runs in circles')
    }
    return true
  }

  readonly passed = (...ids: string[]): void => this.#note?.(ids)
}
