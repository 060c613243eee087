/** Cuts a byte stream into lines, and refuses one that grows past the limit instead of holding it in memory. */
export class LineCutter {
  readonly #limit: number
  #held = ''

  constructor(limit: number) {
    this.#limit = limit
  }

  /** The lines that are complete now, or `too-large` when the sender has to be cut off. */
  push(text: string): readonly string[] | 'too-large' {
    const parts = (this.#held + text).split('\n')
    this.#held = parts.pop() ?? ''
    if (this.#held.length > this.#limit || parts.some(part => part.length > this.#limit)) return 'too-large'
    return parts.filter(part => part !== '')
  }
}
