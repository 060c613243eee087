import { ALNUM, isAt } from './chars.ts'
import type { Gap } from './find-gap.ts'
import type { Setting } from './judge-value.ts'
import { holdsDigests, type NameSort } from './names.ts'
import { isUuid, isWordy } from './random.ts'
import type { Look } from './span.ts'

/** Longest name that is looked at. What is longer is no name. */
export const longestName = 80

/** How the value stands; null when a blank alone between name and value is prose. */
export function settingOf(look: Look, from: number, sort: NameSort, gap: Gap, to: number): Setting | null {
  const { text } = look
  const next = text.slice(to, to + 12)
  const prose = gap.mark === ' ' || (gap.mark === ':' && !/^[ \t]*["']/.test(text.slice(from - 2, from)))
  if (gap.mark !== ' ')
    return {
      sort,
      quoted: false,
      loose: gap.loose && gap.strict !== true,
      prose,
      next,
      digests:
        sort === 'random' &&
        (namesDigests(text, from) || (next.startsWith('&') && /^key=/i.test(text.slice(from, from + 4)))),
      query: isQuery(text, from),
    }
  const flag = text.charAt(from) === '-' && !isAt(text, from - 1, ALNUM)
  if (flag) return text.charAt(gap.to) === '-' ? null : { sort, quoted: false, loose: false, prose: false, next }
  const value = text.slice(gap.to, to)
  if (value.length < 6 || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return null
  if (isUuid(value) && /(?:secret|api[-_ ]?key)$/i.test(text.slice(Math.max(0, gap.to - 12), gap.to).trimEnd()))
    return { sort: 'secret', quoted: false, loose: false, prose: false, next }
  const alone = /^[ \t]*(?:$|[\r\n])/.test(next)
  if (alone && settingBefore.test(text.slice(Math.max(0, from - 120), from)))
    return { sort, quoted: false, loose: false, prose: false, next }
  // In a sentence only what looks made by chance: `the token 8f3k…`, `the password Xa7rk2pq`.
  if (sort === 'password')
    return value.length >= 8 && !isWordy(value) && !/[/(]/.test(value)
      ? { sort, quoted: false, loose: true, prose: true, next: '' }
      : null
  return { sort: 'random', quoted: false, loose: true, prose: true, next, digests: sort === 'secret' }
}

/** `login(key=…`: what somebody gets in with, whatever it looks like. */
const opener = /(?:login|auth\w{0,12}|init|configure|client|connect|Api)\([^()\n]{0,80}$/i

/** Whether a name is one whose values look like digests. */
export const namesDigests = (text: string, from: number): boolean =>
  /^[A-Z][A-Z0-9_]{1,60}_KEY=/.test(text.slice(from, from + 66)) ||
  (/^[?&]key=/i.test(text.slice(from - 1, from + 4)) && from > 0) ||
  (/^key=/.test(text.slice(from, from + 4)) && opener.test(text.slice(Math.max(0, from - 100), from))) ||
  holdsDigests(/^[\w.-]+/.exec(text.slice(from, from + longestName))?.[0] ?? '')

/** Of a query a short value counts too: `?key=1nKz62xS…`. */
const isQuery = (text: string, from: number): boolean => from > 0 && '?&'.includes(text.charAt(from - 1))

/** What stands before a name that is set with a blank: nothing, a word of a shell or a Dockerfile, or the fields of a netrc. */
const settingBefore =
  /(?:^|[\n;&|])[ \t]*(?:export|set|setenv|setx|ENV|ARG|set -[a-z]+|login\s+\S+|machine\s+\S+(?:\s+login\s+\S+)?)?[ \t]*$/
