import { EventEmitter } from 'node:events'
import type { HostArguments } from './arguments.ts'
import type { Browser } from './chromium.ts'
import type { FreshPage, TargetDesk } from './targets.ts'

interface Stage {
  args: HostArguments
  headed: boolean
  /** Folder with the application's package.json, or of its entry file. */
  appPath: string
  appName: string
  appVersion: string
  /** The browser, once it can be asked for pages; windows opened earlier wait for it. */
  browser: Promise<{ browser: Browser; targets: TargetDesk }>
  /** Word between the parts that must not import each other: windows, pages, application. */
  signals: EventEmitter
}

/** What this run is: one host, one browser, one application. Filled by the start-up, read by everything else. */
export const stage: Stage = {
  args: { requires: [], entry: undefined, switches: new Map(), all: [] },
  headed: false,
  appPath: process.cwd(),
  appName: 'Electron',
  appVersion: '0.0.0',
  browser: new Promise(() => undefined),
  signals: new EventEmitter(),
}

/** Opens an empty page for a window. */
export async function openPage(): Promise<FreshPage> {
  const { browser, targets } = await stage.browser
  return targets.open(browser)
}
