import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'

const root = resolve(import.meta.dirname, '../..')
const hostFolder = join(root, 'test/kit/electron-host/bin')

/** How to start the application for a test. */
export interface LaunchOptions {
  /** The data folder, `GATEHOUSE_HOME`. Without one a fresh folder is made, and removed again at the end. */
  home?: string
  /** More environment, or `undefined` to take a variable away. */
  env?: Record<string, string | undefined>
  /** More arguments, after the application's folder. */
  args?: string[]
  /** The application's folder; the repository itself unless a test brings its own. */
  folder?: string
}

/** The running application, as a test holds it. */
export interface LaunchedApp {
  app: ElectronApplication
  home: string
  /** What the main process has printed so far. */
  output(): string
  /** The first window, once its document is there. */
  firstWindow(): Promise<Page>
  /** The window that shows this selector, among those open or still to come. */
  windowWith(selector: string, withinMs?: number): Promise<Page>
  /** What the stand-in noticed: things it could not do, and care the application did not take. Empty on real Electron. */
  findings(): Promise<string[]>
  /** Ends the application; safe to call twice, or after it ended by itself. */
  close(): Promise<void>
}

/** Starts the built application, on the stand-in for Electron unless `ELECTRON_OVERRIDE_DIST_PATH` says otherwise. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const temporary = mkdtempSync(join(tmpdir(), 'gatehouse-e2e-'))
  const home = options.home ?? join(temporary, 'home')
  mkdirSync(home, { recursive: true, mode: 0o700 })
  // Playwright looks for the executable with this process's environment, not with the one it gives on.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= hostFolder
  const app = await _electron.launch({
    args: [options.folder ?? root, `--user-data-dir=${join(temporary, 'electron')}`, ...(options.args ?? [])],
    cwd: root,
    env: environment({ GATEHOUSE_HOME: home, ELECTRON_HOST_TEMP: temporary, ...options.env }),
    timeout: 60_000,
  })
  const child = app.process()
  const output: string[] = []
  child.stdout?.on('data', chunk => output.push(String(chunk)))
  child.stderr?.on('data', chunk => output.push(String(chunk)))
  return {
    app,
    home,
    output: () => output.join(''),
    firstWindow: async () => {
      const page = await app.firstWindow()
      // Every window begins as an empty page.
      await page.waitForURL(url => !['about:', 'data:'].includes(url.protocol), { waitUntil: 'domcontentloaded' })
      return page
    },
    windowWith: (selector, withinMs = 15_000) => windowWith(app, selector, withinMs),
    findings: () =>
      app.evaluate(
        () => (globalThis as { __electronHost?: { findings(): string[] } }).__electronHost?.findings() ?? [],
      ),
    close: async () => {
      await closeSafely(app)
      rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
    },
  }
}

function environment(changes: Record<string, string | undefined>): Record<string, string> {
  const all = Object.entries({ ...process.env, ...changes })
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined))
}

async function windowWith(app: ElectronApplication, selector: string, withinMs: number): Promise<Page> {
  const until = Date.now() + withinMs
  while (Date.now() < until) {
    for (const page of app.windows()) {
      // A window may close, or load something else, while it is asked.
      const found = await page
        .locator(selector)
        .count()
        .catch(() => 0)
      if (found > 0) return page
    }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  throw new Error(
    `no window shows ${selector} after ${withinMs} ms; open: ${app
      .windows()
      .map(page => page.url())
      .join(', ')}`,
  )
}

async function closeSafely(app: ElectronApplication): Promise<void> {
  let child: ReturnType<ElectronApplication['process']>
  try {
    child = app.process()
  } catch {
    // Playwright has let go of an application that is closed already.
    return
  }
  if (child.exitCode !== null || child.signalCode !== null) return
  // An application that lives in the tray may refuse to quit, so it gets a limit; the kill reaches its whole group.
  const limit = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), 10_000)
  await app.close()
  clearTimeout(limit)
}

/** Keeps a picture of a window under test-results/screens, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const path = join(root, 'test-results/screens', `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  return path
}
