import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { Instrumenter } from '@stryker-mutator/instrumenter'
import { ROOT } from '../run/job.ts'

/** One small change of the code that a test should notice. */
export interface Mutant {
  readonly id: string
  /** From the top of the checkout. */
  readonly file: string
  readonly line: number
  readonly column: number
  /** Where it ends. */
  readonly toLine: number
  readonly toColumn: number
  readonly kind: string
  readonly original: string
  readonly replacement: string
  /** The whole line it begins on. */
  readonly context: string
}

/** A source file that holds all its mutants, each asleep until its id is the active one. */
export interface MutatedFile {
  readonly file: string
  readonly code: string
}

type Place = { readonly line: number; readonly column: number }

const silent = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  fatal: () => {},
}

/** Puts Stryker's mutants into the files. Ids follow the order of the files, so the same files give the same ids. */
export async function mutate(files: readonly string[]): Promise<{ mutants: Mutant[]; mutated: MutatedFile[] }> {
  const sources = new Map(files.map(file => [file, readFileSync(file, 'utf8')]))
  const { files: out, mutants } = await new Instrumenter(silent).instrument(
    [...sources].map(([name, content]) => ({ name, content, mutate: true })),
    { plugins: null, excludedMutations: [], ignorers: [], noHeader: true },
  )
  return {
    mutated: out.map(({ name, content }) => ({ file: name, code: content })),
    mutants: mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
      id,
      file: relative(ROOT, fileName),
      line: location.start.line + 1,
      column: location.start.column + 1,
      toLine: location.end.line + 1,
      toColumn: location.end.column + 1,
      kind: mutatorName,
      original: between(sources.get(fileName) ?? '', location.start, location.end),
      replacement,
      context: sources.get(fileName)?.split('\n')[location.start.line] ?? '',
    })),
  }
}

/** Whether one lies within the other. */
export function isInside(inner: Mutant, outer: Mutant): boolean {
  const startsAfter = inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column)
  const endsBefore = inner.toLine < outer.toLine || (inner.toLine === outer.toLine && inner.toColumn <= outer.toColumn)
  return startsAfter && endsBefore
}

function between(source: string, start: Place, end: Place): string {
  const lines = source.split('\n').slice(start.line, end.line + 1)
  const last = lines.length - 1
  return lines
    .map((line, at) => line.slice(at === 0 ? start.column : 0, at === last ? end.column : undefined))
    .join('\n')
}
