import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Docker from 'dockerode'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STOP_KEYS } from '../../src-main/app/stop-keys.ts'
import type { KeeperStatus } from '../../src-main/contract/model/status.ts'
import { runCli } from '../kit/an-up.ts'
import { isAlive, signal, until } from '../kit/child.ts'
import { anEngine, type Engine, engineMissing } from '../kit/engine.ts'
import { type LaunchedApp, launchApp, screenshot } from '../kit/launch-app.ts'
import { describeWhere } from '../kit/needs.ts'

describeWhere(engineMissing())('one thread through everything, in the built app', () => {
  let engine: Engine
  let launched: LaunchedApp
  let main: Page

  beforeAll(async () => {
    engine = await anEngine()
    launched = await launchApp({ env: { DOCKER_HOST: engine.dockerHost } })
    main = await launched.firstWindow()
    await main.getByRole('textbox', { name: 'Message' }).waitFor()
  })

  afterAll(async () => {
    await launched?.close()
    await engine?.stop()
  })

  const say = async (text: string): Promise<void> => {
    await main.getByRole('textbox', { name: 'Message' }).fill(text)
    await main.keyboard.press('Enter')
  }

  it('runs an everyday command in the sandbox without a question', async () => {
    await say('run echo hello-from-the-sandbox && id -u')
    await main
      .getByText(/^It ran/)
      .last()
      .waitFor()
    expect(await main.locator('main').innerText()).toContain('hello-from-the-sandbox')
    await screenshot(main, 'thread-everyday')
  })

  it('asks about a dangerous one; Deny means it did not run', async () => {
    await say('run rm -rf build')
    const popup = await launched.windowWith('text=Deny')
    await popup.getByText('rm -rf build').first().waitFor()
    await screenshot(popup, 'thread-popup')
    await screenshot(main, 'thread-waiting')
    await popup.getByRole('button', { name: 'Deny', exact: true }).click()
    await main
      .getByText(/That did not run/)
      .last()
      .waitFor()
    await screenshot(main, 'thread-denied')
    expect(kinds(launched.home)).not.toContain('execution:rm -rf build')
  })

  it('runs exactly what was approved, and shows its output in the chat', async () => {
    await say('run mkdir -p build && rm -rf build && echo cleaned-$((40+2))')
    const popup = await launched.windowWith('text=Deny')
    await popup.bringToFront()
    const approve = popup.getByRole('button', { name: /Approve once/ })
    await expect.poll(() => approve.isEnabled(), { timeout: 15_000 }).toBe(true)
    await screenshot(popup, 'thread-popup-armed')
    await approve.click()
    await main
      .getByText(/cleaned-42/)
      .last()
      .waitFor()
    await screenshot(main, 'thread-approved')
  })

  it('leaves an audit trail that shows each step', () => {
    const trail = kinds(launched.home)
    for (const step of ['session', 'decision', 'approval', 'execution', 'lifecycle'])
      expect(trail.join(' ')).toContain(step)
  })

  describe('its kill switch', () => {
    const cli = async (args: readonly string[], input = ''): Promise<string> => {
      const { code, out, err } = await runCli(args, { ...process.env, GATEHOUSE_HOME: launched.home }, input)
      if (code !== 0) throw new Error(`gatehouse ${args.join(' ')}: ${out}${err}`)
      return out
    }
    const status = async (): Promise<KeeperStatus> => JSON.parse(await cli(['status', '--json']))
    const gatewayPid = async (): Promise<number> => (await status()).gateway.pid ?? -1
    const boxes = async (): Promise<string[]> => {
      const docker = new Docker({ socketPath: engine.socketPath })
      return (await docker.listContainers({ filters: { label: ['gatehouse.agent'] } })).map(found => found.Id)
    }
    const locked = (): boolean => existsSync(join(launched.home, 'lockdown'))
    const inTray = (label: string): Promise<boolean> =>
      launched.app.evaluate((_electron, name) => globalThis.__electronHost.tray.labels().includes(name), label)
    const choose = async (label: string): Promise<void> => {
      await until(`the tray to offer "${label}"`, () => inTray(label))
      await launched.app.evaluate((_electron, name) => globalThis.__electronHost.tray.choose(name), label)
    }
    const pressStop = (): Promise<void> =>
      launched.app.evaluate((_electron, keys) => globalThis.__electronHost.pressShortcut(keys), STOP_KEYS)
    const allDead = (pid: number) =>
      until('gateway and containers to be gone', async () => !isAlive(pid) && (await boxes()).length === 0)

    it('is pulled by the global shortcut; the tray leads to where it is lifted, which takes the PIN', async () => {
      await expect(cli(['pin', 'set', '--pin-stdin'], '123456\n')).rejects.toThrow(
        /in the Gatehouse window, under Settings/,
      )
      await main.getByRole('link', { name: 'Settings' }).click()
      await main.getByLabel('New PIN', { exact: true }).fill('123456')
      await main.getByLabel('New PIN, again').fill('123456')
      await main.getByRole('button', { name: 'Set PIN' }).click()
      await main.getByText('The PIN is set.').waitFor()
      const pid = await gatewayPid()
      expect((await boxes()).length).toBeGreaterThan(0)
      await pressStop()
      await allDead(pid)
      expect((await status()).lockdown).toMatchObject({
        level: 'all',
        by: 'tray',
        reason: 'The keyboard shortcut was pressed.',
      })
      await choose('Lift the lockdown…')
      await main.getByRole('heading', { name: 'Incidents' }).waitFor()
      await screenshot(main, 'thread-locked')
      await main.getByRole('button', { name: 'Lift the lockdown…' }).click()
      const dialog = main.getByRole('dialog', { name: 'Let things start again?' })
      await dialog.getByRole('checkbox', { name: 'I have seen' }).click()
      await dialog.getByRole('checkbox', { name: 'I know what went wrong' }).click()
      await dialog.getByRole('button', { name: 'Lift the lockdown' }).click()
      await main.getByRole('textbox', { name: 'Approver PIN' }).fill('123456')
      expect(locked()).toBe(true)
      await main.getByRole('button', { name: 'Unlock' }).click()
      await until('the lock to be gone', () => !locked())
    })

    it('took every care that the stand-in knows to look for', async () => {
      expect(await launched.findings()).toEqual([])
    })

    it('works from the tray while the window hangs', async () => {
      await choose('Start the gateway')
      await until('a gateway', async () => (await status()).gateway.state === 'running')
      const pid = await gatewayPid()
      void main
        .evaluate(() => {
          for (const until = Date.now() + 8_000; Date.now() < until; );
        })
        .catch(() => {}) // it may still hang when the application is gone
      await choose('Stop everything')
      await allDead(pid)
      expect((await status()).lockdown).toMatchObject({ level: 'all' })
    })

    it('is finished by the watchdog when the application is killed in the middle of it', async () => {
      await cli(['incident', 'lift', '--pin-stdin'], '123456\n')
      await cli(['gateway', 'start'])
      await until('a gateway', async () => (await status()).gateway.state === 'running')
      await cli(['chat', 'run', 'echo', 'again'])
      const pid = await gatewayPid()
      expect((await boxes()).length).toBeGreaterThan(0)
      const app = launched.app.process().pid ?? -1
      void pressStop().catch(() => {}) // nobody is left to answer
      await until('the lock, which is the first step', locked)
      signal(app, 'SIGKILL')
      await allDead(pid)
      await until('the application to be gone', () => !isAlive(app))
      expect(locked()).toBe(true)
      await until('the report', () => existsSync(join(launched.home, 'incidents')))
    })
  })
})

type Entry = { kind: string; subject?: string; part?: string; step?: string }

function entries(home: string): Entry[] {
  const folder = join(home, 'audit')
  return readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map(line => JSON.parse(line) as Entry)
}

const kinds = (home: string): string[] => entries(home).map(entry => `${entry.kind}:${entry.subject ?? ''}`)

const stepsOfKeeper = (home: string): unknown[] =>
  entries(home).flatMap(({ kind, part, step }) => (kind === 'lifecycle' && part === 'keeper' ? step : []))

describe('an error that no catch of the built app holds', () => {
  it('ends everything in order and then says so in a box', async () => {
    const launched = await launchApp({ env: { DOCKER_HOST: 'unix:///nowhere/docker.sock' } })
    const main = await launched.firstWindow()
    await main.getByRole('textbox', { name: 'Message' }).waitFor()
    const child = launched.app.process()
    const gone = new Promise(resolve => child.once('exit', resolve))
    await launched.app.evaluate(({ dialog }) => {
      dialog.showErrorBox = (title, text) => void process.stderr.write(`box: ${title}: ${text}\n`)
      setTimeout(() => {
        throw new Error('thrown into nothing')
      }, 10)
    })
    await gone
    expect(launched.output()).toContain('box: Gatehouse stopped everything: It met a fault in itself.')
    expect(stepsOfKeeper(launched.home)).toEqual(['started', 'crashed', 'stopped'])
    await launched.close()
  })
})
