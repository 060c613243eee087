import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { type Ended, type JobOptions, ROOT, runJob, runScript } from './job.ts'

/** A static check of the whole tree. */
export interface Gate {
  readonly name: string
  /** What to do when it fails. */
  readonly advice: string
  run(options: JobOptions): Promise<Ended>
}

const SOURCES = ['src-main', 'src-preload', 'src-renderer'].filter(folder => existsSync(join(ROOT, folder)))

const script = (name: string, advice: string, path: string, ...args: string[]): Gate => ({
  name,
  advice,
  run: options => runScript(`node_modules/${path}`, args, options),
})

const types = (name: string, config: string): Gate =>
  script(`types: ${name}`, 'fix the types; `any` and `!` are no way out', 'tsgo/bin/tsc', '-p', config)

/** The gates, slowest first so that two can always run side by side to the end. */
export const GATES: readonly Gate[] = [
  script(
    'import rules',
    'each rule says what to do',
    'dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.cjs',
    ...SOURCES,
  ),
  {
    name: 'promises and switches',
    advice: 'await it, return it, or handle every case',
    run: options =>
      runJob(join(ROOT, 'node_modules/.bin/oxlint'), ['--type-aware', '--deny-warnings', ...SOURCES, 'test'], options),
  },
  script('unused code', 'delete it, or use it', 'knip/bin/knip.js', '--no-progress'),
  types('main, preload and tests', 'tsconfig.json'),
  types('cores and contract without Node, page or clock', 'tsconfig.pure.json'),
  types('page', 'tsconfig.web.json'),
  types('page side of the stand-in for Electron', 'test/kit/electron-host/page/tsconfig.json'),
  script('format and lint', 'run: npx biome check --write', '@biomejs/biome/bin/biome', 'check'),
]

/** Runs all gates, as many at once as there are cores, and tells of each as it ends. Answers the failed ones. */
export async function runGates(options: JobOptions, tell: (gate: Gate, ended: Ended) => void): Promise<Gate[]> {
  const waiting = [...GATES]
  const failed: Gate[] = []
  const worker = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      const ended = await gate.run(options)
      if (ended.code !== 0) failed.push(gate)
      tell(gate, ended)
    }
  }
  await Promise.all(cpus().slice(0, 2).map(worker))
  return failed
}

/** One line for a gate; a failing one is followed by all it said. */
export function describeGate(gate: Gate, { code, output, seconds }: Ended): string {
  const line = `${code === 0 ? 'ok    ' : 'FAILED'} ${gate.name} (${seconds.toFixed(1)} s)`
  return code === 0 ? line : `${line}\n${indent(output)}\n  → ${gate.advice}`
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ')
}
