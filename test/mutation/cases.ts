/** Which cases of a table test are wanted, and which one it is at. */
export class Cases {
  /** The places of the cases to judge; null means all, to the end. */
  wanted: readonly number[] | null = null
  /** Called before each case, and with -1 after the last of a table. */
  onCase: (at: number, text: () => string) => void = () => {}
  /** The case that was judged last; -1 before the first. */
  last = -1
  #offset = 0

  /** To be called before each test. */
  begin(wanted: readonly number[] | null): void {
    this.wanted = wanted
    this.#offset = 0
    this.last = -1
  }

  /** Stands in for `test/kit/case-by-case.ts`: with a wish, it stops at the first difference. */
  readonly differing = <T>(cases: readonly T[], difference: (one: T) => string | null): string[] => {
    const from = this.#offset
    this.#offset += cases.length
    if (this.wanted === null) return this.#all(cases, from, difference)
    for (const at of this.wanted) {
      const one = cases[at - from]
      if (one === undefined) continue
      this.last = at
      const found = difference(one)
      if (found !== null) return [found]
    }
    return []
  }

  #all<T>(cases: readonly T[], from: number, difference: (one: T) => string | null): string[] {
    const found = cases.flatMap((one, at) => {
      this.onCase(from + at, () => JSON.stringify(one))
      return difference(one) ?? []
    })
    this.onCase(-1, () => '')
    return found
  }
}
