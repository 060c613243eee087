import { endOf } from './find-format.ts'
import { codes } from './find-gap.ts'
import { judgeName } from './names.ts'
import type { Look } from './span.ts'
import { valueAt } from './take-value.ts'

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
export function listed(look: Look, from: number, to: number): void {
  const { text } = look
  if (!isListed(text, from)) return
  const sort = judgeName(text.slice(from, to))
  let after = to
  while (text.charAt(after) === '\\') after += 1
  const start = mayPair.has(text.charCodeAt(after)) ? endOf(pair, text, after) : -1
  if (start >= 0 && sort) valueAt(look, from, sort, { to: start, mark: '=', loose: false })
}
