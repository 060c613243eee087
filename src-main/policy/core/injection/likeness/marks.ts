/**
 * Places in the table of weights, for each of the two kinds of mark. A power of two. Twice as many as at first: with
 * 19 000 texts marks that share a place cost one honest text in a hundred.
 */
export const PLACES = 1 << 16

/** Told of every mark of a text, as a place in the table of its kind; of one that stands there twice, twice. */
export interface MarkReader {
  /** Words, and two words beside one another. */
  word(place: number): void
  /** Two to four letters of a word, its edges counted as blanks: stems and endings, and all there is in scripts without blanks. */
  piece(place: number): void
}

const WORD = /[\p{L}\p{N}_]+|[<>[\]/]/gu
const [SHORTEST_PIECE, LONGEST_PIECE] = [2, 4]

/** Reads the marks of a folded text. */
export function readMarks(folded: string, reader: MarkReader): void {
  let before = START
  for (const [word] of folded.matchAll(WORD)) {
    const own = hash(word, 0, word.length, START)
    reader.word(placeOf(own))
    if (before !== START) reader.word(placeOf(hash(word, 0, word.length, before)))
    before = hash(' ', 0, 1, own)
    readPieces(` ${word} `, reader)
  }
}

function readPieces(word: string, reader: MarkReader): void {
  for (let from = 0; from + SHORTEST_PIECE <= word.length; from += 1) {
    let value = hash(word, from, from + SHORTEST_PIECE - 1, START)
    const last = Math.min(from + LONGEST_PIECE, word.length) - 1
    for (let at = from + SHORTEST_PIECE - 1; at <= last; at += 1) {
      value = Math.imul(value ^ word.charCodeAt(at), PRIME)
      reader.piece(placeOf(value))
    }
  }
}

// FNV-1a: short, quick, and the same on every machine.
const START = 0x811c9dc5
const PRIME = 0x01000193

function hash(text: string, from: number, to: number, start: number): number {
  let value = start
  for (let at = from; at < to; at += 1) value = Math.imul(value ^ text.charCodeAt(at), PRIME)
  return value
}

/** The upper bits are folded in: the lower ones alone repeat too soon. */
const placeOf = (value: number): number => (value ^ (value >>> 15)) & (PLACES - 1)
