/** `npm run chaos [rounds]`: the suites that break things on purpose, many times over. The short form is in `npm test`. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const suites = [
  'test/integration/incident',
  'test/integration/sandbox/chaos.test.ts',
  'test/integration/sandbox/dead-man.test.ts',
]
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
const env = { ...process.env, GATEHOUSE_CHAOS_ROUNDS: process.argv[2] ?? '20' }
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'real', ...suites], {
  stdio: 'inherit',
  env,
})
process.exitCode = status ?? 1
