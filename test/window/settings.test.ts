import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
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

const open = async (address: string, options = {}): Promise<void> => {
  dashboard = await aDashboard()
  page = await openPage(browser, dashboard.link(address), { viewport: { width: 1180, height: 900 }, ...options })
}
const openWhereFirstPinTakes = async (way: 'code' | 'restart' | 'window'): Promise<void> => {
  await open('#/secrets')
  dashboard.house.firstPinTakes(way)
  await page.getByRole('link', { name: 'Settings' }).click()
}
const choose = async (field: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: option }).click()
}

describe('settings', () => {
  it('show what a change does before it is saved, loosening marked, and Cancel leaves all as it was', async () => {
    await open('#/settings')
    await choose('How much an agent does alone', 'Work freely')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('policy.autonomy').waitFor()
    await dialog.getByText('Loosens').first().waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('combobox', { name: 'How much an agent does alone' }).getByText('Work, and ask').waitFor()

    await choose('Ask me', 'About every call')
    await dialog.getByText('Tightens').waitFor()
    expect(await axe(page)).toEqual([])
    await picture(page, 'settings-diff-light')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.getByRole('combobox', { name: 'Ask me' }).getByText('About every call').waitFor()
  })

  it('show what somebody else wrote into the lasting answers, entry by entry, until it is put back or accepted', async () => {
    await open('#/health')
    await dashboard.house.addProgram('main', { path: '/usr/bin/curl' })
    await page.getByText('The lasting answers were changed from outside').waitFor()
    await page.getByRole('button', { name: 'Review the lasting answers' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('main may run /usr/bin/curl').waitFor()
    await dialog.getByText('Loosens').waitFor()
    expect(await axe(page)).toEqual([])
    await picture(page, 'grants-pending-light')
    await dialog.getByRole('button', { name: 'Put it back' }).click()
    await dialog.waitFor({ state: 'detached' })
    await dashboard.house.addProgram('main', { path: '/usr/bin/rg' })
    await page.getByRole('button', { name: 'Review the lasting answers' }).click()
    await dialog.getByRole('button', { name: 'Accept the change' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.goto(`${page.url().split('#')[0]}#/settings`)
    await page.getByRole('heading', { name: 'Earlier lasting answers' }).waitFor()
    await page.getByText('accepted a change from outside').waitFor()
  })

  it('put a model key into the vault and only its name into the config', async () => {
    await open('#/settings')
    await choose('Provider', 'Anthropic')
    await page.getByRole('textbox', { name: 'Model name' }).fill('a-model')
    await page.getByLabel('API key').fill('sk-very-secret-value')
    await page.getByRole('button', { name: 'Use this model' }).click()
    await page.getByText('The next message uses this model.').waitFor()
    await page.getByText('Stored in the vault as ANTHROPIC_API_KEY.').waitFor()
    expect(await page.getByLabel('API key').inputValue()).toBe('')
    expect(await page.content()).not.toContain('sk-very-secret-value')
    await page.getByRole('link', { name: 'Secrets' }).click()
    await page.getByRole('cell', { name: 'ANTHROPIC_API_KEY', exact: true }).waitFor()
  })

  it('keep the chosen theme over a reload', async () => {
    await open('#/settings', { colorScheme: 'light' })
    await page.getByRole('radio', { name: 'Dark' }).click()
    await page.reload()
    await page.getByRole('radio', { name: 'Dark', checked: true }).waitFor()
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark')
  })

  it('set the approver PIN only when both fields agree', async () => {
    await open('#/settings')
    await page.getByLabel('New PIN', { exact: true }).fill('482915')
    await page.getByLabel('New PIN, again').fill('482916')
    await page.getByText('The two are not the same.').waitFor()
    await page.getByLabel('New PIN, again').fill('482915')
    await page.getByRole('button', { name: 'Set PIN' }).click()
    await page.getByText('The PIN is set.').waitFor()
    expect(dashboard.house.asked).toEqual([{ route: 'access.setPin', input: { old: null, pin: '482915' } }])
  })

  it('ask for the set-up code where the first PIN takes one', async () => {
    await openWhereFirstPinTakes('code')
    await page.getByLabel('New PIN', { exact: true }).fill('482915')
    await page.getByLabel('New PIN, again').fill('482915')
    expect(await page.getByRole('button', { name: 'Set PIN' }).isDisabled()).toBe(true)
    await page.getByLabel('Set-up code').fill('K7QM-42XD')
    await picture(page, 'settings-first-pin')
    await page.getByRole('button', { name: 'Set PIN' }).click()
    await page.getByText('The PIN is set.').waitFor()
    expect(dashboard.house.asked).toEqual([
      { route: 'access.setPin', input: { old: null, pin: '482915', code: 'K7QM-42XD' } },
    ])
  })

  it.each([
    ['restart', 'start it in a terminal with “gatehouse up”'],
    ['window', 'can now only be set in the Gatehouse window'],
  ] as const)('say where the first PIN is set when not here: %s', async (way, words) => {
    await openWhereFirstPinTakes(way)
    await page.getByText(words).waitFor()
    expect(await page.getByRole('button', { name: 'Set PIN' }).count()).toBe(0)
  })
})

describe('secrets', () => {
  it('go in, are listed by name, and are removed after a second look', async () => {
    await open('#/secrets')
    await page.getByText('No secrets yet').waitFor()
    await page.getByRole('button', { name: 'Add a secret' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('TELEGRAM_TOKEN')
    await page.getByLabel('Value').fill('12345:abcdef')
    await page.getByRole('button', { name: 'Store' }).click()
    await page.getByRole('cell', { name: 'TELEGRAM_TOKEN', exact: true }).waitFor()
    expect(await page.content()).not.toContain('12345:abcdef')
    await page.getByRole('button', { name: 'Actions for TELEGRAM_TOKEN' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('No secrets yet').waitFor()
  })

  it.each(['light', 'dark'] as const)('come in from a .env file after a look, in %s', async colorScheme => {
    await open('#/secrets', { colorScheme })
    await page.getByRole('button', { name: 'Import from .env' }).click()
    await page
      .getByRole('textbox', { name: 'Text of the .env file' })
      .fill('OPENAI_API_KEY=sk-one\nEMPTY=\n# note\nGITHUB_TOKEN=ghp_two')
    await page.getByRole('button', { name: 'Look at it' }).click()
    await page.getByText('GITHUB_TOKEN').waitFor()
    await picture(page, `secrets-import-${colorScheme}`)
    await page.getByRole('button', { name: /^Store \d secret/ }).click()
    await page.getByRole('cell', { name: 'GITHUB_TOKEN', exact: true }).waitFor()
    await page.waitForTimeout(250) // the dialog's fade ends before colours are measured
    expect(await axe(page)).toEqual([])
    await picture(page, `secrets-${colorScheme}`)
  })

  it('show a new recovery phrase once', async () => {
    await open('#/secrets')
    await page.getByRole('button', { name: 'New recovery phrase' }).click()
    await page.getByRole('button', { name: 'Make a new one' }).click()
    await page.getByText('Your recovery phrase').waitFor()
    await picture(page, 'secrets-phrase-light')
    const phrase = await page.getByRole('dialog').locator('code').innerText()
    expect(phrase.length).toBeGreaterThan(30)
    await page.getByRole('button', { name: 'I wrote it down' }).click()
    await expect.poll(() => page.content()).not.toContain(phrase)
  })
})
