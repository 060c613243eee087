import { ALNUM, isAt, LETTER } from './chars.ts'
import { endOf } from './find-format.ts'
import type { Look } from './span.ts'

/** What stands between a name and its value. */
export interface Gap {
  readonly to: number
  readonly mark: '=' | ':' | ' ' | ',' | '(' | '>' | 'attribute'
  readonly loose: boolean
  /** Only what looks like a password counts: much else stands so beside such words. */
  readonly strict?: boolean
}

/** Sets of characters by code, asked before an expression is: most names are followed by nothing that any of them wants. */
export const codes = (chars: string): ReadonlySet<number> => new Set([...chars].map(char => char.charCodeAt(0)))

const opening = /(?:\\{0,4}["'`”“»]|%22|&quot;)?(?:\]|\))?\??/y
const equals =
  /[ \t\u00a0]{0,40}(?:=>|:=|\?=|\+=|<-(?=[ \t]?["'`])|\.(?=[ \t]")|\\{0,2}=(?!=)|\\{1,2}u003[dD]|＝|%3D)[ \t\u00a0]{0,40}(?:string\(\d{1,5}\)[ \t])?/y
const colon =
  /[ \t\u00a0]{0,20}(?::(?!:)|::(?=[ \t])|%3A|：)[ \t\u00a0]{0,40}(?:[|>][+-]?[ \t]*)?(?:!!\w{1,10}[ \t]{1,4})?(?:\r?\n[ \t]{1,40})?/y
const comma = /[ \t]{0,4},[ \t]{0,10}(?=\\{0,4}["'`])/y
const bracket = /(?:[ \t]?\(|\{)[ \t]{0,4}(?=\\{0,4}["'`])/y
/** `CURLOPT_PASSWORD, "…"`, `password == "…"`, `get("PASSWORD") or "…"`: beside a text in code. */
const beside = /[ \t]{0,4}(?:,|[!=]==?|\b(?:eq|ne|or)\b|\|\||\?\?)[ \t]{0,10}(?:<<)?(?=["'`])/y
/** `Incorrect API key provided: …` */
const provided = /[ \t](?:provided|given|supplied|received|used|found|was|is|read|loaded)[ \t]?:[ \t]{1,4}/iy
/** `the password is …`, `was set to …`: the verbs of a sentence between a name and its value. */
const verb =
  /[ \t]{1,4}(?:is|was|=|has been|ist|lautet|est|es|è|é)(?:[ \t]{1,4}(?:now|set|changed|reset|updated))?(?:[ \t]{1,4}to)?[ \t]?:?[ \t]{1,4}/iy
const tag =
  /(?:[ \t]{1,4}[\w:.-]{1,40}="[^"<>]{0,80}"){0,6}>(?:\s{0,40}<(?:value|string|Value|data|val|plainText)>)?(?=[^<\s@])/y
/** The end of a property list's key, and the text that is its value. */
const listedKey = /<\/key>\s{0,40}<(?:string|data)>(?=[^<\s@])/y
/** `seed (base32): …` */
const aside = /[ \t](?:\([^()\n:="']{1,40}\)|#?\d{1,2}|ID)(?=[ \t]?[:=])/y
/** `apiKey: String = "…"`, `password string = "…"`: a type between name and value. */
const typed =
  /(?:[ \t]{0,2}:[ \t]{0,4}[A-Za-z&][\w.<>[\]|?*' ]{0,30}?|[ \t]{1,4}(?:As[ \t])?(?:string|str|text|char|varchar)(?:\[\])?)[ \t]{0,10}=[ \t]{0,10}(?=["'`])/iy
/** `-Name ApiKey -Value …`, `/v Password /t REG_SZ /d …`, `--name x --value …`. */
const flagged = /["']?[ \t]+(?:(?:--?type|\/t)[ \t]+\w{1,20}[ \t]+)?(?:--?value|\/d)[ \t=]+/iy
const attribute = /[ \t]{1,20}(?:value|content|val)[ \t]?=[ \t]?/iy

const isBlank = (code: number): boolean => code === 32 || code === 9 || code === 0xa0

/** Up to where blanks and tabs go on, at most so many. */
function skipBlanks(text: string, from: number, most: number): number {
  let at = from
  while (at - from < most && isBlank(text.charCodeAt(at))) at += 1
  return at
}

const mayClose = codes('\\"\'`%&])?”“»')
const mayBeside = codes(',=!|?eno')
const maySet = codes('=:?+%<.＝\\')
const mayColon = codes(':%：')
/** `**Password:** …`, `<b>Password:</b> …`, `<td>Password</td><td>…`: what a text is marked up with. */
const markup =
  /(?:[*_~]{1,3}[ \t]?[:=]|:[*_~]{1,3}|:?<\/(?:b|i|strong|em|td|th|dt|label|span|code|p|li)>[ \t]?:?\s{0,4}(?:<(?:td|dd|span|code|b|p|pre|kbd|samp|strong|em)[^<>]{0,60}>)?)[ \t]{0,4}(?:\|\|)?(?=[^\s<|])/y
/** The value alone on the next line. */
const nextLine = /[ \t]?:[ \t]{0,4}\r?\n(?=\S{8,200}[ \t]{0,4}(?:[\r\n]|$))/y
/** `Password ......: …` */
const dots = /[ \t]?\.{3,60}[ \t]?:?[ \t]{1,4}(?=\S)/y
/** The first of a list: `"x-api-key": ["…"]`. */
const inList = /[ \t]{0,4}[:=][ \t]{0,4}\[[ \t]{0,4}(?=["'])/y
/** The next cell of a table: `PASSWORD | …`; what a pipe leads to is a program. */
const nextCell =
  /[*_~]{0,3}[ \t]{1,40}\|[ \t]{1,40}[*_~`]{0,3}(?!["']|sha\d|md5|base\d|b2sum)(?=[^\s|]{6,200}[ \t]{0,40}(?:\||[\r\n]|$))/y
/** The values of a header as Java and Go print them: `X-Api-Key=[…]`. */
const bareList = /(?:[:=]|[ \t]=[ \t])\[(?=[^\s\]"',()[]{8,400}(?:\](?:[ \]})\r\n]|,[A-Z]|$)|, ))/y
/** `\\newcommand{\\apikey}{…}` */
const braces = /\}[ \t]?\{(?=[^\s{}]{8,200}\})/y
const spoiler = /[ \t]?:[ \t]{0,2}\|\|(?=[^\s|])/y
const mayMark = codes('*_~:<=}.')
const maySay = codes('pgsrufwilPGSRUFWIL=hHeEèéÈÉ')

const styles = /(?:\u001b\[[\d;]{0,20}m){1,6}/y

/** What stands between a name and its value, or null when nothing does that sets it. Colours of a terminal are seen through. */
export function gapAfter(look: Look, from: number, to: number): Gap | null {
  const { text } = look
  const plain = skipStyles(text, to)
  const gap = gapBehind(look, from, plain)
  if (gap === null || !' :='.includes(gap.mark)) return gap
  const value = skipStyles(text, gap.to)
  return value === gap.to ? gap : { ...gap, to: skipBlanks(text, value, 40) }
}

const skipStyles = (text: string, at: number): number =>
  text.charCodeAt(at) === 27 ? Math.max(at, endOf(styles, text, at)) : at

/** In a form sent in parts: the line after an empty one. */
const formPart = /\r?\n(?:Content-[^\n]{1,100}\n){0,2}\r?\n(?=\S)/iy

function gapBehind(look: Look, from: number, to: number): Gap | null {
  const { text } = look
  const after = mayClose.has(text.charCodeAt(to)) ? Math.max(to, endOf(opening, text, to)) : to
  const next = text.charCodeAt(to + 1)
  const mayAside = text.charCodeAt(to) === 32 && (next === 40 || next === 35 || next === 73 || (next > 47 && next < 58))
  const aloud = mayAside ? endOf(aside, text, to) : -1
  if (aloud > 0) return gapFrom(look, from, to, aloud)
  return gapFrom(look, from, to, after)
}

function gapFrom(look: Look, from: number, to: number, after: number): Gap | null {
  const { text } = look
  if (text.startsWith('&gt;', to) && text.startsWith('&lt;', from - 4)) return { to: to + 4, mark: '=', loose: false }
  const mark = skipBlanks(text, after, 40)
  const code = text.charCodeAt(mark)
  const cell = mayCell(text, mark, code) ? endOf(nextCell, text, after) : -1
  if (cell > 0) return { to: cell, mark: ':', loose: true, strict: true }
  const marked = mayMark.has(code) ? strictEnd(text, after) : -1
  if (marked > 0) return { to: marked, mark: ':', loose: true, strict: true }
  const equal = maySet.has(code) ? endOf(equals, text, after) : -1
  if (equal > 0) return { to: equal, mark: '=', loose: text.slice(after, equal).includes(' ') }
  const attr = after > to && mark > after ? endOf(attribute, text, after) : -1
  if (attr > 0) return { to: attr, mark: 'attribute', loose: false }
  const type = code === 58 || isAt(text, mark, LETTER) ? endOf(typed, text, after) : -1
  if (type > 0) return { to: type, mark: '=', loose: true }
  const flag = mark > after && (code === 45 || code === 47) ? endOf(flagged, text, after) : -1
  if (flag > 0) return { to: flag, mark: '=', loose: false }
  const colonEnd = mayColon.has(code) ? endOf(colon, text, after) : -1
  if (colonEnd > 0) return { to: colonEnd, mark: ':', loose: true }
  return after > to ? gapAfterQuoted(look, from, after) : gapAfterWord(look, from, after, code)
}

/** Whether a cell ends where the blanks after a name do, or its marks do. */
const mayCell = (text: string, mark: number, code: number): boolean =>
  code === 124 || ((code === 42 || code === 95 || code === 126) && text.slice(mark, mark + 6).includes('|'))

function strictEnd(text: string, after: number): number {
  // `=[` and ` = [`
  const list = text.slice(after, after + 4).includes('[') ? endOf(bareList, text, after) : -1
  if (list > 0) return list
  for (const pattern of [markup, inList, spoiler, nextLine, braces, dots]) {
    const to = endOf(pattern, text, after)
    if (to > 0) return to
  }
  return -1
}

/** A list, a call or, in one, the selector of a field: `fill('#password', …)`, `type('input[name=password]', …)`. */
const opensList = /[([][ \t]{0,4}\\{0,4}["'`](?:[#.]|(?:input)?\[\w{1,8}=["']?)?$/

/** What follows a name in quotes: the next of a list, or the end of a tag. */
function gapAfterQuoted({ text }: Look, from: number, after: number): Gap | null {
  const char = text.charCodeAt(after)
  const side =
    mayBeside.has(text.charCodeAt(skipBlanks(text, after, 4))) && char !== 44 ? endOf(beside, text, after) : -1
  if (side > 0) return { to: side, mark: ',', loose: true }
  const flag = text.charCodeAt(from) === 45 && '"\'`'.includes(text.charAt(from - 1) || ' ')
  if ((char === 44 || char === 32) && (flag || opensList.test(text.slice(Math.max(0, from - 24), from)))) {
    const next = endOf(comma, text, after)
    if (next > 0) return { to: next, mark: ',', loose: false }
  }
  // `"password" "…"`, as in settings of games and mail programs.
  const next = char === 32 || char === 9 ? skipBlanks(text, after, 40) : 0
  if (next > 0 && text.charCodeAt(next) === 34 && text.charCodeAt(from - 1) === 34)
    return { to: next, mark: ',', loose: true }
  const part = char === 13 || char === 10 ? endOf(formPart, text, after) : -1
  if (part > 0 && text.slice(from - 6, from - 1) === 'name=') return { to: part, mark: '=', loose: false }
  if (char === 62 && /<[\w:.-]{1,40}[^<>]{0,80}$/.test(text.slice(Math.max(0, from - 120), from))) {
    const close = endOf(tag, text, after)
    if (close > 0) return { to: close, mark: '>', loose: false }
  }
  return null
}

/** What follows a bare name: a bracket, the end of its tag, a verb, a blank. `code` is what stands behind the blanks. */
function gapAfterWord({ text }: Look, from: number, after: number, code: number): Gap | null {
  const next = endOf(bracket, text, after)
  if (next > 0) return { to: next, mark: '(', loose: false }
  const side = mayBeside.has(code) ? endOf(beside, text, after) : -1
  // `{password, "…"}` is a pair and no list.
  if (side > 0 && text.charCodeAt(from - 1) === 123) return { to: side, mark: '=', loose: false }
  if (side > 0) return { to: side, mark: ',', loose: true }
  const listed = text.charCodeAt(after) === 60 ? endOf(listedKey, text, after) : -1
  if (listed > 0) return { to: listed, mark: '>', loose: false }
  const opened =
    (text.charCodeAt(from - 1) === 60 && !isAt(text, from - 2, ALNUM)) ||
    (text.charCodeAt(from - 1) === 58 && /<[\w.-]{1,30}:$/.test(text.slice(Math.max(0, from - 32), from)))
  const close = opened ? endOf(tag, text, after) : -1
  if (close > 0) return { to: close, mark: '>', loose: false }
  const space = skipBlanks(text, after, 20)
  if (space === after) return null
  const told = maySay.has(code) ? endOf(provided, text, after) : -1
  if (told > 0) return { to: told, mark: ':', loose: true }
  const said = maySay.has(code) ? endOf(verb, text, after) : -1
  return said > 0 ? { to: said, mark: ' ', loose: true } : { to: space, mark: ' ', loose: true }
}
