/** A file that does not say what it must; `at` is the byte where reading stopped making sense. */
export class Misread extends Error {
  readonly at: number
  constructor(at: number, why: string) {
    super(why)
    this.name = 'Misread'
    this.at = at
  }
}

/** Reads big-endian fields one after the other, and never past the end. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** Bytes not read yet. */
  get left(): number {
    return this.#bytes.length - this.at
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4))
  }

  /** A 64-bit number that must fit a double exactly; no time or counter of ours is larger. */
  u64(): number {
    const value = this.#view.getBigUint64(this.#take(8))
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Misread(this.at - 8, 'A number is not plausible.')
    return Number(value)
  }

  bytes(length: number): Uint8Array {
    const from = this.#take(length)
    return this.#bytes.slice(from, from + length)
  }

  ascii(length: number): string {
    const from = this.at
    const bytes = this.bytes(length)
    if (bytes.some(byte => byte < 0x20 || byte > 0x7e)) throw new Misread(from, 'A name holds unreadable characters.')
    return String.fromCharCode(...bytes)
  }

  /** One length byte, then that many characters. */
  shortAscii(): string {
    return this.ascii(this.u8())
  }

  #take(length: number): number {
    if (length > this.left) throw new Misread(this.at, 'The file ends too early.')
    const from = this.at
    this.at += length
    return from
  }
}
