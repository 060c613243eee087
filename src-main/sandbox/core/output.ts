/**
 * Keeps the beginning and the end of an output that may be endless: the beginning says what was done,
 * the end says how it went, and memory stays bounded.
 */
export class CappedOutput {
  readonly #headCap: number
  readonly #tailCap: number
  #head: Uint8Array[] = []
  #headSize = 0
  #tail: Uint8Array[] = []
  #tailSize = 0
  #total = 0

  constructor(cap: number) {
    this.#tailCap = Math.floor(cap / 4)
    this.#headCap = cap - this.#tailCap
  }

  /** All bytes that were ever added. */
  get total(): number {
    return this.#total
  }

  /** How many bytes were left out. */
  get dropped(): number {
    return this.#total - this.#headSize - Math.min(this.#tailSize, this.#tailCap)
  }

  add(bytes: Uint8Array): void {
    this.#total += bytes.length
    const room = this.#headCap - this.#headSize
    const front = bytes.subarray(0, Math.max(room, 0))
    if (front.length > 0) this.#head.push(front.slice())
    this.#headSize += front.length
    if (bytes.length > front.length) this.#addTail(bytes.subarray(front.length))
  }

  #addTail(bytes: Uint8Array): void {
    this.#tail.push(bytes.slice(Math.max(bytes.length - this.#tailCap, 0)))
    this.#tailSize += Math.min(bytes.length, this.#tailCap)
    while (this.#tailSize - (this.#tail[0]?.length ?? 0) >= this.#tailCap) {
      this.#tailSize -= this.#tail.shift()?.length ?? 0
    }
  }

  /** The text, with a line in the middle that says how much is missing. */
  text(decode: (bytes: Uint8Array) => string): string {
    const head = concat(this.#head)
    const tail = concat(this.#tail)
    if (this.dropped === 0) return decode(concat([head, tail]))
    const end = tail.subarray(Math.max(tail.length - this.#tailCap, 0))
    return `${decode(head)}\n[… ${this.dropped} bytes left out …]\n${decode(end)}`
  }
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
