import { ALNUM, classOf, DIGIT, LETTER, LOWER, UPPER } from './chars.ts'

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
  const seen = new Set<number>()
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
    seen.add(code)
  }
  return { letters: upper + lower, digits, upper, lower, changes, distinct: seen.size, hex }
}

const wordy = /^(?:[A-Z]?[a-z]{1,22}|[A-Z]{1,12}|\d{1,4}|v\d+)$/

/** Whether the text is words and small numbers put together: `linux-npm-cache`, `com.example.App`, `2026-08-01`. */
export function isWordy(text: string): boolean {
  const parts = text.split(/[-_.:/ @]+|(?<=[a-z])(?=[A-Z])/)
  return parts.every(part => part === '' || wordy.test(part))
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
