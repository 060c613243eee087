import { ALNUM, isAt, wordStartsAt } from './chars.ts'
import { rows } from './find-column.ts'
import { type Finder, lastGroup } from './find-format.ts'
import type { Literal } from './grams.ts'
import { isSecretValue } from './judge-value.ts'
import { judgeName } from './names.ts'

const columnsBefore = /insert\s+into\s+[^\s(]{1,120}\s*\(([^()]{1,400})$/i
const row = /\)\s*values\s*\(([^()\n]{1,1000})\)/iy
const cell = /\s*(?:N?'((?:[^'\\]|''|\\.)*)'|[^,']*)\s*(?:,|$)/y

/** `INSERT INTO users (name, password) VALUES (…)`: the column says what its value is. */
const insertedRow: Finder = (look, at) => {
  const columns = columnsBefore.exec(look.text.slice(Math.max(0, at - 540), at))?.[1]
  if (columns === undefined) return
  row.lastIndex = at
  const values = row.exec(look.text)?.[1]
  const start = row.lastIndex - 1 - (values?.length ?? 0)
  if (values === undefined) {
    if (look.partial && look.text.length - at < 1000 && /^[^\n]*\n?[^\n]*$/.test(look.text.slice(at)))
      look.undecided(at)
    return
  }
  cell.lastIndex = 0
  for (const column of columns.split(',')) {
    const from = cell.lastIndex
    const value = cell.exec(values)?.[1]
    if (cell.lastIndex === 0) break
    const sort = judgeName(column.trim().replace(/["'`]/g, ''))
    if (value === undefined || sort === null) continue
    const place = start + from + values.slice(from).indexOf(value)
    if (isSecretValue(value, { sort, quoted: true, loose: false, prose: false, next: "'" }))
      look.hide(place, place + value.length, 'password', 'name')
  }
}

const copied = /copy\s+[^\s(]{1,120}\s*\(([^()\n]{1,400})$/iy
/** `COPY users (name, password) FROM stdin;` of a dump, and the rows below it. */
const copiedRows: Finder = (look, at) => {
  const { text } = look
  const before = look.seenTo(copiedRows)
  // Rows end with `\.`: what begins before that is none.
  if (before > 0 && at - before < 2000 && !text.slice(before, at).includes('\n\\.')) return
  const window = text.slice(Math.max(0, at - 540), at)
  const copy = Math.max(window.lastIndexOf('COPY '), window.lastIndexOf('copy '))
  if (copy < 0) return
  const start = at - window.length + copy
  const columns = lastGroup(copied, window, copy)?.value.split(',') ?? []
  const sorts = columns.map(name => judgeName(name.trim().replace(/["'`]/g, '')))
  if (sorts.length < 2 || !sorts.some(sort => sort !== null)) return
  const end = text.indexOf('\n', at)
  if (end < 0) return look.undecided(start)
  look.see(copiedRows, at)
  rows(
    look,
    start,
    end + 1,
    '\t',
    sorts.map(sort => (sort === 'random' ? null : sort)),
  )
}

/** A fixed text in front of a secret; the first group is the secret. */
function fixed(label: string, pattern: RegExp): Finder {
  return (look, at) => {
    if (at < look.hiddenTo || !wordStartsAt(look.text, at)) return
    const found = lastGroup(pattern, look.text, at)
    if (!found) {
      if (look.partial && look.text.length - at < 100) look.undecided(at)
      return
    }
    if (!/^(?:[$<{[*%]|\?)/.test(found.value)) look.hide(found.from, found.to, label, 'name')
  }
}

const oracle = /identified\s+by\s+"([^"\n]{3,200})(?=")/iy
const bareOracle = /identified\s+by\s+((?!sha|md5|uuid|id\b|v?\d)(?=[^\s'";]*\d)[^\s'";.,)]{8,200})(?=[\s;"')])/iy
const pythonAuth = /auth=\([ \t]?["'][^"'\n]{0,100}["'],[ \t]?["']([^"'\n]{3,200})(?=["'])/y
const pragma = /pragma\s+(?:key|rekey|hexkey)\s*=\s*["']([^"'\n]{3,200})(?=["'])/iy
/** Not at its closing tag, below which other things stand. */
const userPass = /(?<!\/)auth-user-pass>\s*\n[^\n]{1,200}\n([^\n<]{3,200})(?=\n)/y
const jwkPart = /"(?:d|p|q|dp|dq|qi|k)"[ \t]?:[ \t]?"([A-Za-z0-9_-]{20,1500})(?=")/y

/** The private numbers of a JSON Web Key: short names that only mean this beside `kty`. */
const jwk: Finder = (look, at) => {
  const found = lastGroup(jwkPart, look.text, at)
  if (!found || isAt(look.text, at - 1, ALNUM)) return
  if (look.text.slice(Math.max(0, at - 200), at).includes('"kty"'))
    look.hide(found.from, found.to, 'private key', 'format')
}

const kaggle = /"username"[ \t]?:[ \t]?"[^"\n]{1,80}",[ \t]?"key"[ \t]?:[ \t]?"([0-9a-f]{32})(?=")/y

/** Statements and tables as literals. */
export function* tableLiterals(): Generator<Literal<Finder>> {
  for (const text of [') values', ')values', ')\nvalues']) yield { text, anyCase: true, value: insertedRow }
  yield { text: ') from stdin', anyCase: true, value: copiedRows }
  yield { text: 'identified by "', anyCase: true, value: fixed('password', oracle) }
  yield { text: 'identified by ', anyCase: true, value: fixed('password', bareOracle) }
  yield { text: 'auth=(', anyCase: false, value: fixed('password', pythonAuth) }
  yield { text: 'pragma ', anyCase: true, value: fixed('password', pragma) }
  yield { text: 'auth-user-pass>', anyCase: false, value: fixed('password', userPass) }
  yield { text: '"username"', anyCase: false, value: fixed('key', kaggle) }
  for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']) yield { text: `"${part}"`, anyCase: false, value: jwk }
}
