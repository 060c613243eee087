import { fileURLToPath } from 'node:url'
import { Fault } from '../contract/wire/fault.ts'
import { homeFromEnvironment } from '../keeper/folder.ts'
import { type Keeper, openKeeper } from '../keeper/keeper.ts'
import { systemClock } from '../kit/node/system-clock.ts'
import { childEnvironment } from '../supervisor/core/environment.ts'
import { childStarter } from '../supervisor/node/child-starter.ts'
import type { KeyStore } from '../vault/core/key-store.ts'
import { eraseLeftBehind } from '../vault/node/move-key.ts'
import { ExitCode } from './exit-codes.ts'
import { keyStoreFor, systemKeychain } from './key-store-for.ts'
import { statusLines } from './status.ts'
import type { Terminal } from './terminal.ts'

/** Runs the Keeper here, without a window, until someone ends it. */
export async function up(
  options: { dashboard: boolean; port: number; passphrase: boolean; given: string | null },
  terminal: Terminal,
): Promise<ExitCode> {
  const home = homeFromEnvironment(process.env)
  const keyStore = keyStoreFor(home, options, terminal)
  const opening = await openKeeper({
    home,
    clock: systemClock,
    keyStore,
    starter: folder => childStarter({ entry: gatewayEntry(), given: { GATEHOUSE_GATEWAY_FOLDER: folder } }),
    pages: pagesFolder(),
    watchdog: folder => ({
      command: process.execPath,
      args: [beside('watchdog.js', '../incident/node/watchdog-process.ts'), folder],
      env: childEnvironment(process.env, {}),
    }),
  })
  if (opening.status === 'already-running') {
    terminal.err(`Gatehouse already runs on ${home} (process ${opening.pid}). See "gatehouse status".`)
    return ExitCode.alreadyRunning
  }
  if (opening.status === 'no-key') {
    terminal.err(`The secrets of ${home} cannot be opened, so nothing was started.\n  ${opening.advice}`)
    return ExitCode.noKey
  }
  const { keeper } = opening
  void tidyKeychain(home, keyStore)
  tellPhrase(keeper.house.keys.takePhrase(), terminal)
  for (const line of statusLines(keeper.house.board.watched.state)) terminal.out(line)
  terminal.out(`Data folder ${home}`)
  if (options.dashboard) terminal.out(await dashboardLines(keeper, options.port))
  terminal.out('Press Ctrl-C to stop.')
  await Promise.race([keeper.shutdownRequested, signalled()])
  await keeper.close()
  return ExitCode.ok
}

/** A move to a passphrase that was stopped, or happened while the keychain was away, left a copy of the key there. */
async function tidyKeychain(home: string, keyStore: KeyStore): Promise<void> {
  if (keyStore.backend !== 'passphrase') return
  const keychain = systemKeychain()
  await eraseLeftBehind(home, keyStore, keychain).catch(() => {}) // it is tried again at the next start
  keychain.close()
}

function tellPhrase(phrase: string | null, terminal: Terminal): void {
  if (phrase === null) return
  terminal.out(
    [
      'This is your recovery phrase. It is shown once and kept nowhere. Write it down on paper:',
      `  ${phrase}`,
      'With it you can open your secrets on another machine.',
      '',
    ].join('\n'),
  )
}

async function dashboardLines(keeper: Keeper, port: number): Promise<string> {
  try {
    return `Dashboard (this link works once):\n  ${await keeper.openDashboard(port)}`
  } catch (error) {
    if (error instanceof Fault && error.code === 'dashboard-off') return `${error.words.title} ${error.words.advice}`
    throw error
  }
}

function signalled(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

/** Beside us: as a built bundle, or as the source in a checkout. */
function gatewayEntry(): string {
  return beside('gateway.js', '../gateway/entry.ts')
}

function beside(built: string, source: string): string {
  return fileURLToPath(new URL(import.meta.url.endsWith('.js') ? `./${built}` : source, import.meta.url))
}

function pagesFolder(): string {
  const built = import.meta.url.endsWith('.js')
  return fileURLToPath(new URL(built ? '../renderer' : '../../out/renderer', import.meta.url))
}
