import { isSecretValue } from './judge-value.ts'
import { judgeName, type NameSort } from './names.ts'
import { isStrong, looksRandom } from './random.ts'
import type { Look } from './span.ts'

/** Longest line of names, and how far below it values are looked for: a stream holds back so much. */
const longestHeader = 400
const longestTable = 2000
const cellName = /^[ \t"'`*]*([\p{L}\w .-]{0,40}?)[ \t"'`*]*$/u
const rule = /^[\s|:+-]+$/

/** A table whose first line names its columns, as Markdown, psql and CSV write it: what stands below a telling name. */
export function column(look: Look, from: number, to: number): void {
  const { text } = look
  if (look.isSeen(column, from)) return
  const mark = separator(text, from, to)
  if (mark === '') return
  const above = text.slice(Math.max(0, from - longestHeader), from)
  const lineFrom = from - above.length + above.lastIndexOf('\n') + 1
  const rest = text.slice(to, to + longestHeader)
  const ends = rest.indexOf('\n')
  look.see(column, to + (ends < 0 ? rest.length : ends))
  if (ends < 0) {
    if (rest.length < longestHeader) look.undecided(lineFrom)
    return
  }
  const sorts = sortsOf(text.slice(lineFrom, to + ends), mark)
  if (sorts !== null && !continues(above, mark, sorts.length)) rows(look, lineFrom, to + ends + 1, mark, sorts)
}

/** Whether the line above is a row of the same table: its first line names the columns and no other does. */
function continues(above: string, mark: string, columns: number): boolean {
  const lines = above.split('\n')
  return (lines.at(-2) ?? '').split(mark).length === columns
}

/** What divides the columns beside a name. */
function separator(text: string, from: number, to: number): string {
  const after = /^[ \t"'`*]{0,20}([|,;\t\r\n])/.exec(text.slice(to, to + 24))?.[1] ?? ''
  const before = /(?:([|,;\t])|^|\n)[ \t"'`*]{0,20}$/.exec(text.slice(Math.max(0, from - 24), from))
  if (before === null || after === '') return ''
  const first = before[1] ?? ''
  if ('\r\n'.includes(after)) return first
  return first === '' || first === after ? after : ''
}

/** What each column holds, or null when the line is no line of names. */
function sortsOf(header: string, mark: string): readonly (NameSort | null)[] | null {
  const names = header.split(mark).map(cell => cellName.exec(cell.trimEnd())?.[1])
  if (names.length < 2 || names.some(name => name === undefined)) return null
  return names.map(name => {
    const sort = judgeName((name ?? '').trim())
    return sort === 'random' ? null : sort
  })
}

/** Rows below a header. */
export function rows(
  look: Look,
  header: number,
  first: number,
  mark: string,
  sorts: readonly (NameSort | null)[],
): void {
  const { text } = look
  for (let at = first; at < first + longestTable; ) {
    const end = text.indexOf('\n', at)
    const line = text.slice(at, end < 0 ? Math.min(text.length, at + longestTable) : end)
    const cells = line.split(mark)
    if (end < 0 && cells.length <= sorts.length) look.undecided(header)
    if (cells.length !== sorts.length) return
    if (!rule.test(line)) hideCells(look, at, cells, sorts)
    if (end < 0) return
    at = end + 1
  }
}

function hideCells(look: Look, at: number, cells: readonly string[], sorts: readonly (NameSort | null)[]): void {
  let from = at
  for (const [index, cell] of cells.entries()) {
    const sort = sorts[index] ?? null
    const value = cell.replace(/^[\s"'`]+|[\s"'`]+$/g, '')
    const made = isStrong(value) || looksRandom(value, 12)
    if (sort !== null && made && isSecretValue(value, { sort, quoted: true, loose: false, prose: false, next: '' })) {
      const start = from + cell.indexOf(value)
      look.hide(start, start + value.length, sort === 'password' ? 'password' : 'secret', 'name')
    }
    from += cell.length + 1
  }
}
