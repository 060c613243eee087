/** Collects big-endian fields. The mirror of `ByteReader`. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = []
  #length = 0

  u8(value: number): void {
    this.bytes(Uint8Array.of(value))
  }

  u32(value: number): void {
    const part = new Uint8Array(4)
    new DataView(part.buffer).setUint32(0, value)
    this.bytes(part)
  }

  u64(value: number): void {
    const part = new Uint8Array(8)
    new DataView(part.buffer).setBigUint64(0, BigInt(value))
    this.bytes(part)
  }

  bytes(part: Uint8Array): void {
    this.#parts.push(part)
    this.#length += part.length
  }

  ascii(text: string): void {
    this.bytes(Uint8Array.from(text, character => asciiCode(character)))
  }

  /** One length byte, then the characters. */
  shortAscii(text: string): void {
    if (text.length > 255) throw new RangeError('At most 255 characters fit here.')
    this.u8(text.length)
    this.ascii(text)
  }

  /** Everything collected, in one piece. */
  done(): Uint8Array {
    const whole = new Uint8Array(this.#length)
    let at = 0
    for (const part of this.#parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  }
}

function asciiCode(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20 || code > 0x7e) throw new RangeError('Only printable ASCII fits here.')
  return code
}
