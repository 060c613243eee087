/** Lines from one who prints to one who reads, in order, until the printer is done. */
export class Lines implements AsyncIterable<string> {
  readonly #waiting: string[] = []
  #over = false
  #wake: () => void = () => {}

  put(line: string): void {
    this.#waiting.push(line)
    this.#wake()
  }

  end(): void {
    this.#over = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    for (;;) {
      const line = this.#waiting.shift()
      if (line !== undefined) yield line
      else if (this.#over) return
      else await new Promise<void>(resolve => (this.#wake = resolve))
    }
  }
}
