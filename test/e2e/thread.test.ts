import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

  it('took every care that the stand-in knows to look for', async () => {
    expect(await launched.findings()).toEqual([])
  })
})

function kinds(home: string): string[] {
  const folder = join(home, 'audit')
  return readdirSync(folder)
    .filter(name => name.endsWith('.jsonl'))
    .flatMap(name => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map(line => JSON.parse(line) as { kind: string; subject?: string })
    .map(entry => `${entry.kind}:${entry.subject ?? ''}`)
}
