import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { aDashboard, type Dashboard } from '../kit/a-dashboard.ts'
import { aBrowser, openPage, picture, type WatchedPage } from '../kit/window/a-browser.ts'
import { axe } from '../kit/window/axe.ts'

let dashboard: Dashboard
let browser: Browser
let page: WatchedPage

beforeAll(async () => {
  dashboard = await aDashboard()
  browser = await aBrowser()
})
afterEach(async () => {
  expect(page.complaints).toEqual([])
  await page.context().close()
  dashboard.house.forget()
})
afterAll(async () => {
  await browser?.close()
  await dashboard?.close()
})

const open = async (options = {}): Promise<void> => {
  page = await openPage(browser, dashboard.link('#/sandboxes'), options)
  await page.getByText('gatehouse-main-s1').waitFor()
}

it.each(['light', 'dark'] as const)(
  'shows sandboxes, walls and kinds, free of axe findings, in %s',
  async colorScheme => {
    await open({ colorScheme })
    await page.getByText('bubblewrap is not installed.').waitFor()
    expect(await axe(page)).toEqual([])
    await picture(page, `sandboxes-${colorScheme}`)
  },
)

it('tries the walls and says which do not hold', async () => {
  await open()
  await page.getByRole('button', { name: 'Try the walls' }).click()
  await page.getByText('1 wall does not hold.').waitFor()
  await page.getByText('/etc/passwd was written').waitFor()
  await picture(page, 'sandboxes-walls-light')
})

it('opens a terminal with colours under the strict policy, types into it, and can be left by keyboard', async () => {
  await open()
  await page.getByRole('button', { name: 'Actions for gatehouse-main-s1' }).click()
  await page.getByRole('menuitem', { name: 'Open a terminal' }).click()
  const rows = page.locator('.xterm-rows')
  await expect.poll(() => rows.innerText()).toContain('agent:/workspace$')
  await page.keyboard.type('hello')
  await page.keyboard.press('Enter')
  await expect.poll(() => rows.innerText()).toContain('you typed hello')
  const green = rows.locator('span', { hasText: 'agent' }).first()
  const colorOf = (element: unknown) => getComputedStyle(element).color
  expect(await green.evaluate(colorOf)).not.toBe(await rows.evaluate(colorOf))
  await picture(page, 'terminal-light')
  await page.keyboard.press('Shift+Escape')
  expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Close the terminal')
  await page.keyboard.press('Enter')
  await expect.poll(() => rows.count()).toBe(0)
})

it('says how the shell ended', async () => {
  await open()
  await page.getByRole('button', { name: 'Open a terminal' }).click()
  await expect.poll(() => page.locator('.xterm-rows').innerText()).toContain('$')
  await page.keyboard.type('exit')
  await page.keyboard.press('Enter')
  await page.getByText('The shell ended with exit code 0.').waitFor()
})

// Exists in the page, where `colorOf` runs.
declare const getComputedStyle: (element: unknown) => { color: string }
