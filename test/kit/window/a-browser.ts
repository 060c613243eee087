import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const screens = join(import.meta.dirname, '../../../test-results/screens')

/** The Chromium of this machine. */
export function aBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--headless', '--disable-gpu', '--font-render-hinting=none'],
  })
}

/** A page that remembers everything it complained about. */
export type WatchedPage = Page & { readonly complaints: string[] }

/** Opens an address and listens for console errors, uncaught errors and refused content. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1180, height: 780 }, ...options })
  const page = await context.newPage()
  // A page may close only a window that a script opened, so the wish to close is what can be seen here.
  await page.addInitScript('window.closeWishes = 0; window.close = () => { window.closeWishes += 1 }')
  const complaints: string[] = []
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(String(error)))
  await page.goto(url)
  return Object.assign(page, { complaints })
}

/** Keeps a picture for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true })
  await page.screenshot({ path: join(screens, `${name}.png`) })
}
