import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { moduleRunnerTransform, transformWithOxc } from 'vite'
import type { Cases } from './cases.ts'
import type { Probe } from './probe.ts'
import { Suite } from './suite.ts'

type Exports = Record<string, unknown>
type Import = (name: string) => Promise<Exports>
type Body = (
  load: Import,
  loadLater: Import,
  exportName: (name: string, value: () => unknown) => void,
  exportAll: (from: Exports) => void,
  meta: object,
  isActive: Probe['isActive'],
  passed: Probe['passed'],
) => Promise<void>

/** A module that was read once and can be run many times. */
export interface Code {
  readonly path: string
  readonly body: Body
  readonly imports: readonly string[]
}

const AsyncFunction = (async () => {}).constructor as new (...args: string[]) => Body
const NAMES = [
  '__vite_ssr_import__',
  '__vite_ssr_dynamic_import__',
  '__vite_ssr_exportName__',
  '__vite_ssr_exportAll__',
  '__vite_ssr_import_meta__',
  'stryMutAct_9fa48',
  'stryCov_9fa48',
]

/** Reads one module: types go, imports become calls. */
export async function compile(path: string, source = readFileSync(path, 'utf8')): Promise<Code> {
  const { code } = await transformWithOxc(source, path, { lang: 'ts', sourcemap: false })
  const linked = await moduleRunnerTransform(code, null, path, code)
  if (linked === null) throw new Error(`${path} cannot be read`)
  const imports = (linked.deps ?? []).filter(name => name.startsWith('.')).map(name => resolve(dirname(path), name))
  return { path, imports, body: new AsyncFunction(...NAMES, `'use strict';${linked.code}`) }
}

/** The modules that are run here; all others are what the platform loads. */
export type Library = ReadonlyMap<string, Code>

const CASE_BY_CASE = resolve(import.meta.dirname, '../kit/case-by-case.ts')

/** One set of loaded modules. Another set can be derived that shares all modules which do not reach a changed one. */
export class World {
  readonly suite = new Suite()
  readonly #library: Library
  readonly #modules: Map<string, Promise<Exports>>
  readonly #probe: Probe
  readonly #cases: Cases

  constructor(library: Library, probe: Probe, cases: Cases, modules = new Map<string, Promise<Exports>>()) {
    this.#library = library
    this.#probe = probe
    this.#cases = cases
    this.#modules = modules
  }

  /** The same with one module in another form; `reach` are all modules that import it, by however many steps. */
  derive(code: Code, reach: ReadonlySet<string>): World {
    const kept = [...this.#modules].filter(([path]) => path !== code.path && !reach.has(path))
    return new World(new Map(this.#library).set(code.path, code), this.#probe, this.#cases, new Map(kept))
  }

  /** Runs a module once and gives what it exports. */
  load(path: string): Promise<Exports> {
    const known = this.#modules.get(path)
    if (known) return known
    const code = this.#library.get(path)
    const loading = code ? this.#run(code) : import(pathToFileURL(path).href)
    this.#modules.set(path, loading)
    return loading
  }

  async #run({ path, body }: Code): Promise<Exports> {
    const exports: Exports = {}
    const load: Import = name => this.#resolve(name, path)
    const exportName = (name: string, value: () => unknown): void => {
      Object.defineProperty(exports, name, { enumerable: true, get: value })
    }
    const exportAll = (from: Exports): void => {
      for (const name of Object.keys(from)) if (name !== 'default') exportName(name, () => from[name])
    }
    const meta = { url: pathToFileURL(path).href, dirname: dirname(path), filename: path }
    await body(load, load, exportName, exportAll, meta, this.#probe.isActive, this.#probe.passed)
    return exports
  }

  async #resolve(name: string, from: string): Promise<Exports> {
    if (name === 'vitest') return { ...this.suite.collector(from) }
    if (!name.startsWith('.')) return import(name)
    const path = resolve(dirname(from), name)
    return path === CASE_BY_CASE ? { differing: this.#cases.differing } : this.load(path)
  }
}

/** For each module all modules that import it, by however many steps. */
export function reachOf(library: Library): (path: string) => ReadonlySet<string> {
  const importers = new Map<string, string[]>()
  for (const { path, imports } of library.values())
    for (const name of imports) importers.set(name, [...(importers.get(name) ?? []), path])
  return path => {
    const reach = new Set<string>()
    const queue = [path]
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      for (const next of importers.get(one) ?? []) {
        if (!reach.has(next)) queue.push(next)
        reach.add(next)
      }
    }
    return reach
  }
}
