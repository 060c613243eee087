import { weightsOf } from './letters.ts'
import { type MarkReader, PLACES, readMarks } from './marks.ts'
import { type Stretch, stretchAround, stretchesOf } from './stretches.ts'
import { BIAS, PIECE_STEP, PIECES, WORD_STEP, WORDS } from './weights.ts'

/** How much a text is worded like orders to an agent: below 0 rather not, above 0 rather so. */
export interface Likeness {
  readonly value: number
  /** The stretch that is most like them. */
  readonly stretch: Stretch
}

/**
 * Compares a folded text with what was learned from thousands of orders and honest texts. Rules see the shapes that
 * somebody thought of; this sees wording that is like theirs, and gives no reason but the words themselves.
 */
export function likeness(folded: string): Likeness {
  const sheet = sheetAtHand()
  let best: Likeness = { value: -Infinity, stretch: { from: 0, to: 0 } }
  for (const stretch of stretchesOf(folded)) {
    const value = sheet.sum(folded.slice(stretch.from, stretch.to))
    if (value > best.value) best = { value, stretch }
  }
  return best
}

/** How the text around a place is worded. */
export function likenessAround(folded: string, at: number): Likeness {
  const stretch = stretchAround(folded, at)
  return { value: sheetAtHand().sum(folded.slice(stretch.from, stretch.to)), stretch }
}

/** The words of a stretch that speak most for an order, at most three; small words do so only beside others. */
export function tellingWords(folded: string, { from, to }: Stretch): readonly string[] {
  const sheet = sheetAtHand()
  const words = new Set(folded.slice(from, to).match(/\p{L}{5,24}/gu) ?? [])
  const weighed = [...words].map(word => ({ word, value: sheet.sum(word) }))
  const telling = weighed.filter(one => one.value > BIAS).sort((a, b) => b.value - a.value)
  return telling.slice(0, 3).map(one => one.word)
}

let atHand: Sheet | null = null
/** One for all texts: it is more than half a megabyte, and a text is read in up to sixty ways. */
function sheetAtHand(): Sheet {
  atHand ??= new Sheet()
  return atHand
}

/** Sums up weights, each place once for a stretch. The numbers of stretches stand in the tables, so none is wiped in between. */
class Sheet implements MarkReader {
  readonly #weights = { words: weightsOf(WORDS), pieces: weightsOf(PIECES) }
  readonly #seenWords = new Int32Array(PLACES)
  readonly #seenPieces = new Int32Array(PLACES)
  #stretch = 0
  #words = { sum: 0, count: 0 }
  #pieces = { sum: 0, count: 0 }

  sum(text: string): number {
    this.#stretch += 1
    this.#words = { sum: 0, count: 0 }
    this.#pieces = { sum: 0, count: 0 }
    readMarks(text, this)
    return BIAS + evened(this.#words) * WORD_STEP + evened(this.#pieces) * PIECE_STEP
  }

  word(place: number): void {
    if (this.#seenWords[place] === this.#stretch) return
    this.#seenWords[place] = this.#stretch
    this.#words.sum += this.#weights.words[place] ?? 0
    this.#words.count += 1
  }

  piece(place: number): void {
    if (this.#seenPieces[place] === this.#stretch) return
    this.#seenPieces[place] = this.#stretch
    this.#pieces.sum += this.#weights.pieces[place] ?? 0
    this.#pieces.count += 1
  }
}

/** A longer text has more marks of either kind, and is no more an order for it. */
function evened({ sum, count }: { sum: number; count: number }): number {
  return count === 0 ? 0 : sum / Math.sqrt(count)
}
