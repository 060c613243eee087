/** One file of a tree that becomes an image. */
export type TarEntry = {
  readonly path: string
  readonly mode: number
  readonly kind: 'file' | 'folder' | 'link'
  readonly bytes?: Uint8Array
  readonly target?: string
}

const BLOCK = 512

/**
 * Writes an ustar archive. Owner 0, time 0: the same tree always gives the same bytes, so that a digest of the
 * archive names an image. Paths up to 100 characters, which is all that a small image of our own has.
 */
export function tar(entries: readonly TarEntry[], encode: (text: string) => Uint8Array): Uint8Array {
  const parts = entries.flatMap(entry => [header(entry, encode), padded(entry.bytes ?? new Uint8Array(0))])
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0) + 2 * BLOCK)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function padded(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK)
  out.set(bytes)
  return out
}

function header(entry: TarEntry, encode: (text: string) => Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK)
  const put = (at: number, text: string) => block.set(encode(text), at)
  const octal = (at: number, width: number, value: number) => put(at, value.toString(8).padStart(width - 1, '0'))
  const path = encode(entry.path)
  if (path.length > 100) throw new Error(`Path too long for this archive: ${entry.path}`)
  block.set(path, 0)
  octal(100, 8, entry.mode)
  octal(108, 8, 0)
  octal(116, 8, 0)
  octal(124, 12, entry.bytes?.length ?? 0)
  octal(136, 12, 0)
  put(148, '        ')
  put(156, { file: '0', link: '2', folder: '5' }[entry.kind])
  put(157, entry.target ?? '')
  put(257, 'ustar\u000000')
  const sum = block.reduce((total, byte) => total + byte, 0)
  put(148, `${sum.toString(8).padStart(6, '0')}\0 `)
  return block
}
