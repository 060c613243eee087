import { ALNUM, isAt, JOIN } from './chars.ts'
import { WordyStretches } from './random.ts'

/** A stretch of text to hide. */
export interface Span {
  readonly from: number
  readonly to: number
  /** What it is, in words that may be shown: `github token`, `password`, `secret OPENAI_API_KEY`. */
  readonly label: string
  /** `vault` is an exact value of ours, `format` a shape that is never anything else; `name` was told by the name beside it. */
  readonly sort: 'vault' | 'format' | 'name' | 'personal' | 'custom'
}

/** One look at a text: what was found, and what could still become something if more text came. */
export class Look {
  readonly text: string
  /** Whether more text may follow, as in a stream. */
  readonly partial: boolean
  readonly spans: Span[] = []
  /** Where the earliest thing begins that the end of the text cut off. */
  openFrom = Number.POSITIVE_INFINITY
  /** Names up to here have been looked at. */
  namesTo = 0
  /** Everything up to here is hidden already. */
  hiddenTo = 0

  readonly #tries = new Map<object, { runEnd: number; count: number }>()
  readonly #starts = new Map<object, { at: number; from: number }>()
  readonly words: WordyStretches
  #quotes = { at: -1, count: 0 }
  #lastQuote: number | null = null
  readonly #seen = new Map<object, number>()
  readonly #runs = new Map<RegExp, { from: number; to: number }>()

  constructor(text: string, partial: boolean) {
    this.text = text
    this.words = new WordyStretches(text)
    this.partial = partial
  }

  hide(from: number, to: number, label: string, sort: Span['sort']): void {
    if (to <= from) return
    this.spans.push({ from, to, label, sort })
    if (to > this.hiddenTo) this.hiddenTo = to
  }

  /**
   * Where a long run of the pattern's characters ends. Remembered for each pattern, so that a run is gone through once however
   * many prefixes stand in it.
   */
  runEnd(text: string, from: number, pattern: RegExp): number {
    const known = this.#runs.get(pattern)
    if (known && from >= known.from && from <= known.to) return known.to
    let to = from
    for (;;) {
      pattern.lastIndex = to
      if (!pattern.test(text) || pattern.lastIndex <= to) break
      to = pattern.lastIndex
    }
    this.#runs.set(pattern, { from, to })
    return to
  }

  /**
   * Where a run of letters, digits, what joins them and `also` begins that goes up to a place, at most so far back. The answer before is gone on
   * from (the same `what` asks with the same bounds), so that a run is gone through once however many literals stand in it.
   */
  runStart(what: object, at: number, most: number, also = ''): number {
    const before = this.#starts.get(what)
    const least = Math.max(0, at - most)
    const known = before !== undefined && before.at <= at ? before.at : -1
    let from = at
    while (from > least && from !== known && isIn(this.text, from - 1, also)) from -= 1
    if (from === known && before !== undefined) from = Math.max(least, before.from)
    this.#starts.set(what, { at, from })
    return from
  }

  /**
   * Whether a long run that ends here may be judged once more. Sixteen names in one unbroken run of characters are data and no settings;
   * without a bound a text of nothing but names would be judged at each of them.
   */
  mayTry(what: object, runEnd: number): boolean {
    const tries = this.#tries.get(what)
    const count = tries?.runEnd === runEnd ? tries.count + 1 : 1
    this.#tries.set(what, { runEnd, count })
    return count <= 16
  }

  /** Whether something that is looked for once in a stretch was looked for here already. */
  isSeen(what: object, at: number): boolean {
    return at < this.seenTo(what)
  }

  /** Up to where something was looked for. */
  seenTo(what: object): number {
    return this.#seen.get(what) ?? 0
  }

  /** Notes up to where something was looked for. */
  see(what: object, to: number): void {
    this.#seen.set(what, to)
  }

  lastQuote(): number {
    this.#lastQuote ??= Math.max(this.text.lastIndexOf('"'), this.text.lastIndexOf("'"))
    return this.#lastQuote
  }

  /** How many quotes stand from a place to the end; asked from the left, so each stretch is gone through once. */
  quotesAfter(at: number): number {
    const known = this.#quotes
    const begins = known.at < 0 || at < known.at
    let count = begins ? countQuotes(this.text, at, this.text.length) : known.count
    if (!begins) count -= countQuotes(this.text, known.at, at)
    this.#quotes = { at, count }
    return count
  }

  /** Says that the text ended inside something that began here. */
  undecided(from: number): void {
    if (this.partial && from < this.openFrom) this.openFrom = from
  }
}

function countQuotes(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 34 || code === 39) count += 1
  }
  return count
}

const isIn = (text: string, at: number, also: string): boolean =>
  isAt(text, at, ALNUM | JOIN) || (also !== '' && also.includes(text.charAt(at)))

const maskBegin = '[hidden: '
const masks = /\[hidden: [^\]\n]{1,100}\]/g

/** Without what begins or ends inside a mask of an earlier pass: half of a mask is no value. What the vault knows is hidden anyway. */
function besideMasks({ text, spans }: Look): readonly Span[] {
  if (spans.length === 0 || !text.includes(maskBegin)) return spans
  const known = [...text.matchAll(masks)].map(found => ({ from: found.index, to: found.index + found[0].length }))
  return spans.filter(({ from, to, sort }) => {
    if (sort === 'vault') return true
    const [first, last] = [maskAt(known, from), maskAt(known, to - 1)]
    return !(first && first.to > from) && !(last && last.to >= to)
  })
}

/** The last mask that begins at a place or before it; they are in order. */
function maskAt<T extends { from: number }>(known: readonly T[], place: number): T | undefined {
  let [low, high] = [0, known.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((known[middle]?.from ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return known[low - 1]
}

/** What a look found, in order and without overlaps. */
export const settled = (look: Look): Span[] => settleSpans(besideMasks(look))

/** Spans in order, none inside or across another: where two meet, the exact value of the vault names the whole. */
function settleSpans(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from || b.to - a.to)
  const out: Span[] = []
  for (const span of sorted) {
    const last = out.at(-1)
    if (!last || span.from >= last.to) {
      out.push(span)
      continue
    }
    const named = span.sort === 'vault' && last.sort !== 'vault' ? span : last
    out[out.length - 1] = { ...named, from: last.from, to: Math.max(last.to, span.to) }
  }
  return out
}
