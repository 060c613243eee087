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

  #tries = { runEnd: -1, count: 0 }
  readonly #seen = new Map<object, number>()
  readonly #runs = new Map<RegExp, { from: number; to: number }>()

  constructor(text: string, partial: boolean) {
    this.text = text
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
   * Whether a long run that ends here may be judged once more. Sixteen names in one unbroken run of characters are data and no settings;
   * without a bound a text of nothing but names would be judged at each of them.
   */
  mayTry(runEnd: number): boolean {
    if (this.#tries.runEnd !== runEnd) this.#tries = { runEnd, count: 0 }
    this.#tries.count += 1
    return this.#tries.count <= 16
  }

  /** Whether something that is looked for once in a stretch was looked for here already; says until where when not. */
  seen(what: object, at: number, to: () => number): boolean {
    if (at < (this.#seen.get(what) ?? 0)) return true
    this.#seen.set(what, to())
    return false
  }

  /** Says that the text ended inside something that began here. */
  undecided(from: number): void {
    if (this.partial && from < this.openFrom) this.openFrom = from
  }
}

/** Spans in order, none inside or across another: where two meet, the exact value of the vault names the whole. */
export function settleSpans(spans: readonly Span[]): Span[] {
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
