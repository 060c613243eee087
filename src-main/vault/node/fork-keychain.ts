import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HelperAnswer, StartHelper } from '../core/keychain-talk.ts'

/** What a keychain client needs to find the person's session, and nothing else of our environment. */
const PASSED_ON = [
  'DBUS_SESSION_BUS_ADDRESS',
  'DISPLAY',
  'HOME',
  'LANG',
  'LC_ALL',
  'LOGNAME',
  'PATH',
  'SYSTEMROOT',
  'TEMP',
  'USER',
  'USERPROFILE',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'XDG_CURRENT_DESKTOP',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
]

/** How to start the helper as a Node process. */
export type ForkOptions = {
  readonly script?: string
  readonly execPath?: string
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Starts the helper by forking Node. Under Electron pass a starter of its own (utility process) instead. */
export function forkKeychain(options: ForkOptions = {}): StartHelper {
  return () => {
    const child = fork(options.script ?? processScript(), [], {
      execPath: options.execPath ?? process.execPath,
      execArgv: [], // an inspector flag of ours would open the helper's memory to anyone on the machine
      env: pick(options.env ?? process.env),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.unref()
    child.channel?.unref()
    child.on('error', () => child.kill('SIGKILL')) // could not start: `exit` or the deadline tells the caller
    return {
      send: request => {
        if (child.connected) child.send(request, () => {}) // a broken pipe ends in `exit`, which is heard
      },
      onAnswer: tell => child.on('message', message => tell(message as HelperAnswer)),
      onExit: tell => {
        child.once('exit', tell)
        child.once('error', tell)
      },
      kill: () => {
        child.kill('SIGKILL')
      },
    }
  }
}

function pick(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = PASSED_ON.flatMap(name => (env[name] ? [[name, env[name]] as const] : []))
  return Object.fromEntries(kept)
}

/** Beside this file when run from source, beside the entries when bundled. */
export function processScript(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const places = [
    join(here, 'keychain-process.ts'),
    join(here, 'keychain-process.js'),
    join(here, '..', 'keychain-process.js'),
  ]
  const found = places.find(place => existsSync(place))
  if (!found) throw new Error('The keychain helper is not part of this installation.')
  return found
}
