import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { CdpConnection } from './cdp.ts'
import { HostFault } from './host-fault.ts'

/** The running Chromium. */
export interface Browser {
  connection: CdpConnection
  /** Where others (Playwright) can attach. */
  wsUrl: string
  headed: boolean
  /** Asks the browser for one more window without a tab strip; only with a display. */
  openAppWindow(url: string): void
  close(): Promise<void>
  /** Ends it at once; for the exit handler. */
  kill(): void
}

// The real binary comes before Debian's wrapper script, which prints shell warnings of its own.
const places = ['/usr/lib/chromium/chromium', '/usr/lib/chromium-browser/chromium-browser', '/opt/google/chrome/chrome']
const names = ['chromium', 'chromium-browser', 'google-chrome']

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Absent or not executable: the next place is tried.
    return false
  }
}

/** Finds Chromium, or says what to do. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['ELECTRON_HOST_CHROMIUM']
  const paths = (env['PATH'] ?? '').split(delimiter)
  const found = (named ? [named] : [...places, ...paths.flatMap(path => names.map(name => join(path, name)))]).find(
    isExecutable,
  )
  if (found) return found
  const where = named ? `ELECTRON_HOST_CHROMIUM names ${named}, which cannot be run` : 'Chromium was not found'
  throw new HostFault(
    `${where}. Install it (Debian: apt-get install chromium) or set ELECTRON_HOST_CHROMIUM to its path.`,
  )
}

function flags(profile: string, headed: boolean): string[] {
  return [
    // The pipe is ours, and Chromium ends by itself when it closes, even when the host was killed. The port is for Playwright.
    '--remote-debugging-pipe',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--test-type',
    '--allow-file-access-from-files',
    '--disable-popup-blocking',
    '--disable-extensions',
    '--disable-sync',
    '--disable-component-update',
    '--disable-background-networking',
    '--disable-default-apps',
    '--disable-breakpad',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--disable-features=BackForwardCache,Translate,MediaRouter,OptimizationHints,HttpsUpgrades,PaintHolding',
    '--password-store=basic',
    '--force-color-profile=srgb',
    '--disable-dev-shm-usage',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(headed ? [] : ['--headless=new']),
  ]
}

function addressPrinted(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = []
    const lines = createInterface({ input: child.stderr as Readable })
    lines.on('line', line => {
      const [, url] = /^DevTools listening on (ws:\/\/\S+)/.exec(line) ?? []
      if (url) resolve(url)
      else if (said.push(line) > 20) said.shift()
      if (process.env['ELECTRON_HOST_VERBOSE']) console.error(`chromium: ${line}`)
    })
    child.once('error', error => reject(new HostFault(`Chromium could not be started: ${error.message}`)))
    child.once('exit', code => reject(new HostFault(`Chromium ended with code ${code}:\n${said.join('\n')}`)))
  })
}

function removeProfile(profile: string): void {
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 })
  } catch {
    // Chromium's last helper may still be writing; the folder is in the temp directory and holds nothing of value.
  }
}

function ended(child: ChildProcess, withinMs: number): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(true)
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(false), withinMs)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}

/** Starts Chromium with a fresh profile. */
export async function startChromium(headed: boolean, onEnd: () => void): Promise<Browser> {
  const program = findChromium()
  // A host that is killed cannot tidy up: a harness may name a folder of its own, and remove it.
  const profile = mkdtempSync(join(process.env['ELECTRON_HOST_TEMP'] ?? tmpdir(), 'electron-host-'))
  const child = spawn(program, flags(profile, headed), { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
  const kill = (): void => {
    if (child.exitCode === null) {
      child.kill('SIGKILL')
      // At exit nothing can be awaited, and what is still dying still writes.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    }
    removeProfile(profile)
  }
  const connection = new CdpConnection(child.stdio[3] as Writable, child.stdio[4] as Readable)
  process.once('exit', kill)
  const wsUrl = await addressPrinted(child)
  let closing = false
  child.once('exit', () => {
    if (!closing) onEnd()
  })
  return {
    connection,
    wsUrl,
    headed,
    kill,
    openAppWindow: url => {
      // A second run with the same profile hands its window to the first and ends.
      spawn(program, [`--user-data-dir=${profile}`, `--app=${url}`, '--test-type', '--no-sandbox'], { stdio: 'ignore' })
    },
    close: async () => {
      closing = true
      // Refused when Chromium is already gone, which is what is wanted.
      connection.send('Browser.close').catch(() => undefined)
      if (!(await ended(child, 2000))) child.kill('SIGKILL')
      await ended(child, 2000)
      removeProfile(profile)
    },
  }
}
