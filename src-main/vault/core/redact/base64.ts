const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const values = new Int8Array(128).fill(-1)
;[...digits].forEach((char, index) => {
  values[char.charCodeAt(0)] = index
})
values[45] = 62
values[95] = 63

/** The bytes of a text in UTF-8. The core has no Buffer and no TextEncoder. */
export function utf8(text: string): number[] {
  const bytes: number[] = []
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return bytes
}

/**
 * The characters of base64 that depend on these bytes alone, when so many others stand before them: the same secret looks
 * different at each of the three places it can have in a group of three bytes.
 */
export function base64Core(bytes: readonly number[], offset: 0 | 1 | 2): string {
  const first = Math.ceil((offset * 8) / 6)
  const last = Math.floor(((offset + bytes.length) * 8) / 6)
  let text = ''
  for (let index = first; index < last; index += 1) {
    const bit = index * 6 - offset * 8
    const at = bit >> 3
    const shift = bit & 7
    const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    text += digits.charAt((pair >> (10 - shift)) & 63)
  }
  return text
}

/** Base64 of either spelling as Latin-1, or null when it is none. */
export function decodeBase64(text: string): string | null {
  let out = ''
  let bits = 0
  let held = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 61) break
    const value = values[code] ?? -1
    if (value < 0) return null
    bits = (bits << 6) | value
    held += 6
    if (held >= 8) {
      held -= 8
      out += String.fromCharCode((bits >> held) & 255)
    }
    bits &= (1 << held) - 1
  }
  return out
}
