/**
 * The recovery phrase: 128 random bits as 26 symbols of 5 bits, and 4 check symbols, written in six groups of five.
 * The check is a Reed-Solomon code over 32 symbols: any four wrong characters are noticed, and one wrong
 * character is found, so a person is told which group to look at.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const DATA_SYMBOLS = 26
const CHECK_SYMBOLS = 4
/** Bytes of chance behind a phrase. */
export const PHRASE_BYTES = 16

/** What reading a phrase came to. `group` counts from 1 and is null when more than one character is wrong. */
export type PhraseResult =
  | { readonly status: 'ok'; readonly entropy: Uint8Array }
  | { readonly status: 'wrong-length'; readonly characters: number }
  | { readonly status: 'wrong-character'; readonly group: number }
  | { readonly status: 'typing-error'; readonly group: number | null }

/** Powers of 2 in the field of 32 elements (x^5 + x^2 + 1). */
const exp: number[] = []
const log: number[] = []
for (let power = 0, value = 1; power < 31; power++) {
  exp[power] = value
  log[value] = power
  value = value & 16 ? ((value << 1) ^ 0b100101) & 31 : value << 1
}

const times = (a: number, b: number): number => (a && b ? (exp[((log[a] ?? 0) + (log[b] ?? 0)) % 31] ?? 0) : 0)

/** Writes a phrase for 16 random bytes. */
export function writePhrase(entropy: Uint8Array): string {
  if (entropy.length !== PHRASE_BYTES) throw new RangeError('A phrase holds 16 bytes.')
  const data = toSymbols(entropy)
  const symbols = [...data, ...checkSymbols(data)]
  const text = symbols.map(symbol => ALPHABET[symbol] ?? '').join('')
  return (text.match(/.{5}/g) ?? []).join('-')
}

/** Reads a phrase as a person types it: any case, any spacing, O for 0, I and L for 1, U for V. */
export function readPhrase(typed: string): PhraseResult {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1').replace(/U/g, 'V')
  const length = DATA_SYMBOLS + CHECK_SYMBOLS
  if (plain.length !== length) return { status: 'wrong-length', characters: plain.length }
  const symbols = Array.from(plain, character => ALPHABET.indexOf(character))
  const strange = symbols.indexOf(-1)
  if (strange >= 0) return { status: 'wrong-character', group: groupOf(strange) }
  const signs = syndromes(symbols)
  if (signs.some(sign => sign !== 0)) return { status: 'typing-error', group: singleError(signs) }
  const entropy = toBytes(symbols.slice(0, DATA_SYMBOLS))
  // Two spare bits are always zero; a phrase with others set was not written by us.
  return entropy ? { status: 'ok', entropy } : { status: 'typing-error', group: null }
}

const groupOf = (position: number): number => Math.floor(position / 5) + 1

function toSymbols(bytes: Uint8Array): number[] {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  bits <<= 2n
  return Array.from({ length: DATA_SYMBOLS }, (_, index) =>
    Number((bits >> BigInt(5 * (DATA_SYMBOLS - 1 - index))) & 31n),
  )
}

function toBytes(symbols: readonly number[]): Uint8Array | null {
  let bits = 0n
  for (const symbol of symbols) bits = (bits << 5n) | BigInt(symbol)
  if (bits & 3n) return null
  bits >>= 2n
  return Uint8Array.from({ length: PHRASE_BYTES }, (_, index) =>
    Number((bits >> BigInt(8 * (PHRASE_BYTES - 1 - index))) & 255n),
  )
}

/** Coefficients of (x - a)(x - a^2)(x - a^3)(x - a^4), highest first. */
function generator(): number[] {
  let polynomial = [1]
  for (let root = 1; root <= CHECK_SYMBOLS; root++) {
    const shifted = [...polynomial, 0]
    for (const [index, factor] of polynomial.entries())
      shifted[index + 1] = (shifted[index + 1] ?? 0) ^ times(factor, exp[root] ?? 0)
    polynomial = shifted
  }
  return polynomial
}

function checkSymbols(data: readonly number[]): number[] {
  const divisor = generator()
  const rest = [...data, ...Array<number>(CHECK_SYMBOLS).fill(0)]
  for (let at = 0; at < data.length; at++) {
    const factor = rest[at] ?? 0
    for (const [offset, part] of divisor.entries()) rest[at + offset] = (rest[at + offset] ?? 0) ^ times(part, factor)
  }
  return rest.slice(data.length)
}

function syndromes(symbols: readonly number[]): number[] {
  return Array.from({ length: CHECK_SYMBOLS }, (_, root) =>
    symbols.reduce((sum, symbol) => times(sum, exp[(root + 1) % 31] ?? 0) ^ symbol, 0),
  )
}

/** The group of the only wrong character, when exactly one explains what was found. */
function singleError(signs: readonly number[]): number | null {
  const [s1 = 0, s2 = 0, s3 = 0, s4 = 0] = signs
  if (!s1 || !s2 || times(s2, s2) !== times(s1, s3) || times(s3, s3) !== times(s2, s4)) return null
  const power = ((log[s2] ?? 0) - (log[s1] ?? 0) + 31) % 31
  const position = DATA_SYMBOLS + CHECK_SYMBOLS - 1 - power
  return position >= 0 ? groupOf(position) : null
}
