/** Output between the one who prints and the one who reads, in order. */
export class Pieces {
  readonly #waiting: string[] = []
  #over = false
  #wake: () => void = () => {}

  put(text: string): void {
    if (text !== '') this.#waiting.push(text)
    this.#wake()
  }

  end(): void {
    this.#over = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    while (true) {
      const text = this.#waiting.splice(0).join('')
      if (text !== '') yield text
      else if (this.#over) return
      else await new Promise<void>(resolve => (this.#wake = resolve))
    }
  }
}
