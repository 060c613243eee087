/** Plain data as a config file holds it. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain }
export type PlainMap = { readonly [key: string]: Plain }

/** Whether a value is a map of keys. */
export function isMap(value: unknown): value is PlainMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Lays one config over another: maps merge key by key, everything else is replaced whole. A list is never merged,
 * because "these and nothing else" must be sayable.
 */
export function layer(below: Plain, above: Plain): Plain {
  if (!isMap(below) || !isMap(above)) return above
  const merged = new Map(Object.entries(below))
  for (const [key, value] of Object.entries(above)) {
    const under = merged.get(key)
    merged.set(key, under === undefined ? value : layer(under, value))
  }
  return Object.fromEntries(merged)
}

/** The value at a path, or undefined. Only own keys count. */
export function valueAt(root: Plain | undefined, path: readonly string[]): Plain | undefined {
  let value = root
  for (const key of path) {
    if (Array.isArray(value)) value = (value as readonly Plain[])[Number(key)]
    else if (isMap(value) && Object.hasOwn(value, key)) value = value[key]
    else return undefined
  }
  return value
}

/** Whether two values say the same. */
export function same(a: Plain | undefined, b: Plain | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => same(item, b[index]))
  if (!isMap(a) || !isMap(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && same(a[key], b[key]))
}
