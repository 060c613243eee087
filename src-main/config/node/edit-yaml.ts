import { type Document, isCollection, isMap, isScalar, type Pair, parseDocument, stringify, type YAMLMap } from 'yaml'
import { type Plain, same } from '../core/layers.ts'

/** The new text, or null when the place cannot hold a value (a list index past the end, a scalar's child). */
export type Edited = string | null

/**
 * Changes one value in a YAML text and leaves every other byte as the person wrote it. The library's own round trip
 * moves comments, re-spaces lists and respells numbers, so the change is made in the text and then proved by reading it back.
 */
export function editYaml(source: string, path: readonly string[], value: Plain | undefined): Edited {
  if (value === undefined && !parseDocument(source).hasIn(path)) return source
  const wanted = rewritten(source, path, value)
  if (wanted === null) return null
  for (const attempt of [surgical(source, path, value), wanted.text])
    if (attempt !== null && same(dataOf(attempt), wanted.data)) return attempt
  return null
}

/** What the library's round trip gives: always right in meaning, so it is the measure, and the last resort. */
function rewritten(
  source: string,
  path: readonly string[],
  value: Plain | undefined,
): { text: string; data: Plain } | null {
  const document = parseDocument(source)
  if (!isCollection(document.contents)) document.contents = document.createNode({}) as never
  try {
    if (value === undefined) document.deleteIn(path)
    else document.setIn(path, document.createNode(value))
  } catch {
    return null // the library throws exactly when the parent is not a collection
  }
  return { text: document.toString({ lineWidth: 0 }), data: (document.toJS() ?? null) as Plain }
}

function surgical(source: string, path: readonly string[], value: Plain | undefined): Edited {
  const document = parseDocument(source, { keepSourceTokens: true })
  const parent = parentOf(document, path)
  const key = path.at(-1) ?? ''
  if (!parent) return value === undefined ? source : insertDeep(source, document, path, value)
  const pair = parent.items.find(item => isScalar(item.key) && String(item.key.value) === key)
  if (!pair) return value === undefined ? source : insert(source, parent, key, value)
  return value === undefined ? cut(source, parent, pair) : replace(source, parent, pair, value)
}

function parentOf(document: Document, path: readonly string[]): YAMLMap | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1))
  return isMap(parent) ? parent : null
}

/** The path's first missing part becomes a map that holds the rest. */
function insertDeep(source: string, document: Document, path: readonly string[], value: Plain): Edited {
  for (let depth = path.length - 2; depth >= 0; depth--) {
    const parent = depth === 0 ? document.contents : document.getIn(path.slice(0, depth))
    if (!isMap(parent)) continue
    const key = path[depth] ?? ''
    if (parent.has(key)) return null
    const rest = path.slice(depth + 1).reduceRight<Plain>((inner, name) => ({ [name]: inner }), value)
    return insert(source, parent, key, rest)
  }
  return null
}

function insert(source: string, parent: YAMLMap, key: string, value: Plain): Edited {
  const last = parent.items.at(-1)
  const first = parent.items[0]
  if (parent.flow || !last || !first) return null
  const indent = columnOf(source, keyStart(first))
  const end = lineEnd(source, contentEnd(last))
  const before = source.slice(0, end)
  return `${before}${before.endsWith('\n') || before === '' ? '' : '\n'}${block({ [key]: value }, indent)}${source.slice(end)}`
}

function replace(source: string, parent: YAMLMap, pair: Pair, value: Plain): Edited {
  const old = pair.value
  const simple = value === null || typeof value !== 'object' || Object.keys(value).length === 0
  const inline = isScalar(old) ? simple && !old.type?.startsWith('BLOCK') : isCollection(old) && old.flow
  if ((isScalar(old) || isCollection(old)) && old.range && inline) {
    const text = stringify(value, { lineWidth: 0, collectionStyle: 'flow' }).trimEnd()
    const from = old.range[0]
    const gap = from > 0 && source[from - 1] === ':' ? ' ' : ''
    return text.includes('\n') ? null : source.slice(0, from) + gap + text + source.slice(old.range[1])
  }
  if (parent.flow || typeof pair.key !== 'object' || !isScalar(pair.key)) return null
  const from = keyStart(pair)
  const end = lineEnd(source, contentEnd(pair))
  const text = block({ [String(pair.key.value)]: value }, columnOf(source, from)).trimStart()
  return source.slice(0, from) + text + source.slice(end)
}

function cut(source: string, parent: YAMLMap, pair: Pair): Edited {
  if (parent.flow || parent.items.length === 1) return null
  const from = source.lastIndexOf('\n', keyStart(pair)) + 1
  return source.slice(0, from) + source.slice(lineEnd(source, contentEnd(pair)))
}

function block(value: Plain, indent: number): string {
  const pad = ' '.repeat(indent)
  const text = stringify(value, { lineWidth: 0 })
  return text.replace(/^(?=.)/gm, pad)
}

const keyStart = (pair: Pair): number => (isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0)

/** Where the value's own text ends; comments on lines after it belong to what follows. */
function contentEnd(pair: Pair): number {
  const value = pair.value
  if (isCollection(value) && !value.flow) {
    const last = value.items.at(-1)
    if (last && typeof last === 'object' && 'key' in last) return contentEnd(last as Pair)
    if (isScalar(last) || isCollection(last))
      return isCollection(last) ? contentEnd({ value: last } as Pair) : (last.range?.[1] ?? 0)
  }
  if (isScalar(value) || isCollection(value)) return value.range?.[1] ?? 0
  return isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0
}

function columnOf(source: string, offset: number): number {
  return offset - (source.lastIndexOf('\n', offset - 1) + 1)
}

function lineEnd(source: string, offset: number): number {
  if (offset > 0 && source[offset - 1] === '\n') return offset
  const end = source.indexOf('\n', offset)
  return end < 0 ? source.length : end + 1
}

function dataOf(text: string): Plain | undefined {
  const document = parseDocument(text)
  return document.errors.length > 0 ? undefined : ((document.toJS() ?? null) as Plain)
}
