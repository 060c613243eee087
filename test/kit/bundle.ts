import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** What a built program can come to load. */
export interface BundleReach {
  /** The files of the bundle, relative to its folder. */
  readonly files: readonly string[]
  /** The packages and built-in modules it loads from outside. */
  readonly outside: readonly string[]
  /** The source files that went in, as the source maps tell. */
  readonly sources: readonly string[]
}

// After bundling every import has one of these shapes, also a type-free `import "x"` and a lazy one.
const LOADED = /(?:\bfrom|\bimport|\b(?:import|require|require\.resolve)\s*\()\s*["'`]([^"'`\n]+)["'`]/g

/** Follows every import of a built file, lazy ones too: what a chunk holds may be loaded one day. */
export function bundleReach(folder: string, entry: string): BundleReach {
  const files = new Set<string>()
  const outside = new Set<string>()
  const sources = new Set<string>()
  const waiting = [resolve(folder, entry)]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const name = relative(folder, file)
    if (files.has(name)) continue
    files.add(name)
    for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(LOADED)) {
      const target = resolve(dirname(file), specifier)
      if (specifier.startsWith('.') && existsSync(target)) waiting.push(target)
      else outside.add(specifier)
    }
    for (const source of sourcesOf(file)) sources.add(source)
  }
  return { files: [...files].sort(), outside: [...outside].sort(), sources: [...sources].sort() }
}

function sourcesOf(file: string): string[] {
  if (!existsSync(`${file}.map`)) return []
  const map: { sources: string[] } = JSON.parse(readFileSync(`${file}.map`, 'utf8'))
  return map.sources.map(source => relative(process.cwd(), resolve(dirname(file), source)))
}

/** The names among these that the bundle could load or has swallowed. */
export function forbiddenIn(reach: BundleReach, names: readonly string[]): string[] {
  const loaded = (name: string): string[] => reach.outside.filter(path => path === name || path.startsWith(`${name}/`))
  const swallowed = (name: string): string[] =>
    reach.sources.filter(path => join('/', path).includes(`/node_modules/${name}/`))
  return names.flatMap(name => [...loaded(name), ...swallowed(name)])
}
