import { joinedChunks } from './chunks.ts'
import { base58Bytes, base85Bytes, LONGEST_BASE58, uuBytes, valueOf85, valueOfAscii85 } from './rare-codes.ts'

/** A text that was found inside another one, and how it was hidden. */
export interface Found {
  text: string
  how: string
  /** The rest of the text stands in it unchanged, so what it weighs may have been seen without undoing anything. */
  withRest?: true
}

// A hostile text may hold thousands of blobs; these bounds keep one look linear and short.
const MOST_BLOBS = 64
const LONGEST_BLOB = 16_384
/** A long blob is opened only if its beginning says something. Groups of all codes end here. */
const PROBE = 240
/** A letter may be cut at the end of the beginning. */
const promising = (text: string): boolean => !text.replace(/\ufffd+$/, '').includes('\ufffd')

/** Whether decoded bytes are a text that a person or a model would read. */
function readable(text: string): boolean {
  if (text.length < 4 || text.includes('\ufffd')) return false
  const good = text.match(/[\p{L}\p{N}\p{P}\p{Zs}\p{S}\n\t\r]/gu)?.length ?? 0
  // A code inside a code holds few letters, and never anything but plain characters.
  if (/^[\x20-\x7e\s]+$/.test(text)) return true
  const letters = text.match(/[\p{L}\s]/gu)?.length ?? 0
  return good / [...text].length > 0.97 && letters / [...text].length > 0.5
}

/** UTF-8 by hand: core has no decoder of the platform. Broken bytes become the replacement character. */
function utf8(bytes: readonly number[]): string {
  let out = ''
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0
    const extra = lead < 0x80 ? 0 : lead >= 0xf0 && lead < 0xf5 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : -1
    if (extra < 0 || lead >= 0xf5) {
      out += '\ufffd'
      at += 1
      continue
    }
    let code = extra === 0 ? lead : lead & (0x3f >> extra)
    for (let step = 1; step <= extra; step += 1) {
      const next = bytes[at + step] ?? 0
      code = (next & 0xc0) === 0x80 ? code * 64 + (next & 0x3f) : Number.NaN
    }
    out += code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '\ufffd'
    at += extra + 1
  }
  return out
}

function fromBits(text: string, alphabet: string, width: number): number[] {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const char of text) {
    const value = alphabet.indexOf(char)
    if (value < 0) continue
    bits = bits * 2 ** width + value
    held += width
    if (held < 8) continue
    held -= 8
    bytes.push(Math.floor(bits / 2 ** held))
    bits %= 2 ** held
  }
  return bytes
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Letters of two bytes have a zero each; a code that says nothing may be written from its end. */
function base64(blob: string): string {
  const plain = blob.replaceAll('-', '+').replaceAll('_', '/')
  const bytes = fromBits(plain, BASE64, 6)
  const filled = bytes.filter(byte => byte !== 0)
  const text = utf8(filled.length * 2 > bytes.length + 2 ? bytes : filled)
  return readable(text) ? text : utf8(fromBits([...plain].reverse().join(''), BASE64, 6))
}
const base32 = (blob: string): string => utf8(fromBits(blob.toUpperCase(), BASE32, 5))
const radix =
  (base: number, digits: RegExp) =>
  (blob: string): string =>
    utf8((blob.match(digits) ?? []).map(part => Number.parseInt(part, base) % 256))

function ascii85(blob: string): string {
  const body = blob
    .replace(/^<~|~>$/g, '')
    .replace(/\s/g, '')
    .replaceAll('z', '!!!!!')
  return utf8(base85Bytes(body, valueOfAscii85))
}

const MORSE: Readonly<Record<string, string>> = Object.fromEntries(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((code, at) => [code, String.fromCharCode(97 + at)]),
)
const morse = (blob: string): string =>
  blob
    .trim()
    .replace(/[·•∙]/g, '.')
    .replace(/[−–—]/g, '-')
    .split(/\s*[/|]\s*|\s{3,}/)
    .map(word =>
      word
        .split(/\s+/)
        .map(code => MORSE[code] ?? '')
        .join(''),
    )
    .join(' ')

const SPOKEN =
  'alfa alpha bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey xray x-ray yankee zulu'
const spoken = (blob: string): string =>
  blob
    .split(/\s*[/|;\n]\s*/)
    .map(part =>
      part
        .split(/[\s,.-]+/)
        .map(word => word.charAt(0))
        .join(''),
    )
    .join(' ')

interface Coding {
  how: string
  blob: RegExp
  decode: (blob: string) => string
}

/** Each pattern is one run of characters without choices inside, so it reads a text once. */
const CODINGS: readonly Coding[] = [
  { how: 'Base64', blob: /[A-Za-z0-9+/_-]{12,}={0,2}/g, decode: base64 },
  { how: 'Base32', blob: /\b(?:[A-Z2-7]{16,}|[a-z2-7]{16,})={0,6}/g, decode: base32 },
  {
    how: 'Base58',
    blob: new RegExp(`\\b[1-9A-HJ-NP-Za-km-z]{20,${LONGEST_BASE58}}\\b`, 'g'),
    decode: blob => utf8(base58Bytes(blob)),
  },
  {
    how: 'Base85',
    blob: /[0-9A-Za-z!#$%&()*+;<=>?@^_`{|}~-]{20,}/g,
    decode: blob => utf8(base85Bytes(blob, valueOf85)),
  },
  { how: 'uuencode', blob: /(?<=begin [0-7]{3} [^\n]{1,60}\n)[ -`\n]{16,}/g, decode: blob => utf8(uuBytes(blob)) },
  { how: 'hex', blob: /(?:(?:0x|\\x)?[0-9a-fA-F]{2}[ ,:]{0,2}){6,}/g, decode: radix(16, /[0-9a-fA-F]{2}(?!x)/g) },
  { how: 'binary digits', blob: /(?:[01]{7,8}[ ,]{0,2}){3,}/g, decode: radix(2, /[01]{7,8}/g) },
  { how: 'character numbers', blob: /(?:\b[0-9]{2,3}\b[ ,;]{1,2}){4,}[0-9]{2,3}/g, decode: radix(10, /[0-9]+/g) },
  { how: 'octal numbers', blob: /(?:\\?[0-3][0-7]{2}[ ,]{0,2}){5,}/g, decode: radix(8, /[0-3][0-7]{2}/g) },
  { how: 'Ascii85', blob: /<~[!-uz\s]{10,}~>/g, decode: ascii85 },
  { how: 'Morse code', blob: /[.·•∙−–—-][.·•∙−–—\-/| ]{10,}/g, decode: morse },
  {
    how: 'spelling words',
    blob: new RegExp(`(?:\\b(?:${SPOKEN.replaceAll(' ', '|')})\\b[\\s,./|;-]{0,4}){5,}`, 'gi'),
    decode: spoken,
  },
]

/** Finds encoded pieces in a text and gives what they say. */
export function decodeBlobs(text: string): Found[] {
  return [...blobsIn(text), ...joinedChunks(text).flatMap(blobsIn)]
}

function blobsIn(text: string): Found[] {
  const found: Found[] = []
  for (const { how, blob, decode } of CODINGS) {
    let seen = 0
    for (const [piece] of text.matchAll(blob)) {
      seen += 1
      if (seen > MOST_BLOBS) break
      if (piece.length > 2 * PROBE && !promising(decode(piece.slice(0, PROBE)))) continue
      const decoded = decode(piece.slice(0, LONGEST_BLOB))
      if (readable(decoded)) found.push({ text: decoded, how })
    }
  }
  return found
}

const NAMED: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwj: '',
  zwnj: '',
}

const codePoint = (value: number): string =>
  value > 0 && value <= 0x10ffff && !(value >= 0xd800 && value < 0xe000) ? String.fromCodePoint(value) : ''

/** Undoes the escapes that stand for single characters: percent, entities, `\u`, `\x`, quoted-printable. */
export function unescapeCharacters(text: string): Found[] {
  const found: Found[] = []
  const add = (how: string, changed: string): void => {
    if (changed !== text) found.push({ text: changed, how, withRest: true })
  }
  if (/&(?:#|[a-z]{2,5};)/i.test(text)) add('HTML entities', unescapeEntities(text))
  if (/%[0-9a-f]{2}/i.test(text))
    add(
      'percent encoding',
      text.replace(/(?:%[0-9a-f]{2})+/gi, run => radix(16, /[0-9a-f]{2}/gi)(run)),
    )
  if (/\\[0-9a-fux]|%u[0-9a-f]|u\+[0-9a-f]/i.test(text)) add('escapes', unescapeBackslash(text))
  if (/=[0-9A-F]{2}/.test(text))
    add(
      'quoted-printable',
      text.replace(/=\r?\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, run => radix(16, /[0-9A-F]{2}/g)(run)),
    )
  return found
}

function unescapeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,5}));?/gi, (whole, hex, decimal, name) => {
    if (hex) return codePoint(Number.parseInt(hex, 16))
    return decimal ? codePoint(Number(decimal)) : (NAMED[String(name).toLowerCase()] ?? whole)
  })
}

const ESCAPE =
  /\\u\{([0-9a-f]{1,6})\}|(?:\\|%)u([0-9a-f]{4})|\\x([0-9a-f]{2})|u\+([0-9a-f]{4,6})[ ,;]?|\\0{0,4}([2-7][0-9a-f])(?: |(?=\\))/gi

/** As programs, styles of pages, old scripts and tables of characters write them. */
function unescapeBackslash(text: string): string {
  return text.replace(ESCAPE, (_whole, ...codes: (string | undefined)[]) =>
    codePoint(Number.parseInt(codes.slice(0, 5).find(code => code !== undefined) ?? '', 16)),
  )
}
