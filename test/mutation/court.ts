import { globSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT } from '../run/job.ts'
import { Cases } from './cases.ts'
import type { MutatedFile } from './mutants.ts'
import { Probe } from './probe.ts'
import { findReach } from './reach.ts'
import type { Court } from './trial.ts'
import { type Code, compile, type Library, reachOf, World } from './world.ts'

/** The rooms whose cores are measured. */
const ROOMS = ['policy', 'approvals']
/** What is run here, with or without mutants. Everything else is what the platform loads. */
const LINKED = [...ROOMS.map(room => `src-main/${room}/`), ...ROOMS.map(room => `test/unit/${room}/`), 'test/kit/']
/**
 * Tests that are left out, so the score is a lower bound: they measure time, need what is outside the checkout, judge thousands of
 * made-up lines or learn from thousands of texts (seconds for each mutant), or judge whole tables whose every line is on record as well.
 */
const LEFT_OUT = /\/(hostile|metamorphic|corpora-copies|models|commands|lines|corpora|injection|likeness)\.test\.ts$/

/** Numbers that were learned: a test compares every one of them with what learning gives. */
const LEARNED = /\/likeness\/weights\.ts$/

/** The source files of the cores below the given paths, all of them when none is given. */
export function sourcesBelow(paths: readonly string[]): string[] {
  const all = ROOMS.flatMap(room => globSync(`src-main/${room}/core/**/*.ts`, { cwd: ROOT })).sort()
  return all
    .filter(file => !LEARNED.test(file))
    .filter(file => paths.length === 0 || paths.some(path => file.startsWith(path)))
    .map(file => join(ROOT, file))
}

/** Loads the tests, runs them once with sleeping mutants, and is ready to try these one by one. */
export async function openCourt(mutated: readonly MutatedFile[]): Promise<Court> {
  const rooms = ROOMS.filter(room => mutated.some(({ file }) => file.startsWith(join(ROOT, 'src-main', room))))
  const tests = rooms
    .flatMap(room => globSync(`test/unit/${room}/**/*.test.ts`, { cwd: ROOT }))
    .sort()
    .map(file => join(ROOT, file))
    .filter(file => !LEFT_OUT.test(file))
  const library = await read(tests)
  const asleep = new Map(library)
  for (const { file, code } of mutated) asleep.set(file, await compile(file, code))
  const [probe, cases] = [new Probe(), new Cases()]
  const reach = await findReach(new World(asleep, probe, cases), tests, { probe, cases })
  return { world: new World(library, probe, cases), probe, cases, reach, reachOf: reachOf(library) }
}

async function read(from: readonly string[]): Promise<Library> {
  const library = new Map<string, Code>()
  const queue = [...from]
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const inside = relative(ROOT, path)
    if (library.has(path) || !LINKED.some(folder => inside.startsWith(folder))) continue
    const code = await compile(path)
    library.set(path, code)
    queue.push(...code.imports)
  }
  return library
}
