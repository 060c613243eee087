/** `npm run bench:policy`: time of a decision over the whole command corpus, warm, on one core; start-up and memory. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROUNDS = 12
const file = join(import.meta.dirname, '../corpora/commands.jsonl')

const loading = performance.now()
const { CommandCase, judgeCommandCase } = await import('../../src-main/policy/core/batch/command-case.ts')
const cases = readFileSync(file, 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => CommandCase.parse(JSON.parse(line)))
const first = cases[0]
if (!first) throw new Error('the corpus is empty')
judgeCommandCase(first)
const startMs = performance.now() - loading

for (let round = 0; round < 4; round += 1) for (const one of cases) judgeCommandCase(one)

const times: number[] = []
const began = process.cpuUsage()
for (let round = 0; round < ROUNDS; round += 1) {
  for (const one of cases) {
    const start = performance.now()
    judgeCommandCase(one)
    times.push(performance.now() - start)
  }
}
// Time of the processor, so that other work on the machine does not count as ours.
const { user, system } = process.cpuUsage(began)
const totalMs = (user + system) / 1000
times.sort((a, b) => a - b)
const at = (share: number): string => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(3)} ms`

console.log(`${cases.length} commands, ${ROUNDS} rounds, whole decision with all layers`)
console.log(`p50 ${at(0.5)}   p99 ${at(0.99)}   slowest ${at(0.9999)}`)
console.log(
  `${Math.round(times.length / (totalMs / 1000)).toLocaleString('en')} decisions per second of processor time, on one core`,
)
console.log(`first decision after ${Math.round(startMs)} ms, modules and corpus included`)
console.log(`memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
