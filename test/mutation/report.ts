import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../run/job.ts'
import { interval } from './chance.ts'
import { byFile, byFolder, HEAD, type Result, row, scoreOf } from './score.ts'

const FOLDER = join(ROOT, 'reports/mutation')

/** Writes all results as data, and what no test noticed as text. */
export function writeResults(results: readonly Result[]): void {
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(join(FOLDER, 'mutants.json'), JSON.stringify(results, null, 1))
  const left = results.filter(({ fate }) => fate === 'survived' || fate === 'no-coverage')
  writeFileSync(join(FOLDER, 'survivors.txt'), left.map(describe).join(''))
}

function describe({ file, line, column, kind, fate, original, replacement }: Result): string {
  const change = [`  - ${original.slice(0, 200)}`, `  + ${replacement.slice(0, 200)}`].join('\n')
  return `${file}:${line}:${column} ${kind}${fate === 'survived' ? '' : ' (not covered)'}\n${change}\n`
}

/** The table of files, weakest first, and of folders, with the sum below. */
export function table(results: readonly Result[]): string {
  return [
    HEAD,
    ...byFile(results).map(row),
    '',
    HEAD,
    ...byFolder(results).map(row),
    row(scoreOf('all', results)),
  ].join('\n')
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`

/** One sentence on what the numbers stand for: all mutants, or a random part with the interval of the whole. */
export function standing(results: readonly Result[], all: number, seconds: number): string {
  if (results.length === all) return `All ${all} mutants in ${seconds} s.`
  const { noticed, valid } = scoreOf('all', results)
  const [from, to] = interval(noticed, valid)
  return `${results.length} of ${all} mutants in ${seconds} s. Of all, ${percent(from)} to ${percent(to)} are noticed (95 %).`
}
