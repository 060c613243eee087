import { ALNUM, classOf, DOTTED, isAt, JOIN, OTHER } from './chars.ts'
import { column } from './find-column.ts'
import { endOf, type Finder } from './find-format.ts'
import { codes, type Gap, gapAfter } from './find-gap.ts'
import { nearby, told, toldBefore } from './find-sentence.ts'
import { isSecretValue, type Setting } from './judge-value.ts'
import { holdsDigests, judgeName, type NameSort, opensSomething } from './names.ts'
import { isStrong, isWordy, looksRandom } from './random.ts'
import type { Look } from './span.ts'

/** Longest name and value that are looked at. A name longer than that is no name. */
const longestName = 80
const longestValue = 4096
/** A bare value longer than this is taken to where its characters end, and judged by its beginning. */
const longestBare = 512

/** Blanks, quotes, lines of tables and signs of East Asian writing beyond ASCII; not the hyphens. */
const isSign = (code: number): boolean =>
  code === 0xa0 ||
  code === 0xab ||
  code === 0xbb ||
  (code >= 0x2000 && code <= 0x206f && code !== 0x2010 && code !== 0x2011) ||
  (code >= 0x2500 && code <= 0x257f) ||
  (code >= 0x3000 && code <= 0x3020) ||
  (code >= 0xff00 && code <= 0xff0f) ||
  (code >= 0xff1a && code <= 0xff20)

/** Letters of all writings, digits and what joins them. */
function inName(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (classOf(code) & (ALNUM | JOIN | OTHER | DOTTED)) !== 0 && (code < 128 || !isSign(code))
}

/** A telling part of a word stands here: finds the whole name, what it is set to, and hides that. */
export const assignment: Finder = (look, at) => {
  if (at < look.namesTo || at < look.hiddenTo) return
  const { text } = look
  let from = at
  while (from > 0 && at - from < longestName && inName(text, from - 1)) from -= 1
  let to = at
  while (to < text.length && to - at < longestName && inName(text, to)) to += 1
  // The n of an escaped newline is no part of the name.
  if (text.charCodeAt(from - 1) === 92 && 'nrt'.includes(text.charAt(from)) && from < at) from += 1
  while (text.charCodeAt(to - 1) === 46 || text.charCodeAt(to - 1) === 45) to -= 1
  look.namesTo = to
  const name = text.slice(from, to)
  const sort = sortOf(text, from, name)
  if (sort === null) {
    listed(look, from, to)
    return
  }
  if (sort === 'password') toldBefore(look, from)
  if (sort !== 'random') column(look, from, to)
  const gap = gapAfter(look, from, to)
  // `pass` alone is a verb more often than a password: only a setting counts.
  const verbOnly = /(?:^-{0,2}|\.)pass$/i.test(name) && gap !== null && isVerb(text, to, gap) && !name.startsWith('-')
  if (gap && verbOnly && gap.mark === ' ') nearby(look, to, 0)
  if (gap && !verbOnly) {
    valueAt(look, from, sort, gap)
    if (' :'.includes(gap.mark) && look.hiddenTo < gap.to) told(look, from, to, sort)
  }
  listed(look, from, to)
}

/** `pass (…)`, `pass 3: …`: something is passed, or done once more. */
const isVerb = (text: string, to: number, gap: Gap): boolean =>
  '(, '.includes(gap.mark) || /^ #?\d/.test(text.slice(to, gap.to))

/** Last words of names that are written as several, and what has to stand before them. */
const twoWords: ReadonlyMap<string, RegExp> = new Map([
  ['passe', /(?:mot de|palavra) $/i],
  ['khẩu', /mật $/i],
  ['sandi', /kata $/i],
  ['ordine', /parola d['’]$/i],
  ['laluan', /kata $/i],
  ['المرور', /كلمة $/],
  ['السر', /كلمة $/],
  ['عبور', /رمز $/],
])

/** What a name says, with the words before it where it is written as several. */
function sortOf(text: string, from: number, name: string): NameSort | null {
  const tail = twoWords.get(name.toLowerCase())
  if (tail !== undefined) return tail.test(text.slice(Math.max(0, from - 12), from)) ? 'password' : null
  if (/^keys?$/i.test(name) && /public[ -]$/i.test(text.slice(Math.max(0, from - 7), from))) return null
  if (/^secret$/i.test(name) && /^ ID[ \t]?[:=]/.test(text.slice(from + 6, from + 12))) return 'secret'
  if (
    /^sec-websocket/i.test(name) ||
    /(?:checksum|digest|sha\d{1,3}|md5)\/$/.test(text.slice(Math.max(0, from - 12), from))
  )
    return null
  if (/^x-(?:[a-z0-9]+-)+key$/i.test(name) && judgeName(name) === 'random') return 'secret'
  return lone(text, from, name) ? 'secret' : judgeName(name)
}

/** `API key`, written as two words. */
function lone(text: string, from: number, name: string): boolean {
  const apart = text.charCodeAt(from - 1)
  if ((apart !== 32 && apart !== 45) || !/^keys?$/i.test(name)) return false
  const before = /([A-Za-z]{3,12})[ -]$/.exec(text.slice(Math.max(0, from - 13), from))?.[1]
  return before !== undefined && opensSomething(before)
}

const quoteMark = /(?:[brfuN@$]{0,2})(\\{0,4})("""|'''|["'`“„«])|%22|&quot;/y
const closes: Readonly<Record<string, string>> = { '“': '”', '„': '“', '«': '»' }
const mayQuote = codes('brfuN@$\\"\'`%&“„«')
const bareValue = /[^\s"'`&;<>|\\]{1,512}/y
const xmlValue = /[^<\r\n]{1,512}/y

function valueAt(look: Look, from: number, sort: NameSort, gap: Gap): void {
  const { text } = look
  quoteMark.lastIndex = gap.to
  const quote = mayQuote.has(text.charCodeAt(gap.to)) ? quoteMark.exec(text) : null
  if (quote) return quotedValue(look, from, sort, gap, quote)
  if (gap.mark === ',' || gap.mark === '(') return
  if ('=>'.includes(gap.mark) && text.charCodeAt(gap.to) === 123 && braced(look, sort, gap)) return
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

/** How the value stands; null when a blank alone between name and value is prose. */
function settingOf(look: Look, from: number, sort: NameSort, gap: Gap, to: number): Setting | null {
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

const namesDigests = (text: string, from: number): boolean =>
  /^[A-Z][A-Z0-9_]{1,60}_KEY=/.test(text.slice(from, from + 66)) ||
  (/^[?&]key=/i.test(text.slice(from - 1, from + 4)) && from > 0) ||
  (/^key=/.test(text.slice(from, from + 4)) && opener.test(text.slice(Math.max(0, from - 100), from))) ||
  holdsDigests(/^[\w.-]+/.exec(text.slice(from, from + longestName))?.[0] ?? '')

/** Of a query a short value counts too: `?key=1nKz62xS…`. */
const isQuery = (text: string, from: number): boolean => from > 0 && '?&'.includes(text.charAt(from - 1))

/** What stands before a name that is set with a blank: nothing, a word of a shell or a Dockerfile, or the fields of a netrc. */
const settingBefore =
  /(?:^|[\n;&|])[ \t]*(?:export|set|setenv|setx|ENV|ARG|set -[a-z]+|login\s+\S+|machine\s+\S+(?:\s+login\s+\S+)?)?[ \t]*$/

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

function quotedValue(look: Look, from: number, sort: NameSort, gap: Gap, quote: RegExpExecArray): void {
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
const isMade = (value: string): boolean =>
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

const pair =
  /["']?[ \t]{0,4}(?:,|\r?\n)[ \t]{0,40}(?:- )?\\*["']?(?:value|val|v|Value|content)\\*["']?[ \t]{0,4}[:=][ \t]{0,4}/y

const mayPair = codes('"\' \t,\r\n')

/** Goes back over characters of a set. */
function backOver(text: string, from: number, set: ReadonlySet<number>, most: number): number {
  let at = from
  while (from - at < most && set.has(text.charCodeAt(at - 1))) at -= 1
  return at
}
const quotes = codes('"\'')
const blanks = codes(' \t')
const slashes = codes('\\')

/** Whether `name:`, `key =` or the like stands before a name, which is then the value of a pair. */
function isListed(text: string, from: number): boolean {
  const back = (at: number): number => backOver(text, backOver(text, at, quotes, 1), slashes, 8)
  const mark = backOver(text, back(from), blanks, 8)
  if (text.charCodeAt(mark - 1) !== 58 && text.charCodeAt(mark - 1) !== 61) return false
  const end = back(backOver(text, mark - 1, blanks, 8))
  return /(?:[nN]ame|[kK]ey|k)$/.test(text.slice(Math.max(0, end - 4), end))
}

/** `name: DB_PASSWORD` and `value: …` below it, as in manifests. */
function listed(look: Look, from: number, to: number): void {
  const { text } = look
  if (!isListed(text, from)) return
  const sort = judgeName(text.slice(from, to))
  let after = to
  while (text.charAt(after) === '\\') after += 1
  const start = mayPair.has(text.charCodeAt(after)) ? endOf(pair, text, after) : -1
  if (start >= 0 && sort) valueAt(look, from, sort, { to: start, mark: '=', loose: false })
}

const labelOf = (sort: NameSort): string => (sort === 'password' ? 'password' : 'secret')

/** Parts of names that make a name worth a look. */
const parts =
  'pass pwd psw secr token tokn apikey key cred auth sess sid= sid" sid: sid\' .sid jwt cookie signat sig= otp mdp senha parola contrase kennwort wachtwoord salasana losenord lösenord haslo hasło mnemonic bearer salt login licen appid seed webhook nonce dsn pin= pin: PIN pepper pat= pat: _pat geheim jeton verifier certificate hash identity пароль パスワード 비밀번호 トークン токен zugangsdaten identifiants adgangskode şifre heslo jelszó lozinka motdepasse mot_de_passe code= state= assertion psk pw= pw: pw" pw\' _pw pasw paasw pssw paswo pw> PW> parol puk PUK sk= sk: ordine パスフレーズ privkey parool lozink κωδικ συνθημ סיסמ المرور السر عبور khẩu sandi laluan पासवर्ड รหัสผ่าน løsenord kodeord slaptaž geslo lykilor pasahitz contrasen wagwoord nenosiri fjalëkal лозинк парола паролі гасло jelsz SAMLR samlr секрет segret sekret hemlig salais tajn clave chiave schlüssel schluessel sleutel klucz ключ clé clef chave'

/** Names of two characters, which the search can only find together with what follows. */
const short = ['비번', '秘钥', '令牌', '密码', '密碼', '秘密', '口令', '密钥', '密鑰']

/** Parts of names that make a name worth a look, as literals. */
export const tellingNames: readonly string[] = [
  ...parts.split(' '),
  'pat ',
  'pw ',
  ...short.flatMap(name => [...':：=＝"\' '].map(next => name + next)),
]
