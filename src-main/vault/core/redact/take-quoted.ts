import { lastGroup } from './find-format.ts'
import type { Gap } from './find-gap.ts'
import { isSecretValue, type Setting } from './judge-value.ts'
import type { NameSort } from './names.ts'
import { isStrong, looksRandom } from './random.ts'
import { namesDigests } from './setting-of.ts'
import type { Look } from './span.ts'

/** Longest value in quotes that is looked at. */
const longestValue = 4096
const closes: Readonly<Record<string, string>> = { '“': '”', '„': '“', '«': '»' }

/** Hides a value in quotes. */
export function quotedValue(look: Look, from: number, sort: NameSort, gap: Gap, quote: RegExpExecArray): void {
  const { text } = look
  const start = gap.to + quote[0].length
  if (gap.mark === ' ' && quote[1] === '' && closesQuote(text, gap.to, quote[2] ?? '')) return
  const close = quote[2] === undefined ? quote[0] : (quote[1] ?? '') + (closes[quote[2]] ?? quote[2])
  const to = quotedEnd(look, gap.to, start, close)
  const value = text.slice(start, to)
  const setting: Setting = {
    sort,
    quoted: true,
    loose: gap.loose,
    prose: false,
    next: text.slice(to, to + 12),
    digests: sort === 'random' && namesDigests(text, from),
    naming: /keys?$/i.test(text.slice(from, look.namesTo)),
  }
  if (needsMore(look, sort, gap, setting) && !isMade(value)) return
  if (/^['"]?pass['"]?\s*:/.test(text.slice(look.namesTo - 4, gap.to)) && value.includes(' ')) return
  if (isSecretValue(value, setting)) look.hide(start, to, labelOf(sort), 'name')
  changedTo(look, to, setting)
}

const becomes = /["'][ \t]{0,4}(?:->|=>|→)[ \t]{0,4}"([^"\\\n]{3,400})(?=")/y
/** `password = "…" -> "…"`: what it is now, in a plan of changes. */
function changedTo(look: Look, to: number, setting: Setting): void {
  const found = lastGroup(becomes, look.text, to)
  if (found && isSecretValue(found.value, setting)) look.hide(found.from, found.to, labelOf(setting.sort), 'name')
}

/** Where a quotation ends. One over several lines has most often begun where this one seems to: `startsWith('Bearer ')`. */
function quotedEnd(look: Look, gapTo: number, start: number, close: string): number {
  const { text } = look
  const end = closingAt(text, start, close)
  if (end < 0 && text.length - start < longestValue) look.undecided(gapTo)
  const encoded = close.length > 3
  if (end >= 0 && (encoded || !text.slice(start, end).includes('\n'))) return end
  const lineEnd = unclosedEnd(text, start)
  return end >= 0 ? Math.min(lineEnd, end) : lineEnd
}

/** One of several in a list or a call may be anything: `['secrets', 'key1']`, `setPassword('service', …)`. */
function needsMore(look: Look, sort: NameSort, gap: Gap, setting: Setting): boolean {
  if (gap.strict === true || (gap.mark === ',' && (gap.loose || isInList(look.text, gap.to)))) return true
  if (gap.mark === '(' && /^['"`]\s*,/.test(setting.next)) return true
  return '( '.includes(gap.mark) && sort !== 'password'
}

/** What is no word, whatever stands before it; groups of digits as recovery keys have them. */
export const isMade = (value: string): boolean =>
  isStrong(value) || looksRandom(value, 12) || /^\d{4,6}(?:-\d{4,6}){3,9}$/.test(value)

/** Whether what stands before is the first of a list in brackets and not of a call. */
const isInList = (text: string, at: number): boolean =>
  /\[[ \t]{0,4}\\{0,4}["'`][^"'`\n]{1,90}$/.test(
    text.slice(Math.max(0, at - 110), at).replace(/["'`\\\s]*,[\s\\]*$/, ''),
  )

/** Whether a quote ends a quotation that began on its line before the name: `'token ' + value`. */
function closesQuote(text: string, at: number, quote: string): boolean {
  const before = text.slice(Math.max(0, at - 200), at)
  return before.slice(before.lastIndexOf('\n') + 1).split(quote).length % 2 === 0
}

/** Where the quotation ends: an escaped quote does not end it, a line does not go on forever. */
function closingAt(text: string, from: number, close: string): number {
  const value = text.slice(from, from + longestValue) // Only so far, or an open quotation would be sought to the end of the text each time.
  for (let at = value.indexOf(close); at >= 0; at = value.indexOf(close, at + 1)) {
    if (value.charAt(at - 1) !== '\\' || close.startsWith('\\')) return from + at
    if (value.charAt(at - 2) === '\\') return from + at
  }
  return -1
}

function unclosedEnd(text: string, from: number): number {
  const line = text.slice(from, from + longestValue).search(/[\r\n"'`]/)
  return line < 0 ? Math.min(text.length, from + longestValue) : from + line
}

/** What a hidden value of a sort is called. */
export const labelOf = (sort: NameSort): string => (sort === 'password' ? 'password' : 'secret')
