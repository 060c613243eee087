/** Importing a file does nothing: what starts, does so because somebody called it. Else no test could choose its world. */
import { execFileSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ROOT } from '../run/job.ts'

const folder = mkdtempSync(join(tmpdir(), 'gh-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Entries and processes of their own are started by somebody, and Electron's own modules exist in Electron only. */
const STARTED =
  /^src-main\/(app\/|[^/]+\/electron\/|(cli|gateway)\/entry\.ts$|vault\/node\/keychain-process\.ts$|incident\/node\/watchdog-process\.ts$)/

function deedsOf(files: readonly string[]): string[] {
  const script = join(ROOT, 'test/kit/import-each.ts')
  const env = { PATH: process.env['PATH'], GATEHOUSE_HOME: join(folder, 'home') }
  return JSON.parse(
    execFileSync(process.execPath, ['--no-warnings', script, ...files], {
      cwd: ROOT,
      env,
      encoding: 'utf8',
      timeout: 50_000, // three seconds alone; other suites run beside it
    }),
  )
}

it('holds for every file of the main process', () => {
  const files = globSync('src-main/**/*.ts', { cwd: ROOT }).filter(path => !STARTED.test(path))
  expect(files.length).toBeGreaterThan(10)
  expect(deedsOf(files.sort().map(path => join(ROOT, path)))).toEqual([])
})

it.for<[string, string, RegExp]>([
  [
    'a timer',
    'setInterval(() => {}, 1000).unref(); setInterval(() => {}, 50); setTimeout(() => process.exit(), 300)',
    /running/,
  ],
  ['a listener', `process.on('SIGUSR2', () => {})`, /listeners/],
  ['a change of the environment', `process.env.GATEHOUSE_SEED = '1'`, /env/],
  ['a printed line', `console.log('loaded')`, /printed loaded/],
  ['an error', `throw new Error('not now')`, /cannot be imported: not now/],
])('sees %s', ([name, code, deed]) => {
  const file = join(folder, `${name.replaceAll(' ', '-')}.mjs`)
  writeFileSync(file, code)
  expect(deedsOf([file]).join('\n')).toMatch(deed)
})
