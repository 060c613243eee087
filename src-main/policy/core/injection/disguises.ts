import { decodeBlobs, type Found, unescapeCharacters } from './decodings.ts'
import { foldKeepingGaps, hiddenBetweenLetters, invisibleAsBlank } from './fold.ts'
import { gathered } from './gathered.ts'
import { turnedAround } from './hidden.ts'
import { mended } from './mended.ts'

// Ciphers over the whole text cost one more reading each; beyond this length only the middle of a flood is lost.
const LONGEST_CIPHER = 20_000

/** Every reading of a text that is not what it shows at first sight. One layer; the caller nests. */
export function disguises(text: string): Found[] {
  const short =
    text.length > LONGEST_CIPHER ? text.slice(0, LONGEST_CIPHER / 2) + text.slice(-LONGEST_CIPHER / 2) : text
  return [
    ...decodeBlobs(text),
    ...unescapeCharacters(text),
    ...turnedAround(text),
    ...spokenMorse(short),
    ...everyCharacterShifted(short),
    ...playOnLetters(short),
  ]
}

/** "Dit dah": Morse as it is said. */
function spokenMorse(text: string): Found[] {
  const words = text.match(/(?<![a-z])(?:di|dit|dah|dot|dash)(?![a-z])/gi)?.length ?? 0
  if (words < 8) return []
  // "Di-dah dah-dit" parts the letters by blanks; without hyphens the blanks stand inside them.
  const joint = /(?<![a-z])(?:di|dah)-/i.test(text) ? '-' : ' '
  const marks = text.replace(/(?<![a-z])(?:(dah|dash)|di|dit|dot)(?![a-z])([- ]?)/gi, (_word, long, next: string) => {
    const mark = long ? '-' : '.'
    return next === joint ? mark : mark + next
  })
  return [{ how: 'Morse code', text: marks }]
}

/** ROT47 makes signs of letters; nothing but that turns into a text by it. */
function everyCharacterShifted(text: string): Found[] {
  const body = text.slice(0, 2000)
  const worded = (one: string): number => (one.match(/[a-z ]/gi)?.length ?? 0) / one.length
  if (body.length < 12 || worded(body) > 0.8) return []
  const turned = body.replace(/[!-~]/g, char => String.fromCharCode(33 + ((char.charCodeAt(0) - 33 + 47) % 94)))
  return worded(turned) > 0.9 ? [{ how: 'ROT47', text: turned }] : []
}

/** Readings that keep every character and only exchange or move letters. They are not nested. */
function playOnLetters(text: string): Found[] {
  const letters = foldKeepingGaps(text)
  return [
    ...leet(letters),
    ...spaced(letters),
    ...split(letters),
    ...parted(text),
    ...glued(text),
    ...upsideDown(text),
    ...gathered(letters),
    ...mended(letters),
  ].map(found => ({ ...found, withRest: true }))
}

const JOINED = /["'`]\s{0,3}[+.&]\s{0,3}["'`]/g
const INLINE_TAG = /<\/?(?:b|i|u|s|em|strong|span|font|mark|small|a|sub|sup)(?:\s[^<>]{0,120})?>/gi

/** Five words or more as one name, which is no name of a function. */
const JOINED_WORDS =
  /(?<!(?:def|fn|func|function|class|void|fun|sub) |[A-Za-z0-9_-])[A-Za-z]{2,16}(?:_[A-Za-z]{1,16}){4,}(?![A-Za-z0-9_(])|(?<![A-Za-z0-9/_-])[A-Za-z]{2,16}(?:-[A-Za-z]{1,16}){4,}(?![A-Za-z0-9_(/-])/g

/** Words that are parted: one a line, in strings that a program puts together, or each in its own mark of a page. */
function parted(text: string): Found[] {
  const found: Found[] = []
  if (/(?:^|\n)(?:[^\s]{1,16}[ \t]*\r?\n){4}/.test(text))
    found.push({ how: 'one word a line', text: text.replace(/\s*\n\s*/g, ' ') })
  if ((text.match(JOINED)?.length ?? 0) >= 3)
    found.push({ how: 'strings put together', text: text.replace(JOINED, '') })
  if ((text.match(INLINE_TAG)?.length ?? 0) >= 6)
    found.push({ how: 'marks of a page', text: text.replace(INLINE_TAG, '') })
  if (text.search(JOINED_WORDS) >= 0)
    found.push({ how: 'words joined by marks', text: text.replace(JOINED_WORDS, name => name.replace(/[_-]/g, ' ')) })
  if (/[A-Za-z][a-z]{1,16}(?:[A-Z][a-z]{1,16}){4}/.test(text))
    found.push({ how: 'words run together', text: text.replace(/([a-z])(?=[A-Z])/g, '$1 ') })
  return found
}

/** Words that are parted by nothing but invisible characters. */
function glued(text: string): Found[] {
  return hiddenBetweenLetters(text) < 2 ? [] : [{ how: 'invisible characters', text: invisibleAsBlank(text) }]
}

const TURNED = /[\u0250\u0254\u01dd\u025f\u0183\u0265\u1d09\u027e\u029e\u026f\u0279\u0287\u028c\u028d\u028e]/g
const SWAPPED: Readonly<Record<string, string>> = { n: 'u', u: 'n', b: 'q', q: 'b', d: 'p', p: 'd' }

/** Letters drawn upside down: read from the end, or word by word, with n and u changing places. */
function upsideDown(text: string): Found[] {
  if ((text.match(TURNED)?.length ?? 0) < 3) return []
  const back = text.replace(/[nubqdp]/g, char => SWAPPED[char] ?? char)
  const turn = (word: string): string => [...word].reverse().join('')
  return [
    { how: 'letters upside down', text: turn(back) },
    { how: 'letters upside down', text: back.split(' ').map(turn).join(' ') },
  ]
}

/** Ciphers that turn letters into letters; worth a look only where the plain text says nothing. */
export function ciphers(text: string): Found[] {
  const short =
    text.length > LONGEST_CIPHER ? text.slice(0, LONGEST_CIPHER / 2) + text.slice(-LONGEST_CIPHER / 2) : text
  const found: Found[] = [
    { how: 'ROT13', text: shift(short, 13) },
    { how: 'reversed text', text: [...short].reverse().join('') },
    { how: 'Atbash', text: atbash(short) },
    { how: 'reversed words', text: short.replace(/[A-Za-z]+/g, word => [...word].reverse().join('')) },
  ]
  if (short.length > 600) return found
  const others = Array.from({ length: 25 }, (_, at) => at + 1).filter(by => by !== 13)
  return [...found, ...others.map(by => ({ how: 'shifted letters', text: shift(short, by) }))]
}

const letter = (char: string, change: (index: number) => number): string => {
  const base = char <= 'Z' ? 65 : 97
  return String.fromCharCode(base + change(char.charCodeAt(0) - base))
}
const shift = (text: string, by: number): string =>
  text.replace(/[A-Za-z]/g, char => letter(char, at => (at + by) % 26))
const atbash = (text: string): string => text.replace(/[A-Za-z]/g, char => letter(char, at => 25 - at))

const LEET: Readonly<Record<string, string>> = {
  0: 'o',
  3: 'e',
  4: 'a',
  5: 's',
  6: 'g',
  7: 't',
  8: 'b',
  9: 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '+': 't',
}

/** Letters put together from strokes. */
const LETTER_OF: Readonly<Record<string, string>> = {
  '\\/\\/': 'w',
  '/\\/\\': 'm',
  '|\\/|': 'm',
  '|\\|': 'n',
  '/\\': 'a',
  '\\/': 'v',
  '()': 'o',
  '|<': 'k',
  '|-|': 'h',
  '|)': 'd',
  '|_|': 'u',
}
const DRAWN = /\\\/\\\/|\/\\\/\\|\|\\\/\||\|\\\||\/\\|\\\/|\(\)|\|<|\|-\||\|\)|\|_\|/g

function leet(text: string): Found[] {
  const mixed = text.match(/[a-z][0-9@$!|+][a-z0-9]|[0-9@$|+][a-z]/gi)?.length ?? 0
  if (mixed < 2) return []
  const drawn = text.replace(DRAWN, shape => LETTER_OF[shape] ?? shape)
  const read = (one: string): string =>
    drawn.replace(/[0-9@$!|+]/g, char => (char === '1' || char === '|' ? one : (LEET[char] ?? char)))
  return [
    { how: 'digits for letters', text: read('i') },
    { how: 'digits for letters', text: read('l') },
  ]
}

/** Letters with one blank or mark after each; wider gaps part the words. */
function spaced(text: string): Found[] {
  const runs = text.match(/(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ ._*|/~·•-]{1,6}){4,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu)
  if (!runs) return []
  const joined = text.replace(/(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][._*|/~·•-]){2,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu, run =>
    run.replace(/[^\p{L}\p{N}]/gu, ''),
  )
  const wide = joined.replace(/(?<=(?<![\p{L}\p{N}])[\p{L}\p{N}]) (?=[\p{L}\p{N}](?![\p{L}\p{N}]))/gu, '')
  return [
    { how: 'letters set apart', text: wide },
    { how: 'letters set apart', text: runs.map(run => run.replace(/[^\p{L}\p{N}]/gu, '')).join(' ') },
  ]
}

/** Words cut by marks in the middle, such as `ig-nore` or `pre_vious`. */
function split(text: string): Found[] {
  const cuts = text.match(/\p{L}(?:-\n?|[_*·~]|\*\*|\/\*\*\/|<!---->)(?=\p{L})/gu)?.length ?? 0
  if (cuts < 3) return []
  return [
    { how: 'words cut apart', text: text.replace(/(\p{L})(?:-\n?|[_*·~]|\*\*|\/\*\*\/|<!---->)(?=\p{L})/gu, '$1') },
  ]
}
