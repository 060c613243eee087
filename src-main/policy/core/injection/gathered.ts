import type { Found } from './decodings.ts'
import { partWords, reads } from './part-words.ts'

// Letters that are looked at over one text: parting a letter costs as many looks as a word is long.
const MOST_LETTERS = 1500

// A longer text is no note that somebody wrote in letters set apart, and each way costs a look at all of it.
const LONGEST_GATHERED = 12_000

/** Readings in which letters are gathered from where they stand apart, and parted into words. */
export function gathered(folded: string): Found[] {
  if (folded.length > LONGEST_GATHERED) return []
  return [...glued(folded), ...lone(folded), ...numbers(folded), ...initials(folded)]
}

/** Words without anything between them. */
function glued(text: string): Found[] {
  let letters = 0
  let parted = 0
  const out = text.replace(/(?<![a-z0-9_/.-])[a-z]{16,320}(?![a-z0-9_/(-])/g, run => {
    letters += run.length
    if (letters > MOST_LETTERS) return run
    const words = partWords(run)
    // Programs name things by two or three words.
    if (words.words.length < 4 || !reads(words)) return run
    parted += 1
    return words.text
  })
  return parted === 0 ? [] : [{ how: 'words run together', text: out, withRest: true }]
}

const LONE = /(?<![\p{L}\p{N}])[a-z](?:[^\p{L}\p{N}]{1,8}[a-z](?![\p{L}\p{N}])){7,}/gu

/** Letters with whatever between them: brackets, quotation marks, lines of their own, pictures. */
function lone(text: string): Found[] {
  let parted = 0
  const out = text.replace(LONE, run => {
    const words = partWords(run.replace(/[^a-z]/g, ''))
    if (!reads(words, 0.8)) return run
    parted += 1
    return ` ${words.text} `
  })
  return parted === 0 ? [] : [{ how: 'letters set apart', text: out, withRest: true }]
}

const NUMBERS = /(?<![0-9])[0-9]{1,3}(?![0-9])(?:[^0-9]{1,9}[0-9]{1,3}(?![0-9])){7,}/g
const MOST_RUNS = 16
const SQUARE = 'abcdefghiklmnopqrstuvwxyz'

/** Numbers for letters: as machines count them, by their place in the alphabet, or by row and column of a square. */
function numbers(text: string): Found[] {
  const found: Found[] = []
  for (const [run] of [...text.matchAll(NUMBERS)].slice(0, MOST_RUNS)) {
    const values = (run.match(/[0-9]+/g) ?? []).slice(0, 2000).map(Number)
    const said = asCodes(values) ?? asPlaces(values) ?? asSquare(values)
    if (said !== null) found.push({ how: 'numbers for letters', text: said })
  }
  return found
}

function asCodes(values: readonly number[]): string | null {
  if (values.some(value => value < 32 || value > 126)) return null
  const text = String.fromCharCode(...values)
  return (text.match(/[a-z ]/gi)?.length ?? 0) / text.length > 0.8 ? text : null
}

function asPlaces(values: readonly number[]): string | null {
  if (values.some(value => value > 27)) return null
  return wordsOf(values.map(value => (value >= 1 && value <= 26 ? String.fromCharCode(96 + value) : '')).join(''))
}

function asSquare(values: readonly number[]): string | null {
  const cells = values.map(value => [Math.floor(value / 10), value % 10] as const)
  if (cells.some(([row, column]) => row < 1 || row > 5 || column < 1 || column > 5)) return null
  return wordsOf(cells.map(([row, column]) => SQUARE.charAt((row - 1) * 5 + column - 1)).join(''))
}

function wordsOf(letters: string): string | null {
  const words = partWords(letters)
  return reads(words) ? words.text : null
}

// Fewer letters say nothing, and of more the rest is the same.
const [FEWEST_INITIALS, MOST_INITIALS] = [10, 160]

/** The first letters of words or of lines. They read as words by chance only where there are few. */
function initials(text: string): Found[] {
  const found: Found[] = []
  for (const [how, pattern] of [
    ['first letters of the words', /(?<![\p{L}\p{N}'])[a-z]/gu],
    ['first letters of the lines', /(?<=^|\n)[^\p{L}\n]{0,6}[a-z]/gu],
  ] as const) {
    const letters = Array.from(text.slice(0, 4000).matchAll(pattern), match => match[0].slice(-1)).join('')
    if (letters.length < FEWEST_INITIALS || letters.length > MOST_INITIALS) continue
    const words = partWords(letters)
    if (reads(words, 0.95)) found.push({ how, text: words.text })
  }
  return found
}
