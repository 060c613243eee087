import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { endChild, startChild, until } from '../kit/child.ts'
import { engineMissing } from '../kit/engine.ts'
import { keyringMissing } from '../kit/keyring.ts'
import { describeWhere } from '../kit/needs.ts'
import { aHome, type TempHome } from '../kit/temp-home.ts'
import { ROOT } from '../run/job.ts'
import { leftovers, processesNow } from '../run/leftovers.ts'

describeWhere(engineMissing() ?? keyringMissing())('npm test', () => {
  let home: TempHome | undefined
  afterEach(() => home?.remove())

  it('stops all it started when it is interrupted, and says that it was', async () => {
    home = aHome()
    const before = processesNow()
    // Without the engine of the run that this test is part of, it starts one of its own.
    const { DOCKER_HOST, ...env } = process.env
    const run = startChild(process.execPath, [join(ROOT, 'test/run/main.ts'), 'test/integration/test-kit.test.ts'], {
      cwd: ROOT,
      env: { ...env, TMPDIR: home.root, GATEHOUSE_TEST_RUN: '' },
    })
    await until('the suite to start', () => run.output().includes('== files'), 60_000)
    const started = leftovers(before, '', [home.root]).map(({ command }) => command)
    expect(started.join('\n')).toContain('gnome-keyring-daemon')
    await endChild(run, 30_000)
    expect(run.output()).toMatch(/FAILED: stopped by SIGTERM\n.*0 passed, \d failed, 0 skipped$/s)
    expect(leftovers(before, '', [home.root])).toEqual([])
    expect(readdirSync(home.root)).toEqual([])
  })
})

it.for<[string, (folder: string) => [args: string[], env: NodeJS.ProcessEnv]]>([
  ['carries its mark', () => [[], { GATEHOUSE_TEST_RUN: 'seeded-mark' }]],
  ['names its folder', folder => [[folder], {}]],
])('a process that outlives a run is found when it %s', async ([, seed]) => {
  await using home = aHome()
  const before = processesNow()
  const [args, env] = seed(home.root)
  const child = startChild(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', ...args], {
    env: { PATH: process.env['PATH'], ...env },
  })
  // A process that is just becoming another program shows neither its environment nor its arguments for a moment.
  const found = () => leftovers(before, 'seeded-mark', [home.root]).some(({ pid }) => pid === child.pid)
  await until('it to be found', found)
  expect(leftovers(before, 'another-mark', ['/nowhere'])).toEqual([])
  await endChild(child)
})
