import { ALNUM, isAt, JOIN, OTHER } from './chars.ts'
import { endOf, type Finder } from './find-format.ts'
import { isSecretValue, type Setting } from './judge-value.ts'
import { holdsDigests, judgeName, type NameSort, opensSomething } from './names.ts'
import { isWordy } from './random.ts'
import type { Look } from './span.ts'

/** Longest name and value that are looked at. A name longer than that is no name. */
const longestName = 80
const longestValue = 4096
/** A bare value longer than this is taken to where its characters end, and judged by its beginning. */
const longestBare = 512

/** What stands between a name and its value. */
interface Gap {
  readonly to: number
  readonly mark: '=' | ':' | ' ' | ',' | '(' | '>' | 'attribute'
  readonly loose: boolean
}

const inName = (text: string, at: number): boolean =>
  (isAt(text, at, ALNUM | JOIN | OTHER) && !'：＝'.includes(text.charAt(at))) || '.$'.includes(text.charAt(at) || ' ')

/** A telling part of a word stands here: finds the whole name, what it is set to, and hides that. */
export const assignment: Finder = (look, at) => {
  if (at < look.namesTo || at < look.hiddenTo) return
  const { text } = look
  let from = at
  while (from > 0 && at - from < longestName && inName(text, from - 1)) from -= 1
  let to = at
  while (to < text.length && to - at < longestName && inName(text, to)) to += 1
  // The n of an escaped newline is no part of the name.
  if (text.charAt(from - 1) === '\\' && 'nrt'.includes(text.charAt(from)) && from < at) from += 1
  while (text.charAt(to - 1) === '.' || text.charAt(to - 1) === '-') to -= 1
  look.namesTo = to
  const name = text.slice(from, to)
  const sort = lone(text, from, name) ? 'secret' : judgeName(name)
  if (sort === null) {
    listed(look, from, to)
    return
  }
  const gap = gapAfter(look, from, to)
  // `pass` alone is a verb more often than a password: only a setting counts.
  const verbOnly = /^-{0,2}pass$/i.test(name) && gap !== null && '(, '.includes(gap.mark) && !name.startsWith('-')
  if (gap && !verbOnly) valueAt(look, from, sort, gap)
  listed(look, from, to)
}

/** `API key`, written as two words. */
function lone(text: string, from: number, name: string): boolean {
  if (!/^keys?$/i.test(name)) return false
  const before = /([A-Za-z]{3,12})[ -]$/.exec(text.slice(Math.max(0, from - 13), from))?.[1]
  return before !== undefined && opensSomething(before)
}

const opening = /(?:\\{0,4}["'`]|%22|&quot;)?(?:\]|\))?\??/y
const equals = /[ \t]{0,40}(?:=>|:=|\?=|\+=|=(?!=)|%3D)[ \t]{0,40}/y
const colon = /[ \t]{0,20}(?::(?!:)|%3A|：)[ \t]{0,40}(?:[|>][+-]?[ \t]*)?(?:\r?\n[ \t]{1,40})?/y
const comma = /,[ \t]{0,10}(?=\\{0,4}["'`])/y
const bracket = /\([ \t]{0,4}(?=\\{0,4}["'`])/y
/** `Incorrect API key provided: …` */
const provided = /[ \t](?:provided|given|supplied|received|used|found|was|is|read|loaded)[ \t]?:[ \t]{1,4}/iy
/** `the password is …`, `was set to …`: the verbs of a sentence between a name and its value. */
const verb =
  /[ \t]{1,4}(?:is|was|=|has been|ist|lautet|est|es|è|é)(?:[ \t]{1,4}(?:now|set|changed|reset|updated))?(?:[ \t]{1,4}to)?[ \t]?:?[ \t]{1,4}/iy
const blank = /[ \t]{1,20}/y
const tag = />(?=[^<\s])/y
const attribute = /[ \t]{1,20}(?:value|content|val)[ \t]?=[ \t]?/iy

function gapAfter(look: Look, from: number, to: number): Gap | null {
  const { text } = look
  const after = Math.max(to, endOf(opening, text, to))
  const equal = endOf(equals, text, after)
  if (equal > 0) return { to: equal, mark: '=', loose: / /.test(text.slice(after, equal)) }
  const named = after > to
  const attr = named ? endOf(attribute, text, after) : -1
  if (attr > 0) return { to: attr, mark: 'attribute', loose: false }
  const colonEnd = endOf(colon, text, after)
  if (colonEnd > 0) return { to: colonEnd, mark: ':', loose: true }
  const listed = named && /[([]\\{0,4}["'`]$/.test(text.slice(Math.max(0, from - 6), from))
  const next = named ? (listed ? endOf(comma, text, after) : -1) : endOf(bracket, text, after)
  if (next > 0) return { to: next, mark: named ? ',' : '(', loose: false }
  if (text.charAt(from - 1) === '<' && !named) {
    const close = endOf(tag, text, after)
    if (close > 0) return { to: close, mark: '>', loose: false }
  }
  if (named && /<[\w:.-]{1,40}[^<>]{0,80}$/.test(text.slice(Math.max(0, from - 120), from))) {
    const close = endOf(tag, text, after)
    if (close > 0) return { to: close, mark: '>', loose: false }
  }
  const told = named ? -1 : endOf(provided, text, after)
  if (told > 0) return { to: told, mark: ':', loose: true }
  const said = named ? -1 : endOf(verb, text, after)
  if (said > 0) return { to: said, mark: ' ', loose: true }
  const space = endOf(blank, text, after)
  return space > 0 && !named ? { to: space, mark: ' ', loose: true } : null
}

const quoteMark = /(?:[brfu@$]{0,2})(\\{0,4})(["'`])|%22|&quot;/y
const bareValue = /[^\s"'`&;<>|\\]{1,512}/y
const xmlValue = /[^<\r\n]{1,512}/y

function valueAt(look: Look, from: number, sort: NameSort, gap: Gap): void {
  const { text } = look
  quoteMark.lastIndex = gap.to
  const quote = quoteMark.exec(text)
  if (quote) return quotedValue(look, sort, gap, quote)
  if (gap.mark === ',' || gap.mark === '(') return
  const pattern = gap.mark === '>' ? xmlValue : bareValue
  const run = endOf(pattern, text, gap.to)
  if (run < 0) return
  const whole = run - gap.to < longestBare ? run : look.runEnd(text, run, pattern)
  if (whole > run && !look.mayTry(whole)) return
  const to = whole > run ? whole : bareEnd(text, gap, run)
  if (text.length - to < 12 && !text.includes('\n', to)) look.undecided(gap.to)
  const value = text.slice(gap.to, Math.min(to, gap.to + longestBare))
  const setting = settingOf(look, from, sort, gap, to)
  if (setting && isSecretValue(value, setting)) look.hide(gap.to, to, labelOf(sort), 'name')
}

/** How the value stands; null when a blank alone between name and value is prose. */
function settingOf(look: Look, from: number, sort: NameSort, gap: Gap, to: number): Setting | null {
  const { text } = look
  const next = text.slice(to, to + 12)
  const digests = holdsDigests(text.slice(from, from + longestName).match(/^[\w.-]+/)?.[0] ?? '')
  const prose = gap.mark === ' ' || (gap.mark === ':' && !/^[ \t]*["']/.test(text.slice(from - 2, from)))
  if (gap.mark !== ' ') return { sort, quoted: false, loose: gap.loose, prose, next, digests }
  const flag = text.charAt(from) === '-' && !isAt(text, from - 1, ALNUM)
  if (flag) return text.charAt(gap.to) === '-' ? null : { sort, quoted: false, loose: false, prose: false, next }
  const value = text.slice(gap.to, to)
  if (value.length < 6 || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return null
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

/** What stands before a name that is set with a blank: nothing, a word of a shell or a Dockerfile, or the fields of a netrc. */
const settingBefore =
  /(?:^|[\n;&|])[ \t]*(?:export|set|setenv|setx|ENV|ARG|set -[a-z]+|login\s+\S+|machine\s+\S+(?:\s+login\s+\S+)?)?[ \t]*$/

/** Ends a bare value where the next setting, or the sentence around it, begins. */
function bareEnd(text: string, gap: Gap, end: number): number {
  let to = end
  const run = text.slice(gap.to, end)
  const cut = run.search(/,(?=[\w.-]{1,40}[=:]|$)|\\[nrt"]|\u001b/)
  if (cut >= 0) to = gap.to + cut
  while (to > gap.to && ',.)]}:'.includes(text.charAt(to - 1))) to -= 1
  return to
}

function quotedValue(look: Look, sort: NameSort, gap: Gap, quote: RegExpExecArray): void {
  const { text } = look
  const start = gap.to + quote[0].length
  const close = quote[2] === undefined ? quote[0] : (quote[1] ?? '') + quote[2]
  const end = closingAt(text, start, close)
  if (end < 0 && text.length - start < longestValue) look.undecided(gap.to)
  const to = end >= 0 ? end : unclosedEnd(text, start)
  const value = text.slice(start, to)
  const setting: Setting = { sort, quoted: true, loose: gap.loose, prose: false, next: text.slice(to, to + 12) }
  if (isSecretValue(value, setting)) look.hide(start, to, labelOf(sort), 'name')
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

const pair =
  /["']?[ \t]{0,4}(?:,|\r?\n)[ \t]{0,40}(?:- )?\\*["']?(?:value|val|v|Value|content)\\*["']?[ \t]{0,4}[:=][ \t]{0,4}/y

/** `name: DB_PASSWORD` and `value: …` below it, as in manifests. */
function listed(look: Look, from: number, to: number): void {
  const { text } = look
  if (!/(?:name|key|k|Name|Key)\\*["']?[ \t]*[:=][ \t]*\\*["']?$/.test(text.slice(Math.max(0, from - 24), from))) return
  const sort = judgeName(text.slice(from, to))
  let after = to
  while (text.charAt(after) === '\\') after += 1
  const start = endOf(pair, text, after)
  if (start < 0) {
    return
  }
  if (sort) valueAt(look, from, sort, { to: start, mark: '=', loose: false })
}

const labelOf = (sort: NameSort): string => (sort === 'password' ? 'password' : 'secret')

/** Parts of names that make a name worth a look. */
const parts =
  'pass pwd psw secr token tokn apikey key cred auth sess sid= sid" sid: sid\' .sid jwt cookie signat sig= otp mdp senha parola contrase kennwort wachtwoord salasana losenord lösenord haslo hasło mnemonic bearer salt login licen appid seed webhook nonce dsn pin= pin: pepper pat= pat: _pat geheim jeton verifier certificate hash identity пароль パスワード 비밀번호 トークン motdepasse mot_de_passe code= state= assertion'

/** Names of two characters, which the search can only find together with what follows. */
const short = ['密码', '密碼', '秘密', '口令']

/** Parts of names that make a name worth a look, as literals. */
export const tellingNames: readonly string[] = [
  ...parts.split(' '),
  ...short.flatMap(name => [...':：=＝"\' '].map(next => name + next)),
]
