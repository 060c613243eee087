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

const DAY = 24 * 60 * 60_000
const PUSH = 'Agent “main” may run /usr/bin/git push to origin.'
const TAR = 'Agent “main” may run /usr/bin/tar on folders inside the workspace.'
const MAIL = 'never: any agent, send to all@example.org'

const giveSome = (): void => {
  const { house } = dashboard
  house.give({ id: 'push', words: PUSH })
  house.give({ id: 'mail', words: MAIL, effect: 'deny', agent: '*', by: 'cli', lastUsedAt: null, uses: 0 })
  const long = Date.now() - 200 * DAY
  house.give({ id: 'tar', words: TAR, givenAt: long, lastUsedAt: long + DAY, uses: 1, stale: true })
  house.give({ id: 'host', words: 'always: main, fetch example.org', expiresAt: Date.now() - DAY })
}
const open = async (options = {}): Promise<void> => {
  page = await openPage(browser, dashboard.link('#/approvals'), options)
  await page.getByRole('tab', { name: 'Lasting answers' }).click()
}
const row = (words: string) => page.getByRole('listitem').filter({ hasText: words })
const dialog = () => page.getByRole('dialog')
/** The page and its dialog once nothing fades any more, for measuring colours. */
const still = () => page.waitForTimeout(250)

it('says where lasting answers come from while there are none', async () => {
  await open()
  await page.getByText('No lasting answers').waitFor()
  expect(await page.getByRole('button', { name: 'Take back' }).count()).toBe(0)
})

it.each(['light', 'dark'] as const)(
  'tells of each who gave it, when it was needed and when it ends, free of axe findings, in %s',
  async colorScheme => {
    giveSome()
    await open({ colorScheme })
    await row(PUSH).getByText('Given 12 days ago in the window').waitFor()
    await row(PUSH).getByText('Used 4 times, last yesterday').waitFor()
    await row(PUSH).getByText('No end').waitFor()
    await row(MAIL).getByText('No', { exact: true }).waitFor()
    await row(MAIL).getByText('Any agent', { exact: true }).waitFor()
    await row(TAR).getByText('Not needed for 90 days').waitFor()
    await row('fetch example.org').getByText('Expired').waitFor()
    await still()
    expect(await axe(page)).toEqual([])
    await picture(page, `grants-${colorScheme}`)
    await page.getByRole('button', { name: `Take back: ${MAIL}` }).click()
    await dialog().getByText('This was a no.').waitFor()
    await still()
    expect(await axe(page)).toEqual([])
    await picture(page, `grants-take-back-${colorScheme}`)
  },
)

it('takes one back after a second look, and Cancel takes nothing', async () => {
  giveSome()
  await open()
  await page.getByRole('button', { name: `Take back: ${PUSH}` }).click()
  await dialog().getByRole('button', { name: 'Cancel' }).click()
  await dialog().waitFor({ state: 'detached' })
  await row(PUSH).waitFor()
  await page.getByRole('button', { name: `Take back: ${PUSH}` }).click()
  await dialog().getByRole('button', { name: 'Take back' }).click()
  await row(PUSH).waitFor({ state: 'detached' })
  await row(TAR).waitFor()
})

it('takes back what was not needed for 90 days, named before, and nothing else', async () => {
  giveSome()
  await open()
  const prune = page.getByRole('button', { name: 'Take back all that were not needed for 90 days' })
  await prune.click()
  expect(await dialog().getByRole('listitem').allInnerTexts()).toEqual([TAR])
  await dialog().getByRole('button', { name: 'Take back' }).click()
  await prune.waitFor({ state: 'detached' })
  expect(await page.getByRole('list', { name: 'Lasting answers' }).getByRole('listitem').count()).toBe(3)
  expect(await row(TAR).count()).toBe(0)
})

it('says so when the file was changed by something else, and takes nothing back', async () => {
  giveSome()
  dashboard.house.changeGrantsFile()
  await open()
  await page.getByRole('button', { name: `Take back: ${PUSH}` }).click()
  await dialog().getByRole('button', { name: 'Take back' }).click()
  await dialog().getByRole('alert').getByText('changed by something other than Gatehouse').waitFor()
  await dialog().getByRole('button', { name: 'Cancel' }).click()
  await row(PUSH).waitFor()
})

it('shows what would reorder or hide the words as what it is', async () => {
  dashboard.house.give({ words: 'main may run /usr/bin/\u202etac' })
  await open()
  await page.getByText('U+202E').waitFor()
})
