/** `npm run chaos [rounds]`: the suites that break things on purpose, many times over. The short form is in `npm test`. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What is broken, each as often as rounds are asked for; the first multiplies its own moments by them. */
const moments = 'test/integration/incident/chaos.test.ts'
const suites = [
  'test/integration/incident/house-chaos.test.ts',
  'test/integration/incident/watchdog.test.ts',
  'test/integration/incident/containers.test.ts',
  'test/integration/incident/kill.test.ts',
  'test/integration/incident/host-trees.test.ts',
  'test/integration/incident/egress-alarm.test.ts',
  'test/integration/sandbox/chaos.test.ts',
  'test/integration/sandbox/dead-man.test.ts',
  'test/integration/audit-disk-full.test.ts',
]
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
const rounds = Number(process.argv[2] ?? 5)

function run(files, extra = {}) {
  const env = { ...process.env, ...extra }
  const args = [vitest, 'run', '--project', 'real', ...files]
  return spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1
}

let failed = run([moments], { GATEHOUSE_CHAOS_ROUNDS: String(rounds * 4) }) === 0 ? 0 : 1
for (let round = 1; round <= rounds; round++) {
  const status = run(suites)
  if (status !== 0) failed += 1
  console.log(`chaos: round ${round} of ${rounds} ${status === 0 ? 'passed' : 'FAILED'}`)
}
console.log(
  failed === 0
    ? `chaos: ${rounds} rounds, nothing left standing that should not`
    : `chaos: ${failed} of ${rounds + 1} runs failed`,
)
process.exitCode = failed === 0 ? 0 : 1
