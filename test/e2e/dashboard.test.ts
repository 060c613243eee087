import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anUp, type Up } from '../kit/an-up.ts'
import { anEngine, type Engine, engineMissing } from '../kit/engine.ts'
import { describeWhere } from '../kit/needs.ts'
import { aBrowser, openPage, picture, type WatchedPage } from '../kit/window/a-browser.ts'

describeWhere(engineMissing())('the dashboard of a headless Gatehouse, in a real browser', () => {
  let engine: Engine
  let up: Up
  let browser: Browser
  let page: WatchedPage

  beforeAll(async () => {
    engine = await anEngine()
    up = await anUp({ pin: '123456', env: { DOCKER_HOST: engine.dockerHost }, args: ['--dashboard'] })
    browser = await aBrowser()
    page = await openPage(browser, /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(up.output())?.[0] ?? '')
  })
  afterAll(async () => {
    await browser?.close()
    await up?.close()
    await engine?.stop()
  })

  const say = async (text: string): Promise<void> => {
    await page.getByRole('textbox', { name: 'Message' }).fill(text)
    await page.keyboard.press('Enter')
  }

  it('opens by its link and takes the code out of the address', async () => {
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    expect(page.url()).not.toContain('link=')
  })

  it('carries a message to a command in the sandbox and its output back', async () => {
    await say('run echo hello-from-the-dashboard')
    await page.getByText('It ran.').last().waitFor()
    expect(await page.locator('main').innerText()).toContain('hello-from-the-dashboard')
  })

  it('lets a question be approved only after the PIN', async () => {
    await say('run rm -rf build && echo gone-$((40+2))')
    await page.getByRole('link', { name: /Approvals/ }).click()
    const approve = page.getByRole('button', { name: 'Approve once' }).first()
    await expect.poll(() => approve.isEnabled(), { timeout: 20_000 }).toBe(true)
    await approve.click()
    await page.getByRole('textbox', { name: 'Approver PIN' }).fill('123456')
    await picture(page, 'dashboard-pin')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await expect
      .poll(() => up.trail().some(record => record.kind === 'approval' && record.step === 'allowed-once'), {
        timeout: 20_000,
      })
      .toBe(true)
    await page.getByRole('link', { name: 'Chat' }).click()
    await page.getByRole('button', { name: /run echo hello/ }).click()
    await page
      .getByText(/gone-42/)
      .last()
      .waitFor()
    await picture(page, 'dashboard-approved')
  })

  it('of a second browser with the same link stays shut, and says how to get another', async () => {
    const again = await openPage(browser, /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(up.output())?.[0] ?? '')
    await again.getByRole('heading', { name: 'This page needs a fresh link', level: 2 }).waitFor()
  })

  it('broke no rule of its Content-Security-Policy', () => {
    expect(page.complaints).toEqual([])
  })
})
