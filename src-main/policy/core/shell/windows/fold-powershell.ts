import { ANSWERS, formatted, rootOf, STATICS, type Values } from './known-answers.ts'
import { escaped, matching, pastQuoted } from './read-powershell.ts'

/** A text on its way through the reader. */
interface Reading {
  readonly text: string
  at: number
}

/** Longer expressions are not worked out: honest ones are short, and time must stay bounded. */
const LONGEST = 1_000
const LONGEST_VALUE = 2_000

/** Groups inside groups: so many are followed. */
const DEEPEST = 8

/** What a whole PowerShell expression comes to; null when that is only known when it runs. Known places stay variables. */
export function folded(source: string, depth = 0): Values | null {
  if (source.length > LONGEST || depth > DEEPEST) return null
  const reading = { text: source, at: 0 }
  const values = expression(reading, depth)
  skip(reading)
  if (!values || reading.at < source.length || values.join('').length > LONGEST_VALUE) return null
  return values
}

/** The expression that begins at this position, with where it ends; null when nothing is known of it. */
export function foldedAt(source: string, from: number): { values: Values; end: number } | null {
  const reading = { text: source, at: from }
  const values = operand(reading, 0)
  return values && values.join('').length <= LONGEST_VALUE ? { values, end: reading.at } : null
}

function skip(reading: Reading): void {
  while (/\s/.test(reading.text[reading.at] ?? '')) reading.at++
}

/** Reads what fits here; the pattern is sticky. */
function take(reading: Reading, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reading.at
  const found = pattern.exec(reading.text)
  if (found) reading.at += found[0].length
  return found
}

const OPERATOR = /\s*(\+|-c?join\b|-f\b|-[ci]?(?:replace|split)\b)\s*/iy

function expression(reading: Reading, depth: number): Values | null {
  skip(reading)
  const joins = take(reading, /-join\s*/iy)
  let left = list(reading, depth)
  if (left && joins) left = [left.join('')]
  for (let found = take(reading, OPERATOR); left && found; found = take(reading, OPERATOR)) {
    const right = list(reading, depth)
    left = right && operated(found[1] ?? '', left, right)
  }
  return left
}

function operated(operator: string, left: Values, right: Values): Values | null {
  if (operator === '+') return left.length > 1 ? [...left, ...right] : [(left[0] ?? '') + (right[0] ?? '')]
  if (/join$/i.test(operator)) return [left.join(right[0] ?? '')]
  if (/^-f$/i.test(operator)) return formatted(left[0] ?? '', right)
  const [pattern = '', put = ''] = right
  // Only a pattern without signs of its own: everything else would need the machine of .NET.
  if (/[\\^$.|?*+()[\]{}]/.test(pattern)) return null
  return /split$/i.test(operator)
    ? left.flatMap(one => one.split(pattern))
    : left.map(one => one.replaceAll(pattern, () => put))
}

function list(reading: Reading, depth: number): Values | null {
  const found: string[] = []
  do {
    const one = operand(reading, depth)
    if (!one) return null
    found.push(...one)
  } while (take(reading, /\s*,\s*/y))
  return found
}

function operand(reading: Reading, depth: number): Values | null {
  skip(reading)
  const { text, at } = reading
  const c = text[at] ?? ''
  let values: Values | null = null
  if (c === "'" || c === '"') values = quoted(reading, c, depth)
  else if (c === '(' || text.startsWith('@(', at) || text.startsWith('$(', at)) values = group(reading, depth)
  else if (c === '[') values = typed(reading, depth)
  else values = plain(reading)
  return values && members(values, reading, depth)
}

const NUMBER = /-?(?:0x[0-9a-f]+|\d+)/iy
const PLACE = /\$\{?(?:(?:using|global|script|local|private):)?(home|pwd|pshome|env:[\w()]+)\}?/iy

const placed = (name: string): string => (name.includes('(') ? `\${${name}}` : `$${name}`)

function plain(reading: Reading): Values | null {
  const place = take(reading, PLACE)
  if (place) return [placed((place[1] ?? '').toLowerCase())]
  const number = take(reading, NUMBER)
  return number && [String(Number(number[0]))]
}

function quoted(reading: Reading, quote: string, depth: number): Values | null {
  const { text, at } = reading
  const end = pastQuoted(text, at, quote)
  if (end >= text.length) return null
  const inside = text.slice(at + 1, end)
  reading.at = end + 1
  return quote === "'" ? [inside.replaceAll("''", "'")] : expandable(inside, depth)
}

/** A text in double quotes, a doubled one in it being one: places stay, subexpressions are worked out, anything else is not known. */
function expandable(inside: string, depth: number): Values | null {
  let out = ''
  for (let i = 0; i < inside.length; i++) {
    const c = inside[i] ?? ''
    if (c === '`') out += escaped(inside[++i] ?? '')
    else if (c === '"') out += inside[++i] ?? ''
    else if (c !== '$') out += c
    else if (inside[i + 1] === '(') {
      const end = matching(inside, i + 1)
      const values = grouped(inside.slice(i + 2, end), depth + 1)
      if (!values) return null
      out += values.join(' ')
      i = end
    } else {
      const reading = { text: inside, at: i }
      const place = plain(reading)
      if (!place) return null
      out += place[0]
      i = reading.at - 1
    }
  }
  return [out]
}

function group(reading: Reading, depth: number): Values | null {
  const from = reading.text.indexOf('(', reading.at)
  const end = matching(reading.text, from)
  if (end >= reading.text.length) return null
  reading.at = end + 1
  return grouped(reading.text.slice(from + 1, end), depth + 1)
}

/** What stands in brackets: an expression, or a command whose answer is known. */
const grouped = (inside: string, depth: number): Values | null =>
  depth > DEEPEST ? null : (folded(inside, depth) ?? answered(inside, depth))

/** `[Type]::Member(…)`, or a cast in front of a value. */
function typed(reading: Reading, depth: number): Values | null {
  const type = take(reading, /\[\s*([\w.+]+)(\[\])?\s*\]\s*/y)
  if (!type) return null
  const name = (type[1] ?? '').toLowerCase().replace(/^system\./, '')
  const member = take(reading, /::\s*(\w+)\s*/y)?.[1]
  if (member === undefined) {
    const value = operand(reading, depth)
    return value && name === 'char' ? value.map(code => String.fromCharCode(Number(code) & 0xffff)) : value
  }
  if (/specialfolder$/.test(name)) return [member]
  const given = reading.text[reading.at] === '(' ? parameters(reading, depth) : []
  const known =
    STATICS[`${name.replace(/^(directoryinfo|fileinfo|path|directory|file)$/, 'io.$1')}::${member.toLowerCase()}`]
  return given && known ? known(given) : null
}

function parameters(reading: Reading, depth: number): Values | null {
  const end = matching(reading.text, reading.at)
  const inside = reading.text.slice(reading.at + 1, end)
  reading.at = end + 1
  return inside.trim() === '' ? [] : folded(inside, depth + 1)
}

const PROPERTY = /\.(fullname|path|providerpath|pspath|definition|name|value|source|root|drive|psdrive)\b(?!\s*\()/iy
const METHOD =
  /\.(tostring|tolower|toupper|trim|trimend|getstring|replace|insert|substring|combine|getunresolvedproviderpathfrompspath)\s*(?=\()/iy
const INDEX = /\[\s*(-?\d+)\s*(?:\.\.\s*(-?\d+)\s*)?\]/y

/** What follows a value with a dot or in square brackets, as far as it is known; reading stops in front of anything else. */
function members(first: Values, reading: Reading, depth: number): Values | null {
  let values = first
  for (;;) {
    const before = reading.at
    const index = take(reading, INDEX)
    const property = index ? null : take(reading, PROPERTY)
    const method = index || property ? null : take(reading, METHOD)
    if (/root/i.test(property?.[1] ?? '')) values = values.map(rootOf)
    if (index) values = picked(values, Number(index[1]), index[2] === undefined ? null : Number(index[2]))
    else if (method) {
      const given = parameters(reading, depth)
      if (!given) return null
      values = called((method[1] ?? '').toLowerCase(), values, given)
    } else if (reading.at === before) return values
  }
}

function picked(values: Values, from: number, to: number | null): Values {
  const items = values.length === 1 ? [...(values[0] ?? '')] : values
  const at = (index: number): string => items.at(index) ?? ''
  if (to === null) return [at(from)]
  const step = from <= to ? 1 : -1
  const length = Math.min(Math.abs(to - from) + 1, items.length)
  return Array.from({ length }, (_, i) => at(from + i * step))
}

function called(method: string, values: Values, given: Values): Values {
  const [a = '', b = ''] = given
  const text = values[0] ?? ''
  if (method === 'getstring') return [given.join('').replaceAll('\0', '')]
  if (/^(combine|getunresolved)/.test(method)) return [given.join('\\')]
  if (method === 'replace') return values.map(one => (a === '' ? one : one.replaceAll(a, () => b)))
  if (method === 'insert') return [text.slice(0, Number(a)) + b + text.slice(Number(a))]
  if (method === 'substring') return [text.slice(Number(a), b === '' ? undefined : Number(a) + Number(b))]
  return values
}

/** A command in brackets with its operands, when its answer can be told from them. */
function answered(inside: string, depth: number): Values | null {
  const [, name = '', rest = ''] = /^\s*&?\s*([\w-]+)(?:\s+(.*))?$/s.exec(inside) ?? []
  const command = Object.hasOwn(ANSWERS, name.toLowerCase()) ? ANSWERS[name.toLowerCase()] : undefined
  const words = command && operandsOf(rest, depth)
  return words ? (command?.(words.operands, words.switches) ?? null) : null
}

function operandsOf(text: string, depth: number): { operands: string[]; switches: string } | null {
  const reading = { text, at: 0 }
  const operands: string[] = []
  let switches = ''
  for (skip(reading); reading.at < text.length; skip(reading)) {
    const option = take(reading, /-[a-z]\w*:?/iy)
    const bare = option ? null : take(reading, /(?![-'"([@$,])[^\s,;|(){}'"]+(?=[\s,]|$)/y)
    if (option) switches += ` ${option[0].toLowerCase()}`
    else if (bare) operands.push(bare[0])
    else if (!take(reading, /,/y)) {
      const values = operand(reading, depth)
      if (!values) return null
      operands.push(...values)
    }
  }
  return { operands, switches }
}
