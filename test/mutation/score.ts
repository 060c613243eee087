import { dirname } from 'node:path'
import type { Mutant } from './mutants.ts'
import type { Fate, Outcome } from './trial.ts'

/** A mutant and what became of it. */
export type Result = Mutant & Pick<Outcome, 'fate' | 'by'> & { readonly ms: number }

/** Counts of fates, and the share of mutants that were noticed. */
export interface Score {
  readonly name: string
  readonly counts: Readonly<Record<Fate, number>>
  readonly noticed: number
  readonly valid: number
}

/** Counts as Stryker does: noticed are killed and timeout; those that do not even load count neither way. */
export function scoreOf(name: string, results: readonly Result[]): Score {
  const count = (fate: Fate): number => results.filter(result => result.fate === fate).length
  const counts = {
    killed: count('killed'),
    timeout: count('timeout'),
    survived: count('survived'),
    'no-coverage': count('no-coverage'),
    error: count('error'),
  }
  return { name, counts, noticed: counts.killed + counts.timeout, valid: results.length - counts.error }
}

/** One score for each folder. */
export function byFolder(results: readonly Result[]): Score[] {
  const folders = Map.groupBy(results, ({ file }) => dirname(file))
  return [...folders].map(([name, ours]) => scoreOf(name, ours))
}

/** One score for each file, the weakest first. */
export function byFile(results: readonly Result[]): Score[] {
  const files = Map.groupBy(results, ({ file }) => file)
  return [...files]
    .map(([name, ours]) => scoreOf(name, ours))
    .toSorted((a, b) => a.noticed / a.valid - b.noticed / b.valid)
}

/** A line of the table. */
export function row({ name, counts, noticed, valid }: Score): string {
  const all = valid + counts.error
  const share = valid === 0 ? '-' : `${((100 * noticed) / valid).toFixed(1)} %`
  const numbers = [all, counts.killed, counts.timeout, counts.survived, counts['no-coverage'], counts.error]
  return `${name.padEnd(44)}${numbers.map(number => String(number).padStart(10)).join('')}${share.padStart(9)}`
}

/** The head of the table. */
export const HEAD = `${''.padEnd(44)}${['mutants', 'killed', 'timeout', 'survived', 'uncovered', 'unloaded'].map(name => name.padStart(10)).join('')}${'score'.padStart(9)}`
