import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { aDashboard, type Dashboard } from '../kit/a-dashboard.ts'
import { aBrowser, openPage, picture, type WatchedPage } from '../kit/window/a-browser.ts'
import { axe } from '../kit/window/axe.ts'

let dashboard: Dashboard
let browser: Browser
let page: WatchedPage

beforeAll(async () => {
  browser = await aBrowser()
})
afterEach(async () => {
  expect(page.complaints).toEqual([])
  await page.context().close()
  await dashboard.close()
})
afterAll(() => browser?.close())

const open = async (address = '', options = {}): Promise<void> => {
  dashboard = await aDashboard()
  page = await openPage(browser, dashboard.link(address), options)
}

it.each(['light', 'dark'] as const)(
  'stops everything with one press from any page and shows what ended, in %s',
  async colorScheme => {
    await open('', { colorScheme })
    await page.getByRole('button', { name: 'Stop everything' }).click()
    await page.getByText('Everything ended, and looking again found nothing left.').waitFor()
    await page.getByText('the gateway').waitFor()
    await page.getByText('Everything stays stopped').waitFor()
    expect(await axe(page)).toEqual([])
    await picture(page, `incidents-${colorScheme}`)
  },
)

it('needs no PIN to stop, and is lifted only after both boxes are ticked', async () => {
  await open()
  dashboard.callAs('unproved')
  await page.getByRole('button', { name: 'Stop everything' }).click()
  await page.getByText('Everything stays stopped').waitFor()
  dashboard.callAs('person')
  await page.getByRole('button', { name: 'Lift the lockdown' }).click()
  const dialog = page.getByRole('dialog')
  const lift = dialog.getByRole('button', { name: 'Lift the lockdown' })
  await dialog.getByRole('checkbox', { name: 'I have seen' }).click()
  await lift.click({ force: true })
  await page.getByText('Everything stays stopped').waitFor()
  await dialog.getByRole('checkbox', { name: 'I know what went wrong' }).click()
  await lift.click()
  await expect.poll(() => page.getByText('Everything stays stopped').count()).toBe(0)
})

it('stops less where that is enough, and rehearses', async () => {
  await open('#/incidents')
  await page.getByText('The switch was never pulled').waitFor()
  await page.getByRole('button', { name: 'Rehearse' }).click()
  await page.getByText('The rehearsal').waitFor()
  await page.getByRole('button', { name: 'Stop less than everything' }).click()
  await page.getByRole('menuitem', { name: 'Stop tools only' }).click()
  await page.getByText('No tool runs.').first().waitFor()
})

it('says so at once when stopping could not be asked for', async () => {
  await open()
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  dashboard.goAway()
  await page.getByText('The connection to Gatehouse was lost.').waitFor()
  await page.getByRole('button', { name: 'Stop everything' }).click()
  await page.getByText('The connection to Gatehouse ended.').waitFor()
  page.complaints.length = 0 // the refused tries to connect again are what this test is about
})
