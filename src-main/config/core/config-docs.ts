import { configSchema, type SchemaNode } from './schema-tree.ts'

/** Every setting with its place, kind, default and meaning, as Markdown. Printed from the schema, so it cannot be out of date. */
export function configDocs(): string {
  const lines = ['| setting | value | default | meaning |', '|---|---|---|---|']
  collect(configSchema(), [], lines)
  return lines.join('\n')
}

function collect(node: SchemaNode, path: readonly string[], lines: string[]): void {
  if (path.length > 0) lines.push(row(node, path))
  for (const [key, child] of Object.entries(node.properties ?? {})) collect(child, [...path, key], lines)
  if (typeof node.additionalProperties === 'object') {
    const keys = node.propertyNames?.enum?.map(String).join('|')
    collect(node.additionalProperties, [...path, `<${keys ?? 'name'}>`], lines)
  }
  if (node.items?.properties) collect(node.items, [...path, '[]'], lines)
}

function row(node: SchemaNode, path: readonly string[]): string {
  const fallback = node.default === undefined ? '' : `\`${JSON.stringify(node.default)}\``
  const cells = [`\`${path.join('.')}\``, kindOf(node), fallback.length > 80 ? '' : fallback, node.description ?? '']
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

function kindOf(node: SchemaNode): string {
  if (node.const !== undefined) return String(node.const)
  if (node.enum) return node.enum.join(', ')
  if (node.anyOf) return node.anyOf.map(kindOf).join(' or ')
  if (node.type === 'array') return node.items ? `list of ${kindOf(node.items)}` : 'list'
  if (node.type === 'object') return 'map'
  if (node.type === 'null') return 'null'
  if (node.type === 'boolean') return 'true, false'
  if (node.type === 'string') return 'text'
  return range(node)
}

function range({ type, minimum, maximum, exclusiveMinimum }: SchemaNode): string {
  const kind = type === 'integer' ? 'whole number' : 'number'
  const low =
    minimum !== undefined ? ` from ${minimum}` : exclusiveMinimum !== undefined ? ` above ${exclusiveMinimum}` : ''
  const high = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` to ${maximum}` : ''
  return `${kind}${low}${high}`
}
