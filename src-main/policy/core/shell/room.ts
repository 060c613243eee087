/** So much text may come of putting values into the loops of one line: honest loops are short. */
const MOST_TEXT = 40_000

/** What judging a text costs however short it is, in characters. */
const AT_LEAST = 60

/** What is left of one line for texts that are judged besides what it says. */
export class Room {
  #used = 0

  /** Whether hardly any text fits in any more. */
  get full(): boolean {
    return this.#used + 2 * AT_LEAST > MOST_TEXT
  }

  /** Whether there is room for so much more text; it is taken when there is. */
  take(length: number): boolean {
    const after = this.#used + AT_LEAST + length
    if (after > MOST_TEXT) return false
    this.#used = after
    return true
  }
}
