import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml'
import type { ConfigProblem } from '../../contract/model/config.ts'
import type { Plain } from '../core/layers.ts'

/** A YAML text that was read: its data, and where each path stands. */
export type YamlText = {
  readonly data: Plain
  readonly document: Document
  /** The place of a path's value, or of its key; of the closest parent when the path is not in the text. */
  locate(path: readonly string[], what: 'key' | 'value'): { line: number; column: number }
}

export type YamlReading =
  | { readonly status: 'read'; readonly text: YamlText }
  | { readonly status: 'malformed'; readonly problems: readonly ConfigProblem[] }

/** Names that mean something to JavaScript objects. A config never needs one; an attacker might. */
const POISON = new Set(['__proto__', 'prototype', 'constructor'])
/** A config a person wrote is a few KB. More is refused before it is parsed. */
export const MAX_CONFIG_BYTES = 1024 * 1024

/** Reads YAML strictly: no duplicate keys, no tags of its own, no poisoned keys, no alias bombs. Total. */
export function readYaml(source: string): YamlReading {
  const place = { line: 1, column: 1 }
  if (Buffer.byteLength(source) > MAX_CONFIG_BYTES) return malformed(place, 'The file is larger than 1 MB.')
  const lines = new LineCounter()
  const document = parseDocument(source, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    prettyErrors: false,
    strict: true,
  })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0)
    return { status: 'malformed', problems: faults.map(fault => problem(at(fault.pos[0]), fault.message)) }
  const poisoned = findPoison(document)
  if (poisoned) return malformed(at(poisoned.offset), `The key "${poisoned.key}" is not allowed.`)
  const data = toData(document)
  if (data === undefined) return malformed(place, 'The file holds too many references to other parts of itself.')
  return { status: 'read', text: { data, document, locate: (path, what) => at(offsetOf(document, path, what)) } }
}

function toData(document: Document): Plain | undefined {
  try {
    return (document.toJS({ maxAliasCount: 100 }) ?? null) as Plain
  } catch {
    return undefined // the only throw left here is the alias limit
  }
}

function findPoison(document: Document): { key: string; offset: number } | null {
  let found: { key: string; offset: number } | null = null
  visit(document, {
    Pair: (_, pair) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : null
      const offset = isScalar(pair.key) || isMap(pair.key) || isSeq(pair.key) ? (pair.key.range?.[0] ?? 0) : 0
      if (key === null) found = { key: isAlias(pair.key) ? 'alias as key' : 'map or list as key', offset }
      else if (POISON.has(key)) found = { key, offset }
      return found ? visit.BREAK : undefined
    },
  })
  return found
}

function offsetOf(document: Document, path: readonly string[], what: 'key' | 'value'): number {
  let node: unknown = document.contents
  let offset = startOf(node)
  for (const [index, key] of path.entries()) {
    const last = index === path.length - 1
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === key)
      if (!pair) return offset
      offset = what === 'key' || !last || !pair.value ? startOf(pair.key) : startOf(pair.value)
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      offset = node ? startOf(node) : offset
    } else return offset
  }
  return offset
}

function startOf(node: unknown): number {
  if (isPair(node)) return startOf(node.key)
  return (node as Node | null)?.range?.[0] ?? 0
}

const problem = (at: { line: number; column: number }, message: string): ConfigProblem => ({
  path: '',
  ...at,
  message,
  nearest: null,
})

const malformed = (at: { line: number; column: number }, message: string): YamlReading => ({
  status: 'malformed',
  problems: [problem(at, message)],
})
