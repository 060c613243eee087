import { LOOK_ALIKES } from './look-alikes.ts'

// Format characters, variation selectors, fillers: nothing of it can be seen.
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\u034f|\u17b4|\u17b5|(?![\t\n\r])\p{Cc}/gu
/** Letters and cells that are drawn as nothing and stand for a blank. */
const BLANK = /\u115f|\u1160|\u3164|\uffa0|\u2800/g
const ASCII = /^[\t\n\r\x20-\x7e]*$/

/**
 * The one form in which texts are compared: compatible letters unified, accents and invisible characters gone,
 * look-alike letters Latin, lower case, blanks single. Lexicons go through the same fold, so both sides agree.
 */
export function fold(text: string): string {
  return blanks(ASCII.test(text) ? text.replaceAll('`', "'").toLowerCase() : foldLetters(text))
}

// One letter can unfold to eighteen; a flood of these must not make a text of megabytes.
const LONGEST_FOLDED = 512_000
const PIECE = 8192

function foldLetters(text: string): string {
  let out = ''
  for (let at = 0; at < text.length && out.length < LONGEST_FOLDED; ) {
    const end = pieceEnd(text, at + PIECE)
    out += foldPiece(text.slice(at, end))
    at = end
  }
  return out
}

/** Not between the halves of a character. */
function pieceEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code >= 0xdc00 && code < 0xe000 ? at + 1 : at
}

// What a terminal obeys and does not show, and a letter that the next character takes back.
const COLOURS = /(?![\t\n\r])\p{Cc}\[[0-9;]{0,16}[A-Za-z]/gu
const TAKEN_BACK = new RegExp(`[^\\n]${String.fromCharCode(8)}`, 'g')

function foldPiece(text: string): string {
  const plain = text
    .replace(COLOURS, '')
    .replace(TAKEN_BACK, '')
    .replace(BLANK, ' ')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
  return plain.replace(/[^\x00-\x5f\x61-\x7e]/gu, letter => LOOK_ALIKES.get(letter) ?? letter)
}

/** The folded letters with all their blanks, for readings in which the width of a gap means something. */
export function foldKeepingGaps(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : foldLetters(text)
}

/** Invisible characters read as blanks: some hide between words instead of between letters. */
export function invisibleAsBlank(text: string): string {
  return text.replace(INVISIBLE, ' ')
}

const blanks = (text: string): string => text.replace(/[^\S\n]+/g, ' ').replace(/\n\s*/g, '\n')

/** How much of a text cannot be seen although it stands between letters, where no script needs it. */
export function hiddenBetweenLetters(text: string): number {
  const marks = /[a-z](?:\u200b|\u200c|\u200d|[\u2060-\u2064]|\ufeff|\u00ad|\u034f|\u180e|[\ufe00-\ufe0f])+(?=[a-z])/gi
  return (text.match(marks)?.length ?? 0) + needlessDirections(text)
}

/** Direction marks in a text without any right-to-left letter have nothing to order. */
function needlessDirections(text: string): number {
  if (/\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u.test(text)) return 0
  return text.match(/[\u202a-\u202e\u2066-\u2069]/g)?.length ?? 0
}
