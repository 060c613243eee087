/**
 * `npm run bench:policy`: time of a decision over the whole command corpus, warm, on one core; of the shell analysis
 * alone; of hostile lines; start-up of the engine as it is built; memory.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import type { ToolCall } from '../../src-main/contract/model/tool-call.ts'
import { CommandCase, callOf, judgeCommandCase } from '../../src-main/policy/core/batch/command-case.ts'
import type { PolicyFacts } from '../../src-main/policy/core/facts.ts'
import { analyseCommand } from '../../src-main/policy/core/shell/analyse-command.ts'

const WARM = 20
const ROUNDS = 16
const root = join(import.meta.dirname, '../..')
const cases = readFileSync(join(root, 'test/corpora/commands.jsonl'), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => CommandCase.parse(JSON.parse(line)))

const ms = (value: number): string => `${value.toFixed(3)} ms`
const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b)
const share = (values: readonly number[], part: number): number =>
  sorted(values)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0

/** Runs every case many times; answers with the times of each case, and the processor time of all together. */
function measure(act: (one: CommandCase) => unknown): { times: number[][]; cpuMs: number } {
  for (let round = 0; round < WARM; round += 1) for (const one of cases) act(one)
  const times = cases.map((): number[] => [])
  const began = process.cpuUsage()
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, one] of cases.entries()) {
      const start = performance.now()
      act(one)
      times[at]?.push(performance.now() - start)
    }
  }
  const { user, system } = process.cpuUsage(began)
  return { times, cpuMs: (user + system) / 1000 }
}

function tell(what: string, act: (one: CommandCase) => unknown): void {
  const { times, cpuMs } = measure(act)
  const all = times.flat()
  // The middle of its rounds is what a command costs; single rounds also hold what else the machine was doing.
  const each = times.map(one => share(one, 0.5))
  const perSecond = Math.round(all.length / (cpuMs / 1000)).toLocaleString('en')
  console.log(`${what}: ${cases.length} commands, ${ROUNDS} rounds`)
  console.log(
    `  every command:  p50 ${ms(share(each, 0.5))}   p99 ${ms(share(each, 0.99))}   slowest ${ms(share(each, 1))}`,
  )
  console.log(`  every decision: p50 ${ms(share(all, 0.5))}   p99 ${ms(share(all, 0.99))}`)
  console.log(`  ${perSecond} per second of processor time, on one core`)
}

const place = {
  shell: 'bash',
  cwd: '/home/dev/app',
  home: '/home/dev',
  user: 'dev',
  workspace: '/home/dev/app',
} as const

const hostile: Record<string, string> = {
  '64 KB of one word': `echo ${'a'.repeat(65_000)}`,
  '64 KB of commands': 'rm -rf x; '.repeat(6_500),
  '64 KB of substitutions': `echo ${'$(echo '.repeat(9_000)}`,
  '64 KB of quotes': `echo ${'"$('.repeat(16_000)}`,
  '64 KB of variables': `echo ${'$a'.repeat(32_000)}`,
  '64 KB of braces': `echo ${'{a,b}'.repeat(13_000)}`,
}

function tellHostile(): void {
  const times = Object.entries(hostile).map(([name, command]) => {
    const rounds = Array.from({ length: 7 }, () => {
      const start = performance.now()
      analyseCommand({ ...place, command })
      return performance.now() - start
    })
    return { name, middle: share(rounds, 0.5) }
  })
  console.log('hostile lines')
  for (const { name, middle } of times) console.log(`  ${ms(middle).padStart(11)}  ${name}`)
}

/** What a first decision needs, as plain data for another process. */
const anExample = (): [PolicyFacts, ToolCall] =>
  callOf(CommandCase.parse({ id: 'x', command: 'git status && rm -rf build' }))

/** Loads the engine in a process of its own, bundled as the app ships it, and decides once. */
async function tellStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  try {
    await build({
      configFile: false,
      logLevel: 'silent',
      ssr: { noExternal: true },
      build: {
        ssr: join(root, 'src-main/policy/core/decide.ts'),
        outDir: folder,
        rolldownOptions: { output: { entryFileNames: 'engine.mjs' } },
      },
    })
    writeFileSync(
      join(folder, 'start.mjs'),
      `const start = performance.now()
       const { decide } = await import('./engine.mjs')
       decide(...${JSON.stringify(anExample())})
       console.log(performance.now() - start)`,
    )
    const starts = Array.from({ length: 7 }, () =>
      Number(execFileSync(process.execPath, [join(folder, 'start.mjs')], { encoding: 'utf8' })),
    )
    console.log(
      `start-up of the engine, first answer included: ${Math.round(share(starts, 0.5))} ms (best ${Math.round(share(starts, 0))})`,
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

tell('whole decision, all layers', judgeCommandCase)
tell('shell analysis alone', one => analyseCommand({ ...place, shell: one.shell, command: one.command }))
console.log(`memory after that: ${Math.round(process.memoryUsage().rss / 1e6)} MB`)
tellHostile()
await tellStart()
