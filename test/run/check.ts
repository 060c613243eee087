/** `npm run check`: the gates and the quick tests, one line each. */
import { describeGate, type Gate, runGates } from './gates.ts'
import { runScript } from './job.ts'

const quickTests: Gate = {
  name: 'quick tests',
  advice: 'npx vitest run --project quick shows more',
  run: options =>
    runScript('node_modules/vitest/vitest.mjs', ['run', '--project', 'quick', '--passWithNoTests'], options),
}

const failed = await runGates({}, (gate, ended) => console.log(describeGate(gate, ended)))
const ended = await quickTests.run({})
console.log(describeGate(quickTests, ended))
const count = failed.length + (ended.code === 0 ? 0 : 1)
console.log(count === 0 ? 'All checks pass.' : `${count} of the checks failed.`)
process.exit(count === 0 ? 0 : 1)
