import { endOf, lastGroup } from './find-format.ts'
import { codes, type Gap } from './find-gap.ts'
import { isSecretValue } from './judge-value.ts'
import type { NameSort } from './names.ts'
import { looksRandom } from './random.ts'
import { settingOf } from './setting-of.ts'
import type { Look } from './span.ts'
import { isMade, labelOf, quotedValue } from './take-quoted.ts'

/** A bare value longer than this is taken to where its characters end, and judged by its beginning. */
const longestBare = 512

const quoteMark = /(?:[brfuN@$]{0,2})(\\{0,4})("""|'''|["'`“„«])|%22|&quot;/y
const mayQuote = codes('brfuN@$\\"\'`%&“„«')
const bareValue = /[^\s"'`&;<>|\\]{1,512}/y
const xmlValue = /[^<\r\n]{1,512}/y

/** Hides what stands behind the gap after a telling name, when it is a secret. */
export function valueAt(look: Look, from: number, sort: NameSort, gap: Gap): void {
  const { text } = look
  quoteMark.lastIndex = gap.to
  const quote = mayQuote.has(text.charCodeAt(gap.to)) ? quoteMark.exec(text) : null
  if (quote) return quotedValue(look, from, sort, gap, quote)
  if (gap.mark === ',' || gap.mark === '(') return
  // `otpauth://…`: an address, whose parts tell by their own names.
  if (gap.mark === ':' && text.startsWith('://', gap.to - 1)) return
  if ('=>'.includes(gap.mark) && text.charCodeAt(gap.to) === 123 && braced(look, sort, gap)) return
  if (appToken(look, sort, gap) || fallback(look, from, sort, gap)) return
  const pattern = gap.mark === '>' ? xmlValue : bareValue
  const whole = look.runEnd(text, gap.to, pattern)
  if (whole === gap.to) return
  const long = whole - gap.to > longestBare
  if (long && !look.mayTry(pattern, whole)) return
  const to = long ? whole : bareEnd(text, gap, whole)
  if (text.length - to < 12 && !text.includes('\n', to)) look.undecided(gap.to)
  const value = text.slice(gap.to, Math.min(to, gap.to + longestBare))
  const setting = settingOf(look, from, sort, gap, to)
  if (gap.strict === true && !isMade(value)) return
  if (setting && isSecretValue(value, setting)) look.hide(gap.to, to, labelOf(sort), 'name')
}

const digit = /\d/
const application = /\d{13,17}(?:\||%7C)[A-Za-z0-9_-]{20,40}/y
/** `access_token=123…|…`: an application and what it gets in with, as one. */
function appToken(look: Look, sort: NameSort, gap: Gap): boolean {
  const to = sort === 'secret' && digit.test(look.text.charAt(gap.to)) ? endOf(application, look.text, gap.to) : -1
  if (to < 0) return false
  if (to === look.text.length) look.undecided(gap.to)
  look.hide(gap.to, to, labelOf(sort), 'name')
  return true
}

const otherwise =
  /(?:env|(?:os\.)?getenv|(?:os\.)?environ\.get|System\.getProperty|config|ENV\.fetch|Env::get)\([ \t]?["'][^"'\n]{1,60}["'],[ \t]{0,3}["']([^"'\n]{3,200})(?=["'])/y
const mayOtherwise = codes('egosSEc')
/** `'pass' => env('MAIL_PASS', '…')`: what it is when nobody sets it. */
function fallback(look: Look, from: number, sort: NameSort, gap: Gap): boolean {
  if (!mayOtherwise.has(look.text.charCodeAt(gap.to))) return false
  const found = lastGroup(otherwise, look.text, gap.to)
  if (!found || look.hiddenTo > from) return false
  const setting = { sort, quoted: true, loose: gap.loose, prose: false, next: '' }
  if (isSecretValue(found.value, setting)) look.hide(found.from, found.to, labelOf(sort), 'name')
  return true
}

const inBraces = /\{([^{}\s;"']{6,120})\}(?=;|["'<]|\s|$)/y
/** `Pwd={…};` of ODBC. */
function braced(look: Look, sort: NameSort, gap: Gap): boolean {
  const found = lastInBraces(look.text, gap.to)
  if (found === undefined || !(sort === 'password' ? isMade(found) : looksRandom(found))) return false
  look.hide(gap.to + 1, gap.to + 1 + found.length, labelOf(sort), 'name')
  return true
}

function lastInBraces(text: string, at: number): string | undefined {
  inBraces.lastIndex = at
  return inBraces.exec(text)?.[1]
}

/** Ends a bare value where the next setting, or the sentence around it, begins. */
function bareEnd(text: string, gap: Gap, end: number): number {
  let to = end
  const run = text.slice(gap.to, end)
  const scoped = /^[A-Z0-9]{12,40}(?=\/\d{8}\/)/.exec(run)
  if (scoped) return gap.to + scoped[0].length
  const cut = run.search(/,(?=[\w.\u0080-\uffff-]{1,40}[=:：]|$)|\\[nrt"]|%26(?=[\w.-]{1,40}%3D)|\u001b/)
  if (cut >= 0) to = gap.to + cut
  while (to > gap.to && ',.)]}:'.includes(text.charAt(to - 1))) to -= 1
  return to
}
