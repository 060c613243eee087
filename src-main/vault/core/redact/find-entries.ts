import { isSecretValue } from './judge-value.ts'
import { judgeName, type NameSort, saysAbout, wordsOf } from './names.ts'
import { isDigestLike, isStrong, isUuid, looksRandom } from './random.ts'
import type { Look } from './span.ts'

/** How far below or behind its name a list is gone through; a stream holds back so much. */
const longest = 2000
const plural =
  /(?:passwords|passwds|passphrases|secrets|tokens|credentials|creds|logins|api[-_]?keys|passwörter|kennwörter)$/i
/** `[secrets]` of an INI file, up to the next header. */
const section = /\][ \t]{0,8}\r?\n((?:(?![ \t]*\[)[^\n]{0,400}(?:\n|$)){1,40})/y
/** `passwords: {…}`, also over several lines, and `tokens = […]`. */
const bracketed = /\\{0,4}["']?[ \t]{0,8}[:=][ \t]{0,8}[[{]([^[\]{}]{6,1800})[\]}]/y
/** Lines below `passwords:` that are further in, or items of a list. */
const block = /["']?[ \t]{0,4}:[ \t]{0,4}\r?\n((?:(?:[ \t]+|- )[^\n]{0,400}(?:\n|$)){1,40})/y
/** `passwords: ana=…, bob=…` */
const inline =
  /[ \t]{0,4}[:=][ \t]{1,4}((?:[\w.@-]{1,40}[=:][ \t]?[^\s,;=]{4,200}(?:[ \t]?[,;|]|[ \t]and)?[ \t]{0,4}){2,20})/y
const entry =
  /(?:([\p{L}\w.@-]{1,60})\\{0,4}["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8})?\\{0,4}(?:"([^"\\\n]{6,400})\\{0,4}"|'([^'\\\n]{6,400})\\{0,4}'|([^\s"'`,;=:[\]{}\\]{6,400}))/gu

/** Under a name for several secrets, whatever the entries are called: `passwords: ana=…, bob=…`, `[secrets]`, `tokens = […]`. */
export function entries(look: Look, from: number, to: number, name: string): void {
  const { text } = look
  const last = name.charCodeAt(name.length - 1) | 32
  if ((last !== 115 && last !== 114) || !plural.test(name) || look.isSeen(entries, from)) return
  // `tokens` alone is a count more often than a list, `max_tokens` always.
  const sort = judgeName(name) ?? judgeName(name.replace(/s$/i, ''))
  if (sort === null || sort === 'random') return
  const opened = text.charCodeAt(from - 1) === 91
  for (const pattern of opened ? [section] : [bracketed, block, inline]) {
    pattern.lastIndex = to
    const found = pattern.exec(text)?.[1]
    if (found === undefined) continue
    const end = pattern.lastIndex
    if (text.length - end < 2 || (pattern !== bracketed && end === text.length)) look.undecided(from)
    look.see(entries, end)
    return hideEntries(look, end - found.length - (pattern === bracketed ? 1 : 0), found, sort)
  }
  if (look.partial && text.length - to < longest && mayGoOn(text.slice(to), opened)) look.undecided(from)
}

const openBracket = /^\\{0,4}["']?[ \t]{0,8}(?:[:=][ \t]{0,8}(?:[[{][^[\]{}]*)?)?$/
/** Whether the text ends before it can be said what the list is. */
const mayGoOn = (rest: string, opened: boolean): boolean =>
  opened
    ? /^(?:\][ \t]{0,8}\r?)?$/.test(rest)
    : openBracket.test(rest) || /^["']?[ \t]{0,4}:[ \t]{0,4}\r?\n?$/.test(rest)

/** Not by `hide`, which would keep the names in the list from being looked at. */
function hideEntries(look: Look, start: number, list: string, sort: NameSort): void {
  for (const found of list.matchAll(entry)) {
    const [whole, name = '', ...values] = found
    const value = values.find(group => group !== undefined) ?? ''
    if (!isEntry(value, sort) || saysAbout(wordsOf(name))) continue
    const from = start + found.index + whole.lastIndexOf(value)
    look.spans.push({ from, to: from + value.length, label: sort === 'password' ? 'password' : 'secret', sort: 'name' })
  }
}

function isEntry(value: string, sort: NameSort): boolean {
  if (isDigestLike(value) || isUuid(value)) return false
  const made = sort === 'password' ? isStrong(value) : looksRandom(value, 12)
  return made && isSecretValue(value, { sort, quoted: true, loose: false, prose: false, next: '' })
}
