import { wordStartsAt } from './chars.ts'
import type { Finder } from './find-format.ts'
import type { Literal } from './grams.ts'
import { type Program, programs } from './programs.ts'
import { isStrong, looksRandom } from './random.ts'
import type { Look } from './span.ts'

/** The rest of a line, as it stands or with its break escaped. */
export const inLine = /(?:[^\n\r\\]|\\(?!n)){1,512}/y
const longestLine = 2000
const notOne =
  /^(?:\$|\[|<|\{\{|%|\*{3,}|-|\/|\.|@|~|prompt$|stdin$|file:|env:|fd:|pass$|password$|true$|false$|\d{1,5}(?::\d{1,5})?$)/i

function programFinder(program: Program): Finder {
  return (look, at) => {
    if (
      !wordStartsAt(look.text, at) ||
      ('-.:_/@'.includes(look.text.charAt(at - 1) || ' ') && look.text.charAt(at - 1) !== '/')
    )
      return
    if (at < look.hiddenTo) return
    const end = Math.min(at + longestLine, look.runEnd(look.text, at, inLine))
    if (look.partial && end === look.text.length) holdQuote(look, at)
    if (program.waits === true && end === look.text.length) look.undecided(at)
    // One line is gone through once for each program, however often it is named there.
    if (look.isSeen(program, at)) return
    look.see(program, end)
    const line = unlisted(look.text.slice(at, end))
    for (const pattern of program.patterns) for (const found of line.matchAll(pattern)) hideLast(look, at, found)
  }
}

/** An array of arguments as a line, every character in its place: `"mysql", "-pX"` as `mysql   -pX `. */
const unlisted = (line: string): string =>
  /^[\w./-]{1,80}["'],/.test(line) ? line.replace(/["'](?:,[ \t]?["'])?/g, found => ' '.repeat(found.length)) : line

/** A quoted password may hold blanks: from its opening quote on it is one thing. */
function holdQuote(look: Look, at: number): void {
  const last = look.lastQuote()
  if (last >= at && last < look.openFrom && look.quotesAfter(at) % 2 === 1) look.undecided(last)
}

function hideLast(look: Look, at: number, found: RegExpMatchArray): void {
  const secret = found.slice(1).findLast(group => group !== undefined)
  if (secret === undefined || secret.length < 4 || notOne.test(secret)) return
  const from = at + (found.index ?? 0) + found[0].lastIndexOf(secret)
  look.hide(from, from + secret.length, 'password', 'name')
}

/** Programs whose flags carry passwords under short names. */
export function* programLiterals(): Generator<Literal<Finder>> {
  for (const program of programs) {
    const find = programFinder(program)
    for (const name of program.names)
      if (name.length >= 3 && program.patterns.length > 0) yield { text: name, anyCase: false, value: find }
  }
}

const sqlPassword =
  /(?:identified\s+(?:with\s+\S+\s+)?by\s+|password\s+for\s+[^\s=]{1,120}\s*=\s*|password\s+)(?:password\s*\(?\s*)?N?'([^'\n]{3,200})'/iy

/** `IDENTIFIED BY '…'` and `PASSWORD '…'` of SQL. */
export const sqlIdentified: Finder = (look, at) => {
  sqlPassword.lastIndex = at
  const secret = sqlPassword.exec(look.text)?.[1]
  if (secret === undefined) {
    const quote = look.partial ? look.text.slice(at, at + 81).indexOf("'") : -1
    if (quote >= 0 && /^[^'\n]{0,80}'[^'\n]*$/.test(look.text.slice(at, at + 280))) look.undecided(at)
    return
  }
  if (!notOne.test(secret))
    look.hide(sqlPassword.lastIndex - 1 - secret.length, sqlPassword.lastIndex - 1, 'password', 'name')
}

const printedText =
  /(?:echo|printf)[ \t]+(?:-[neE]+[ \t]+)?(?:["']%s(?:\\n)?["'][ \t]+)?(?:"([^"\n]{3,200})"|'([^'\n]{3,200})'|([^\s"'|;&<>]{3,200}))[ \t]*\|[ \t]*([^\n|]{1,120})/y
/** What reads a password from its input. */
const reader =
  /(?:^|[\s/])(?:sudo[ \t]+-S|passwd|chpasswd|\w* ?login|gh[ \t]+auth|kinit|cryptsetup|su|openssl|gpg|vncpasswd|smbpasswd|saslpasswd2|secret|credential|kpasswd)\b|--?(?:password|pass|token)-?(?:stdin|fd)|(?:secret|token|password)s? (?:create|put|add|set)/

/** `echo … | sudo -S`. */
const echoed: Finder = (look, at) => {
  if (!wordStartsAt(look.text, at)) return
  printedText.lastIndex = at
  const found = printedText.exec(look.text)
  if (look.text.length - at < 400 && !look.text.includes('\n', at)) look.undecided(at)
  const secret = found?.slice(1, 4).find(group => group !== undefined)
  if (!found || secret === undefined || /^[$<]/.test(secret) || !reader.test(found[4] ?? '')) return
  const from = at + found[0].indexOf(secret, 4)
  // `name:password` of chpasswd: the name stays.
  const named = /chpasswd/.test(found[4] ?? '') ? secret.indexOf(':') + 1 : 0
  look.hide(from + named, from + secret.length, 'password', 'name')
}

/** What a sticky pattern finds here, quoted in either way or bare; as long as more of it may come, nothing is decided. */
function givenAt(pattern: RegExp, look: Look, at: number): { value: string; from: number; to: number } | null {
  if (at < look.hiddenTo) return null
  pattern.lastIndex = at
  const found = pattern.exec(look.text)
  if (look.text.length - at < 210 && !look.text.includes('\n', at)) look.undecided(at)
  const value = found?.slice(1).find(group => group !== undefined)
  if (!found || value === undefined) return null
  const from = at + found[0].lastIndexOf(value)
  return { value, from, to: from + value.length }
}

const telling = /secret|passw|token|login|auth|key|cred|crypt|kinit|sudo/i
const hereString = /<<<[ \t]*(?:"([^"\n$]{4,200})"|'([^'\n]{4,200})'|([^\s"'$<>]{4,400}))/y
/** `… secret … <<< "…"`: what a command is given to read. */
const hereGiven: Finder = (look, at) => {
  const found = givenAt(hereString, look, at)
  if (!found || !(isStrong(found.value) || looksRandom(found.value, 12))) return
  const before = look.text.slice(Math.max(0, at - 200), at)
  if (telling.test(before.slice(before.lastIndexOf('\n') + 1))) look.hide(found.from, found.to, 'password', 'name')
}

const userBefore = /\s(?:-[uU]|--user(?:name)?|-l|user|\/u)[ =]["']?[\w.@\\-]{1,60}["']?(?:[ \t][^\n|;&]{0,80})?$/
const flagged = /[ \t]-{1,2}[pPw][ \t]+(?:"([^"\n]{4,200})"|'([^'\n]{4,200})'|([^\s"'|;&<>]{4,200}))/y
/** `tool -u name -p …`, whatever the tool: a name before makes the short flag a password's. */
const afterUser: Finder = (look, at) => {
  const found = givenAt(flagged, look, at)
  if (!found || notOne.test(found.value) || !isStrong(found.value) || /^[\d.]+:\d+/.test(found.value)) return
  if (userBefore.test(look.text.slice(Math.max(0, at - 160), at))) look.hide(found.from, found.to, 'password', 'name')
}

/** Commands in general, as literals. */
export function* commandLiterals(): Generator<Literal<Finder>> {
  for (const text of ['echo', 'printf']) yield { text, anyCase: false, value: echoed }
  for (const text of [' -p ', ' -P ', ' -w ']) yield { text, anyCase: false, value: afterUser }
  yield { text: '<<<', anyCase: false, value: hereGiven }
}
