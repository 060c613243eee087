// Codes that are rarer than Base64 and hex: each gives the bytes of a blob, or none where the blob is not of its kind.
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BASE85 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~'

/** Base58 is one great number; the work grows with the square of its length, so longer ones stay shut. */
export const LONGEST_BASE58 = 300

/** The bytes of a number written with 58 digits. */
export function base58Bytes(blob: string): number[] {
  const bytes: number[] = []
  for (const char of blob.slice(0, LONGEST_BASE58)) {
    let carry = BASE58.indexOf(char)
    for (let at = 0; at < bytes.length; at += 1) {
      carry += (bytes[at] ?? 0) * 58
      bytes[at] = carry % 256
      carry = Math.floor(carry / 256)
    }
    for (; carry > 0; carry = Math.floor(carry / 256)) bytes.push(carry % 256)
  }
  return bytes.reverse()
}

/** Four bytes in five characters, by an alphabet of 85. */
export function base85Bytes(blob: string, digit: (char: string) => number): number[] {
  const bytes: number[] = []
  for (let at = 0; at < blob.length; at += 5) {
    const group = blob.slice(at, at + 5)
    let value = 0
    for (let step = 0; step < 5; step += 1) value = value * 85 + (step < group.length ? digit(group.charAt(step)) : 84)
    const four = [24, 16, 8, 0].map(shift => Math.floor(value / 2 ** shift) % 256)
    bytes.push(...four.slice(0, group.length - 1))
  }
  return bytes
}

/** The alphabet of RFC 1924, as Python and git write it. */
export const valueOf85 = (char: string): number => BASE85.indexOf(char)
/** The alphabet of Ascii85: the printable characters in their order. */
export const valueOfAscii85 = (char: string): number => char.charCodeAt(0) - 33

/** Lines as mails carried files before MIME: the first character counts the bytes, each other one holds six bits. */
export function uuBytes(blob: string): number[] {
  const six = (char: string): number => (char.charCodeAt(0) - 32) & 63
  return blob.split('\n').flatMap(line => {
    const bytes: number[] = []
    for (let at = 1; at + 3 < line.length + 1; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = [...line.slice(at, at + 4)].map(six)
      bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d)
    }
    return bytes.slice(0, six(line.charAt(0)))
  })
}
