/**
 * `npm run mutate -- [PATH …] [--sample N] [--seed N] [--jobs N]`: changes the cores in small ways, one at a time, and counts how many
 * changes the quick tests notice. Results: `reports/mutation/`.
 */
import { parseArgs } from 'node:util'
import { Crew } from './crew.ts'
import { standing, table, writeResults } from './report.ts'
import { scoreOf } from './score.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
  },
})

const started = performance.now()
const seconds = (): number => Math.round((performance.now() - started) / 1000)
let shown = 0

function show(): void {
  if (seconds() - shown < 20) return
  shown = seconds()
  const results = [...crew.results.values()]
  writeResults(results)
  console.log(`${results.length} of ${crew.chosen.length}, ${scoreOf('', results).noticed} noticed, ${shown} s`)
}

const wish = {
  paths: positionals,
  sample: values.sample === undefined ? null : Number(values.sample),
  seed: Number(values.seed),
}
const crew = new Crew(wish, show)
await crew.run(Number(values.jobs))
const results = [...crew.results.values()]
writeResults(results)
console.log(table(results))
console.log(standing(results, crew.all, seconds()))
