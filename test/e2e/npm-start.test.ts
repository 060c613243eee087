import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type Child, endChild, startChild, until, untilOr } from '../kit/child.ts'
import { describeWhere } from '../kit/needs.ts'
import { descendants, stillRunning } from '../kit/process-tree.ts'
import { aHome, type TempHome } from '../kit/temp-home.ts'
import { ROOT } from '../run/job.ts'
import { commandLine } from '../run/leftovers.ts'

const notBuilt = existsSync(join(ROOT, 'out', 'main', 'cli.js')) ? null : 'needs the build: npm run build'

describeWhere(notBuilt)('npm start', () => {
  let home: TempHome
  let started: Child
  afterEach(async () => {
    await endChild(started, 10_000)
    await home.remove()
  })

  /** What `npm start` runs, on the Node that is there, with the marks by which its processes can be found again. */
  function start(...options: string[]): void {
    run('node', join(ROOT, 'resources/start/start.mjs'), ...options)
  }

  function run(command: string, ...args: string[]): void {
    home = aHome()
    const env = {
      ...process.env,
      DISPLAY: '',
      WAYLAND_DISPLAY: '',
      GATEHOUSE_HOME: home.root,
      GATEHOUSE_TEST_RUN: home.root,
    }
    started = startChild(command, args, { cwd: ROOT, env })
  }

  /** All that was started, once its gateway is among it. Looked up before the end: orphans belong to nobody. */
  async function wholeFamily(): Promise<number[]> {
    await until('the dashboard link', () => LINK.test(started.output()), 60_000)
    const isGateway = (pid: number): boolean => commandLine(pid).includes('/out/main/gateway.js')
    await until('the gateway to run', () => descendants(started.pid).some(isGateway), 15_000)
    return descendants(started.pid)
  }

  const LINK = /http:\/\/127\.0\.0\.1:\d+\/\S*/

  it('ends in a dashboard link that opens, where there is no display, and says why', async () => {
    start()
    await until('the dashboard link', () => LINK.test(started.output()), 60_000)
    expect(started.output()).toContain('There is no display here, so Gatehouse starts headless')
    const page = await fetch(LINK.exec(started.output())?.[0] ?? '')
    expect({ status: page.status, html: /<html/i.test(await page.text()) }).toEqual({ status: 200, html: true })
  })

  it('ends with all it started when it is asked to', async () => {
    start('--headless')
    const family = await wholeFamily()
    started.process.kill('SIGTERM')
    expect(await stillRunning(family, 15_000)).toEqual([])
    // The news of its end may come a moment after the end itself.
    await untilOr(() => started.process.exitCode !== null || started.process.signalCode !== null, 10_000)
    expect(started.process.exitCode).toBe(0)
  })

  it('ends with all it started when npm itself is killed, which tells nobody', async () => {
    run('npm', 'start', '--', '--headless')
    const family = await wholeFamily()
    started.process.kill('SIGTERM')
    expect(await stillRunning(family, 15_000)).toEqual([])
  })

  it('hands a wrong option on to Gatehouse, and its refusal back', async () => {
    start('--headless', '--no-such-option')
    await until('it to end', () => started.process.exitCode !== null, 60_000)
    expect(started.process.exitCode).not.toBe(0)
    expect(started.output()).toMatch(/unknown option '--no-such-option'/)
  })
})
