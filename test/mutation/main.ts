/**
 * `npm run mutate -- [PATH …] [--sample N] [--seed N] [--jobs N]`: changes the cores in small ways, one at a time, and counts how many
 * changes the quick tests notice. Results: `reports/mutation/`.
 */
import { fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from '../run/job.ts'
import { interval } from './chance.ts'
import type { Mutant } from './mutants.ts'
import { byFile, byFolder, HEAD, type Result, row, scoreOf } from './score.ts'
import type { Outcome } from './trial.ts'
import type { Report, Task } from './worker.ts'

/** A worker that is silent for so long hangs in one mutant. */
const SILENT_MS = 120_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
  },
})
const jobs = Number(values.jobs)
const task = {
  paths: positionals,
  sample: values.sample === undefined ? null : Number(values.sample),
  seed: Number(values.seed),
}

const started = performance.now()
const outcomes = new Map<string, Outcome>()
let chosen: readonly Mutant[] = []
let all = 0
let shown = 0

function show(): void {
  if (performance.now() - shown < 10_000) return
  shown = performance.now()
  const noticed = [...outcomes.values()].filter(({ fate }) => fate === 'killed' || fate === 'timeout').length
  console.log(`${outcomes.size} of ${chosen.length}, ${noticed} noticed, ${Math.round((shown - started) / 1000)} s`)
}

/** Runs one worker to its end, and another one after a mutant that took it down. */
async function runWorker(worker: number): Promise<void> {
  for (let going = true; going; ) {
    const message: Task = { ...task, worker, workers: jobs, done: [...outcomes.keys()] }
    const { code, trying } = await ended(message)
    going = trying !== null
    if (trying !== null) outcomes.set(trying, { id: trying, fate: 'timeout', by: 'the process' })
    else if (code !== 0) throw new Error(`a worker ended with ${code} before its first mutant`)
  }
}

function ended(message: Task): Promise<{ code: number | null; trying: string | null }> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), {
    execArgv: ['--max-old-space-size=3072', '--no-warnings'],
  })
  let trying: string | null = null
  let silence: NodeJS.Timeout | undefined
  child.on('message', (report: Report) => {
    clearTimeout(silence)
    if (report.kind === 'chosen') [chosen, all] = [report.mutants, report.all]
    if (report.kind === 'trying') trying = report.id
    if (report.kind === 'tried') {
      outcomes.set(report.outcome.id, report.outcome)
      trying = null
      show()
    }
    if (report.kind !== 'chosen') silence = setTimeout(() => child.kill('SIGKILL'), SILENT_MS)
  })
  child.send(message)
  return new Promise(resolve =>
    child.on('exit', code => {
      clearTimeout(silence)
      resolve({ code, trying })
    }),
  )
}

await Promise.all(Array.from({ length: jobs }, (_, worker) => runWorker(worker)))
const results: Result[] = chosen.flatMap(mutant => {
  const outcome = outcomes.get(mutant.id)
  return outcome === undefined
    ? []
    : [{ ...mutant, fate: outcome.fate, by: outcome.by, file: relative(ROOT, mutant.file) }]
})
const folder = join(ROOT, 'reports/mutation')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'mutants.json'), JSON.stringify(results, null, 1))
const left = results.filter(({ fate }) => fate === 'survived' || fate === 'no-coverage')
writeFileSync(
  join(folder, 'survivors.txt'),
  left
    .map(
      one =>
        `${one.file}:${one.line}:${one.column} ${one.kind}${one.fate === 'survived' ? '' : ' (not covered)'}\n  - ${one.original.slice(0, 200)}\n  + ${one.replacement.slice(0, 200)}\n`,
    )
    .join(''),
)
const total = scoreOf('all', results)
console.log([HEAD, ...byFile(results).map(row), '', HEAD, ...byFolder(results).map(row), row(total)].join('\n'))
const [from, to] = interval(total.noticed, total.valid)
const share = (value: number): string => `${(100 * value).toFixed(1)} %`
console.log(
  task.sample === null
    ? `All ${all} mutants, ${Math.round((performance.now() - started) / 1000)} s.`
    : `${results.length} of ${all} mutants, seed ${task.seed}; of all, between ${share(from)} and ${share(to)} are noticed (95 %). ${Math.round((performance.now() - started) / 1000)} s.`,
)
