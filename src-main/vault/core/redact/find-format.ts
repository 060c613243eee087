import { ALNUM, isAt, wordStartsAt } from './chars.ts'
import { type Body, type Format, formats } from './formats.ts'
import type { Literal } from './grams.ts'
import { distinctIn } from './random.ts'
import type { Look } from './span.ts'

/** What looks at a place where a literal stands. */
export type Finder = (look: Look, at: number, length: number) => void

/** Bounded, so that a text of nothing but prefixes costs no more than its length; what turns out to be a token is then taken whole. */
const bodies: Record<Body, RegExp> = {
  a: /[A-Za-z0-9]{0,512}/y,
  w: /[A-Za-z0-9_]{0,512}/y,
  d: /[A-Za-z0-9_-]{0,512}/y,
  t: /[A-Za-z0-9_.-]{0,512}/y,
  b: /[A-Za-z0-9_+/=.%-]{0,512}/y,
  h: /[A-Fa-f0-9]{0,512}/y,
}

/** Runs a sticky pattern at a place; answers where it ended, or -1. */
export function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

/** Runs a sticky pattern whose one group is its end; answers that group and where it stands, or null. */
export function lastGroup(
  pattern: RegExp,
  text: string,
  at: number,
): { value: string; from: number; to: number } | null {
  pattern.lastIndex = at
  const value = pattern.exec(text)?.[1]
  return value === undefined ? null : { value, from: pattern.lastIndex - value.length, to: pattern.lastIndex }
}

/** A full stop or dash after a token belongs to the sentence. */
function trimEnd(text: string, from: number, to: number): number {
  let end = to
  while (end > from && '.-_%'.includes(text.charAt(end - 1))) end -= 1
  return end
}

function formatFinder([label, body, atLeast]: Format): Finder {
  const pattern = bodies[body]
  return (look, at, length) => {
    const { text } = look
    if (at < look.hiddenTo || !wordStartsAt(text, at)) return
    const from = at + length
    const whole = look.runEnd(text, from, pattern)
    if (whole === text.length) look.undecided(at)
    // Hexadecimal that goes on as letters is a word of something else.
    if (body === 'h' && isAt(text, whole, ALNUM)) return
    const to = trimEnd(text, from, whole)
    if (to - from < atLeast || look.words.isWordy(from, Math.min(to, from + 96))) return
    if (distinctIn(text, from, Math.min(to, from + 64)) >= 5) look.hide(at, to, label, 'format')
  }
}

/** A literal with a fixed shape after it. */
export function shaped(label: string, pattern: RegExp, keep = 0): Finder {
  return (look, at) => {
    if (at < look.hiddenTo || (keep === 0 && !wordStartsAt(look.text, at))) return
    const to = endOf(pattern, look.text, at)
    if (to === look.text.length) look.undecided(at)
    if (to > at + keep) look.hide(at + keep, to, label, 'format')
  }
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** The table of formats as literals to look for. A prefix of two characters is made three with each that may follow. */
export function* formatLiterals(): Generator<Literal<Finder>> {
  for (const format of formats) {
    const [, body, atLeast, ...prefixes] = format
    for (const prefix of prefixes) {
      if (prefix.length >= 3) yield { text: prefix, anyCase: false, value: formatFinder(format) }
      else {
        const find = formatFinder(format)
        const shorter: Finder = (look, at) => find(look, at, prefix.length)
        for (const next of body === 'h' ? alphabet.slice(0, 16) : alphabet) {
          yield { text: prefix + next, anyCase: false, value: atLeast > 0 ? shorter : find }
        }
      }
    }
  }
}
