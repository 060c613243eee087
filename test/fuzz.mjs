/** `npm run fuzz [runs]`: everything that harms files and kills writers at random, for longer than in `npm test`. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const runs = Number(process.argv[2] ?? process.env.FUZZ_RUNS ?? 100_000)
const kills = Math.max(200, Math.round(runs / 50))
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url))
const started = Date.now()

console.log(
  `fuzz: ${runs} runs for each kind of file, ${kills} kills of a rotation; "npm run fuzz 20000" makes it shorter`,
)
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'fuzz', '--reporter', 'verbose'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS: String(runs), FUZZ_KILLS: String(kills) },
})
const minutes = ((Date.now() - started) / 60_000).toFixed(1)
console.log(
  status === 0
    ? `fuzz: ${runs} runs for each kind of file and ${kills} kills in ${minutes} minutes; every one ended in a clear answer`
    : `fuzz: FAILED after ${minutes} minutes; the seed and path above repeat the case`,
)
process.exitCode = status ?? 1
