import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { AuditEntry } from '../../src-main/contract/model/audit-entry.ts'
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

const about = { who: 'agent:main', door: 'gateway', result: 'ok' as const, session: 's1' }
const day: AuditEntry[] = [
  { kind: 'lifecycle', who: 'gatehouse', door: 'keeper', result: 'ok', part: 'gateway', step: 'started' },
  { kind: 'session', ...about, who: 'owner', door: 'window', step: 'opened' },
  { kind: 'decision', ...about, verdict: 'allow', tool: 'exec', subject: 'ls -la', reason: 'It only reads.' },
  { kind: 'execution', ...about, step: 'finished', tool: 'exec', subject: 'ls -la', exitCode: 0, durationMs: 84 },
  {
    kind: 'decision',
    ...about,
    result: 'waiting',
    verdict: 'ask',
    tool: 'exec',
    subject: 'rm -r old\u202E-drafts',
    reason: 'It deletes a folder.',
  },
  {
    kind: 'approval',
    ...about,
    who: 'owner',
    door: 'window',
    result: 'refused',
    approval: 'a1',
    step: 'denied',
    tool: 'exec',
  },
  {
    kind: 'decision',
    ...about,
    result: 'refused',
    verdict: 'deny',
    tool: 'exec',
    subject: 'sudo reboot',
    rule: 'hard-deny.sudo',
  },
  {
    kind: 'access',
    ...about,
    who: 'telegram:4711',
    door: 'chat',
    result: 'refused',
    step: 'attempt',
    subject: 'telegram:4711',
  },
  {
    kind: 'config',
    ...about,
    who: 'owner',
    door: 'window',
    step: 'changed',
    area: 'config',
    paths: ['approvals.mode'],
    loosens: true,
  },
]

it.each(['light', 'dark'] as const)(
  'shows what happened, newest first and live, free of axe findings, in %s',
  async colorScheme => {
    dashboard.house.write(...day)
    page = await openPage(browser, dashboard.link('#/activity'), { colorScheme })
    await page.getByText('sudo reboot').waitFor()
    const first = page.getByRole('listitem').first()
    await first.getByText('approvals.mode').waitFor()
    dashboard.house.write({
      kind: 'secret',
      ...about,
      who: 'owner',
      door: 'window',
      step: 'added',
      secret: 'OPENAI_API_KEY',
    })
    await first.getByText('OPENAI_API_KEY').waitFor()
    await page.getByRole('button', { name: /Denied sudo reboot/ }).click()
    await page.getByText('hard-deny.sudo').waitFor()
    await page.getByText('old⟨U+202E⟩-drafts').first().waitFor()
    expect(await axe(page)).toEqual([])
    await picture(page, `activity-${colorScheme}`)
  },
)

it('finds by word, kind and result', async () => {
  dashboard.house.write(...day)
  page = await openPage(browser, dashboard.link('#/activity'))
  await page.getByRole('searchbox').fill('reboot')
  await expect.poll(() => page.getByRole('listitem').count()).toBe(1)
  await page.getByRole('searchbox').fill('')
  await page.getByRole('combobox', { name: 'Result' }).click()
  await page.getByRole('option', { name: 'Refused' }).click()
  await expect.poll(() => page.getByRole('listitem').count()).toBe(3)
  await page.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Access' }).click()
  await expect.poll(() => page.getByRole('listitem').count()).toBe(1)
  await page.getByRole('searchbox').fill('nothing like this')
  await page.getByText('Nothing matches that search.').waitFor()
})

it('reads older pages on request, and draws only what is in view', async () => {
  const many = Array.from(
    { length: 250 },
    (_, at): AuditEntry => ({ kind: 'decision', ...about, verdict: 'allow', tool: 'exec', subject: `echo ${at + 1}` }),
  )
  dashboard.house.write(...many)
  page = await openPage(browser, dashboard.link('#/activity'))
  await page.getByText('echo 250', { exact: true }).waitFor()
  expect(await page.getByRole('listitem').count()).toBeLessThan(60)
  for (const oldest of ['echo 51', 'echo 1']) {
    await page.getByRole('region', { name: 'Activity' }).focus()
    await page.keyboard.press('End')
    await page.getByRole('button', { name: 'Load older' }).click()
    await expect
      .poll(
        async () => {
          await page.keyboard.press('End')
          return page.getByText(oldest, { exact: true }).count()
        },
        { timeout: 5000 },
      )
      .toBe(1)
  }
  expect(await page.getByRole('button', { name: 'Load older' }).count()).toBe(0)
})

it('proves the trail on request', async () => {
  dashboard.house.write(...day)
  page = await openPage(browser, dashboard.link('#/activity'))
  await page.getByRole('button', { name: 'Check the trail' }).click()
  await page.getByText('Nothing was edited, removed or moved in 9 records.').waitFor()
})
