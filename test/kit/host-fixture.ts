import type { ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'
import type { Notification as Notice, UtilityProcess, BrowserWindow as Window } from 'electron'
import type { Page } from 'playwright-core'
import type { ElectronHost } from './electron-host/src/test-surface.ts'

/** What the fixture's main process leaves in reach of `app.evaluate`. */
declare global {
  var __electronHost: ElectronHost
  var win: Window
  var notify: () => void
  var notice: Notice
  var makeWindow: (options?: object) => Window
  var fork: (options?: object) => UtilityProcess
  var seen: {
    secondInstances: { argv: string[]; cwd: string; data: unknown }[]
    notices: string[]
    windowEvents: string[]
    sent: unknown[][]
  }
}

/** The small application that the host's own tests run. */
export const fixture = resolve(import.meta.dirname, 'electron-host/fixture')

/** The stand-in for Electron itself, to be started by hand. */
export const hostExecutable = resolve(import.meta.dirname, 'electron-host/bin/electron')

/** Waits for the end of a process and gives what it printed. */
export function ended(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = ''
  child.stdout?.on('data', chunk => (text += String(chunk)))
  child.stderr?.on('data', chunk => (text += String(chunk)))
  return new Promise(done => child.once('exit', code => setTimeout(() => done({ code, text }), 50)))
}

/** Runs a piece of page code; written as text, because the page's globals are not this file's. */
export function inPage<T>(page: Page, code: string): Promise<T> {
  return page.evaluate(code) as Promise<T>
}
