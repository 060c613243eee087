import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const programs = ['dbus-daemon', 'Xvfb', 'openbox', 'dunst', 'dunstctl', 'xdotool']

/** What a desktop for tests needs and this machine lacks, in words that say how to get it. */
export function missingForDesktop(): string | null {
  const missing = programs.filter(program => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0)
  if (missing.length === 0) return null
  return `no ${missing.join(', ')} (apt-get install dbus xvfb openbox dunst xdotool)`
}

/** A desktop of its own: a bus, a display that nobody sees, a window manager, and a notification daemon. */
export interface DesktopSession {
  /** What programs need in their environment to be on it. */
  env: { DBUS_SESSION_BUS_ADDRESS: string; DISPLAY: string }
  /** Presses the button with this label on the newest notification, as its menu would. */
  chooseOnNotification(label: string): void
  /** Clicks with the mouse, at a place on the screen. */
  click(x: number, y: number): void
  /** Names of the windows that can be seen. */
  visibleWindows(): string[]
  stop(): Promise<void>
}

// Where the bubble is must be known: the test clicks on it.
function dunstConfig(folder: string): string {
  return `[global]
    follow = none
    origin = top-right
    offset = 20x20
    width = 340
    dmenu = ${join(folder, 'pick')}
    mouse_left_click = do_action, close_current
[urgency_critical]
    timeout = 0
`
}

/** Stands for dmenu: takes the line with the wanted label. Lines look like \`#Reject (Approve?) [2,1]\`. */
function pickScript(folder: string): string {
  return `#!/bin/sh\ngrep -F "#$(cat ${join(folder, 'wanted')}) (" | head -n 1\n`
}

function firstLine(child: ChildProcess, what: string): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout as Readable }).once('line', resolve)
    child.once('exit', code => reject(new Error(`${what} ended with code ${code}`)))
  })
}

async function until(what: string, condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !condition(); ) {
    if (Date.now() > end) throw new Error(`${what} did not come up`)
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

/** Starts a desktop; needs nothing of the desktop the tests may run on. */
export async function startDesktop(): Promise<DesktopSession> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-desktop-'))
  writeFileSync(join(folder, 'dunstrc'), dunstConfig(folder))
  writeFileSync(join(folder, 'pick'), pickScript(folder))
  chmodSync(join(folder, 'pick'), 0o700)
  const children: ChildProcess[] = []
  const start = (program: string, args: string[], env: object = {}): ChildProcess => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, ...env } })
    children.push(child)
    return child
  }
  const bus = start('dbus-daemon', ['--session', '--nofork', '--print-address=1'])
  const display = start('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'])
  const env = {
    DBUS_SESSION_BUS_ADDRESS: await firstLine(bus, 'dbus-daemon'),
    DISPLAY: `:${await firstLine(display, 'Xvfb')}`,
  }
  const ask = (program: string, ...args: string[]) =>
    spawnSync(program, args, { env: { ...process.env, ...env }, encoding: 'utf8' })
  start('openbox', [], env)
  start('dunst', ['-conf', join(folder, 'dunstrc')], env)
  await until('dunst', () => ask('dunstctl', 'count').status === 0)
  return {
    env,
    chooseOnNotification: label => {
      writeFileSync(join(folder, 'wanted'), label)
      ask('dunstctl', 'context')
    },
    click: (x, y) => void ask('xdotool', 'mousemove', String(x), String(y), 'click', '1'),
    visibleWindows: () =>
      ask('xdotool', 'search', '--onlyvisible', '--name', '.')
        .stdout.trim()
        .split('\n')
        .filter(Boolean)
        .map(id => ask('xdotool', 'getwindowname', id).stdout.trim()),
    stop: async () => {
      for (const child of children.reverse()) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const gone = new Promise(resolve => child.once('exit', resolve))
        child.kill()
        await gone
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
