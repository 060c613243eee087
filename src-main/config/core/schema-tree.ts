import { z } from 'zod'
import { Config } from '../../contract/model/config.ts'

/** A node of the schema as plain data: what may stand at one place of the config. */
export type SchemaNode = {
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly additionalProperties?: SchemaNode | boolean
  readonly propertyNames?: SchemaNode
  readonly items?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly required?: readonly string[]
}

let made: SchemaNode | null = null

/** The schema of the whole config, as JSON Schema: also what an editor needs to complete keys. Made once: it takes milliseconds. */
export function configSchema(): SchemaNode {
  made ??= z.toJSONSchema(Config, { io: 'input', reused: 'inline', unrepresentable: 'any' }) as SchemaNode
  return made
}

/** What may stand at a path, or null when nothing may. */
export function nodeAt(root: SchemaNode, path: readonly string[]): SchemaNode | null {
  let node: SchemaNode | null = root
  for (const key of path) node = node && child(node, key)
  return node
}

/** The keys that may stand in the map at a path. */
export function keysAt(root: SchemaNode, path: readonly string[]): readonly string[] {
  const node = nodeAt(root, path)
  if (!node) return []
  const named = node.propertyNames?.enum?.filter(key => typeof key === 'string') ?? []
  return [...Object.keys(node.properties ?? {}), ...named]
}

/** The words that may stand at a path. */
export function wordsAt(root: SchemaNode, path: readonly string[]): readonly string[] {
  const node = nodeAt(root, path)
  if (node?.const !== undefined) return [String(node.const)]
  return (node?.enum ?? []).filter(word => typeof word === 'string')
}

function child(node: SchemaNode, key: string): SchemaNode | null {
  const named = node.properties && Object.hasOwn(node.properties, key) ? node.properties[key] : undefined
  if (named) return named
  if (node.items && /^\d+$/.test(key)) return node.items
  if (typeof node.additionalProperties === 'object') return node.additionalProperties
  for (const option of node.anyOf ?? []) {
    const found = child(option, key)
    if (found) return found
  }
  return null
}
