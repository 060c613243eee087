/**
 * A real Secret Service (gnome-keyring on a private D-Bus) in each of the states a person's machine can be in.
 *
 *   describeWhere(keyringMissing())('…', () => {
 *     let keyring: Keyring
 *     beforeAll(async () => { keyring = await aKeyring('unlocked') })
 *     afterAll(() => keyring.stop())
 *     fork('helper.ts', { env: { ...process.env, ...keyring.env } })   // keytar reads the bus address once per process
 *
 * States: `unlocked` · `locked` (reads give null, as if there were no entry) · `no-service` (a bus, nobody keeps
 * secrets) · `no-bus` (address of nothing) · `hung` (a socket that accepts and never answers: keytar never returns
 * and the process needs SIGKILL) · `frozen` (the service is there and stopped: an error after about 50 s).
 * `lock()` and `unlock()` change an `unlocked` or `locked` one while it runs. Nothing touches a person's own keyring.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Child, endChild, missingCommand, signal, startChild, untilOr } from './child.ts'

/** The states of a person's keyring. */
export type KeyringState = 'unlocked' | 'locked' | 'no-service' | 'no-bus' | 'hung' | 'frozen'

/** A private keyring; see the head of this file. */
export interface Keyring {
  /** To be merged into the environment of the process that uses the keyring. */
  readonly env: Readonly<Record<KeyringVariable, string>>
  lock(): Promise<void>
  unlock(): Promise<void>
  stop(): Promise<void>
}

type KeyringVariable = 'DBUS_SESSION_BUS_ADDRESS' | 'HOME' | 'XDG_RUNTIME_DIR' | 'XDG_DATA_HOME' | 'DISPLAY'

const PARTS = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon', 'setpriv'] as const
const PASSWORD = 'test' // an empty one creates no collection

/** Why no keyring can be had here, or null if one can. A reason to skip with. */
export function keyringMissing(): string | null {
  if (process.platform !== 'linux') return 'the private keyring exists on Linux only'
  const part = missingCommand(PARTS)
  return part === null ? null : `needs a keyring: "${part}" is not installed`
}

/** Starts a private keyring in the state asked for. */
export async function aKeyring(state: KeyringState = 'unlocked'): Promise<Keyring> {
  const place = aPlace()
  if (state === 'no-bus') return unchanging(place, async () => {})
  if (state === 'hung') return hungSocket(place)
  const bus = await startBus(place)
  if (state === 'no-service') return unchanging(place, () => endChild(bus))
  const running = new RunningKeyring(place, bus)
  await running.unlock()
  if (state === 'locked') await running.lock()
  if (state === 'frozen') running.freeze()
  return running
}

interface Place {
  readonly folder: string
  readonly socket: string
  readonly env: Keyring['env']
}

function aPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'gh-keys-'))
  const [home, run, data] = ['home', 'run', 'data'].map(name => join(folder, name))
  for (const path of [home, run, data]) mkdirSync(path ?? folder, { mode: 0o700 })
  const socket = join(folder, 'bus')
  // DISPLAY is emptied so that nothing can start a bus or a prompt of its own on a person's screen.
  const env = { HOME: home ?? '', XDG_RUNTIME_DIR: run ?? '', XDG_DATA_HOME: data ?? '', DISPLAY: '' }
  return { folder, socket, env: { ...env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${socket}` } }
}

function removePlace(place: Place): void {
  rmSync(place.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
}

function unchanging(place: Place, stop: () => Promise<void>): Keyring {
  const refuse = async (): Promise<void> => {
    throw new Error('this keyring has no service to lock or unlock')
  }
  return {
    env: place.env,
    lock: refuse,
    unlock: refuse,
    async stop() {
      await stop()
      removePlace(place)
    },
  }
}

async function hungSocket(place: Place): Promise<Keyring> {
  const open = new Set<Socket>()
  const server: Server = createServer(socket => {
    open.add(socket)
    socket.on('error', () => {}) // the client was killed; that is what this state is for
  })
  await new Promise<void>(resolve => server.listen(place.socket, resolve))
  return unchanging(place, async () => {
    for (const socket of open) socket.destroy()
    await new Promise<void>(resolve => server.close(() => resolve()))
  })
}

/** A bus that can start no service by itself: no prompt can appear, and "no service" is really none. */
async function startBus(place: Place): Promise<Child> {
  const config = join(place.folder, 'bus.conf')
  writeFileSync(
    config,
    `<busconfig><type>session</type><listen>unix:path=${place.socket}</listen>
     <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`,
  )
  const bus = startChild('dbus-daemon', [`--config-file=${config}`, '--nofork', '--nopidfile', '--nosyslog'])
  const up = await untilOr(() => call(place, 'org.freedesktop.DBus', '/', 'org.freedesktop.DBus.ListNames'), 5000)
  if (!up) throw new Error(`The private D-Bus did not start:\n${bus.output()}`)
  return bus
}

class RunningKeyring implements Keyring {
  readonly env: Keyring['env']
  readonly #place: Place
  readonly #bus: Child
  #daemon: Child | null = null

  constructor(place: Place, bus: Child) {
    this.env = place.env
    this.#place = place
    this.#bus = bus
  }

  async lock(): Promise<void> {
    const login = 'array:objpath:/org/freedesktop/secrets/collection/login'
    const done = await secrets(this.#place, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', login)
    if (!done) throw new Error('the keyring could not be locked')
  }

  /** A foreground daemon has no control socket to be unlocked through, so a fresh one takes its place. */
  async unlock(): Promise<void> {
    if (this.#daemon) await endChild(this.#daemon)
    const daemon = startChild('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      env: { ...process.env, ...this.env },
    })
    this.#daemon = daemon
    daemon.process.stdin?.end(PASSWORD)
    const login = '/org/freedesktop/secrets/collection/login'
    const read = ['string:org.freedesktop.Secret.Collection', 'string:Locked'] as const
    const open = (): Promise<boolean> => secrets(this.#place, login, 'org.freedesktop.DBus.Properties.Get', ...read)
    if (!(await untilOr(open, 10_000))) throw new Error(`The private keyring did not start:\n${daemon.output()}`)
  }

  freeze(): void {
    if (this.#daemon) signal(this.#daemon.pid, 'SIGSTOP')
  }

  async stop(): Promise<void> {
    if (this.#daemon) await endChild(this.#daemon)
    await endChild(this.#bus)
    removePlace(this.#place)
  }
}

function secrets(place: Place, path: string, method: string, ...args: string[]): Promise<boolean> {
  return call(place, 'org.freedesktop.secrets', path, method, ...args)
}

/** Whether a call on the private bus succeeded. */
async function call(place: Place, to: string, path: string, method: string, ...args: string[]): Promise<boolean> {
  const options = ['--session', '--print-reply', '--reply-timeout=3000', `--dest=${to}`, path, method, ...args]
  try {
    await promisify(execFile)('dbus-send', options, { env: { ...process.env, ...place.env } })
    return true
  } catch {
    return false // not up yet, or refused: the caller decides which it is
  }
}
