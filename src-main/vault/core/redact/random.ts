import { ALNUM, classOf, DIGIT, isAt, LETTER, LOWER, skipClass, UPPER } from './chars.ts'

/**
 * Counts different characters. One for all, begun anew for each stretch, its round noted beside each ASCII character: a set made for
 * each value cost more than the rest of the judgement.
 */
class Distinct {
  size = 0
  #round = 0
  readonly #ascii = new Uint32Array(128)
  readonly #beyond = new Set<number>()

  begin(): void {
    this.size = 0
    this.#round = (this.#round + 1) >>> 0
    if (this.#round === 0) {
      this.#ascii.fill(0)
      this.#round = 1
    }
    this.#beyond.clear()
  }

  add(code: number): void {
    if (code >= 128) {
      if (this.#beyond.has(code)) return
      this.#beyond.add(code)
    } else {
      if (this.#ascii[code] === this.#round) return
      this.#ascii[code] = this.#round
    }
    this.size += 1
  }
}

const distinct = new Distinct()

/** What a stretch of text is made of. */
interface Make {
  readonly letters: number
  readonly digits: number
  readonly upper: number
  readonly lower: number
  /** How often the class changes between neighbours; words change seldom, random text all the time. */
  readonly changes: number
  readonly distinct: number
  readonly hex: boolean
}

function makeOf(text: string): Make {
  let upper = 0
  let lower = 0
  let digits = 0
  let changes = 0
  let hex = true
  let before = 0
  distinct.begin()
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    const kind = classOf(code)
    if (kind & UPPER) upper += 1
    if (kind & LOWER) lower += 1
    if (kind & DIGIT) digits += 1
    if (kind & LETTER && (code | 32) > 102) hex = false
    if (!(kind & ALNUM) && code !== 45) hex = false
    if (at > 0 && kind !== before) changes += 1
    before = kind
    distinct.add(code)
  }
  return { letters: upper + lower, digits, upper, lower, changes, distinct: distinct.size, hex }
}

/** How many different characters stand in a stretch. */
export function distinctIn(text: string, from: number, to: number): number {
  distinct.begin()
  for (let at = from; at < to; at += 1) distinct.add(text.charCodeAt(at))
  return distinct.size
}

/** What stands between the words of a name. */
const isBetween = (code: number): boolean =>
  (code >= 45 && code <= 47) || code === 58 || code === 32 || code === 64 || code === 95

/** One word, `[A-Z]?[a-z]{1,22}`, `[A-Z]{1,12}`, `\d{1,4}` or `v\d+`: where it ends, or -1 when what stands there is none. */
function wordEnd(text: string, at: number, to: number): number {
  if (isAt(text, at, DIGIT)) return within(at, skipClass(text, at, to, DIGIT), 4)
  const capitals = skipClass(text, at, to, UPPER)
  const lower = skipClass(text, capitals, to, LOWER)
  if (lower === capitals) return within(at, capitals, 12)
  if (capitals - at > 1 || lower - capitals > 22) return -1
  // From a small letter to a capital the next word begins.
  if (lower < to && isAt(text, lower, UPPER)) return lower
  const version = lower - at === 1 && text.charCodeAt(at) === 118
  return version ? skipClass(text, lower, to, DIGIT) : lower
}

const within = (from: number, to: number, most: number): number => (to > from && to - from <= most ? to : -1)

/**
 * Where the last word of a stretch begins when all of it is words and small numbers put together, else -1. By hand: taking the text apart with an
 * expression first was half the cost of a text of nothing but prefixes.
 */
function lastWord(text: string, from: number, to: number): number {
  let last = from
  for (let at = from; at < to; ) {
    if (isBetween(text.charCodeAt(at))) {
      at += 1
      continue
    }
    last = at
    at = wordEnd(text, at, to)
    const over = at >= to || isBetween(text.charCodeAt(at)) || (isAt(text, at, UPPER) && isAt(text, at - 1, LOWER))
    if (at < 0 || !over) return -1
  }
  return last
}

/** Whether the text is words and small numbers put together: `linux-npm-cache`, `com.example.App`, `2026-08-01`. */
export const isWordy = (text: string): boolean => lastWord(text, 0, text.length) >= 0

/** Says of one stretch of a text after another, from the left, whether it is words; what was gone through is not gone through again. */
export class WordyStretches {
  readonly #text: string
  #from = 0
  #last = -1

  constructor(text: string) {
    this.#text = text
  }

  isWordy(from: number, to: number): boolean {
    const text = this.#text
    const begins = isBetween(text.charCodeAt(from - 1)) || isBetween(text.charCodeAt(from))
    const known = begins && from >= this.#from && from <= this.#last
    // The last word may have been cut by the end of its stretch.
    const last = known && to <= this.#last ? this.#last : lastWord(text, known ? this.#last : from, to)
    if (last < 0) return false
    if (!known) this.#from = from
    this.#last = last
    return true
  }
}

/** Whether letters alone are too chopped for words: `XeheVcCneDZ`, where a name has three letters and more from capital to capital. */
export function isChopped(text: string): boolean {
  if (!/^[A-Za-z]{8,64}$/.test(text)) return false
  const pieces = text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g)?.length ?? 0
  return pieces >= 3 && pieces * 3.5 >= text.length
}

/** Whether the text is a string of hexadecimal digits of a digest's length. */
export const isDigestLike = (text: string): boolean =>
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(text)

/** Whether the text is a UUID. */
export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/**
 * Whether a text looks made by chance: long enough, of mixed classes, not words. Entropy alone fires on hashes, names and
 * paths and misses short passwords; the change of classes tells them apart better (measured on the corpus).
 */
export function looksRandom(given: string, atLeast = 16): boolean {
  const text = given.slice(0, 96)
  if (text.length < atLeast) return false
  const make = makeOf(text)
  if (make.distinct < 6 || make.letters === 0) return false
  if (isWordy(text)) return false
  if (make.hex) return make.digits > 0 && text.length >= Math.max(atLeast, 20)
  if (make.digits > 0) return make.changes >= text.length / 12
  // No digit: long runs of mixed case only.
  return text.length >= 24 && make.upper > 2 && make.lower > 2 && make.changes >= text.length / 5
}

/**
 * Whether a text looks like a password where nothing but its place says so: three sorts of characters, or a number inside a word that is
 * none, and no version, path or name.
 */
export function isStrong(text: string): boolean {
  if (text.length < 6 || text.length > 200 || !/\d/.test(text) || !/[A-Za-z]/.test(text)) return false
  if (isUuid(text) || isWordy(text) || /^[\w.-]*\/[\w./-]*$/.test(text) || /[\s()=]/.test(text)) return false
  if (/[a-z]/.test(text) && /[A-Z]/.test(text)) return true
  if (/[^A-Za-z0-9._:/-]/.test(text)) return true
  return (
    text.length >= 8 &&
    /\d.*[A-Za-z]+.*\d|[A-Za-z].*\d.*[A-Za-z]/.test(text) &&
    !/^[a-z]+\d*(?:[._-][a-z]*\d*)+$/i.test(text)
  )
}

/** Whether a text looks like nothing but a password, wherever it stands: capitals, small letters and digits that change all the time, or a sign with them. */
export function isUnmistakable(text: string): boolean {
  if (text.length < 8 || /^[\w.-]+:[$*!]/.test(text) || !isStrong(text) || !/[a-z]/.test(text) || !/[A-Z]/.test(text))
    return false
  return /[!#$%&*+?@^]/.test(text) || makeOf(text).changes >= text.length * 0.4
}
