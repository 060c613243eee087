import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What every line of a corpus says about itself. */
export interface CorpusCase {
  id: string
  expect: string
  accept?: string[]
  why: string
  stretch?: boolean
  hard?: boolean
  [field: string]: unknown
}

/** Reads the lines of a corpus of `test/corpora`. */
export function corpus(name: string): CorpusCase[] {
  const text = readFileSync(join(import.meta.dirname, '../corpora', `${name}.jsonl`), 'utf8')
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as CorpusCase)
}

/** Whether a verdict is the expected one or one that also passes. */
export function passes(one: CorpusCase, verdict: string): boolean {
  return verdict === one.expect || (one.accept ?? []).includes(verdict)
}
