/**
 * Docker sends stdout and stderr of a container over one stream, in pieces behind an eight-byte head:
 * stream number, three zeroes, big-endian length. This takes them apart again.
 */
export class StdcopyReader {
  #rest: Uint8Array = new Uint8Array(0)
  readonly #tell: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void

  constructor(tell: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void) {
    this.#tell = tell
  }

  read(bytes: Uint8Array): void {
    let all = bytes
    if (this.#rest.length > 0) {
      all = new Uint8Array(this.#rest.length + bytes.length)
      all.set(this.#rest)
      all.set(bytes, this.#rest.length)
    }
    const view = new DataView(all.buffer, all.byteOffset, all.byteLength)
    let at = 0
    while (all.length - at >= 8) {
      const length = view.getUint32(at + 4)
      if (all.length - at < 8 + length) break
      this.#tell(all[at] === 2 ? 'stderr' : 'stdout', all.subarray(at + 8, at + 8 + length))
      at += 8 + length
    }
    this.#rest = all.subarray(at)
  }
}
