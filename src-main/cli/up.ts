import { fileURLToPath } from 'node:url'
import { newSetUpCode } from '../access/node/set-up-code.ts'
import type { KeeperStatus } from '../contract/model/status.ts'
import { Fault } from '../contract/wire/fault.ts'
import { homeFromEnvironment } from '../keeper/folder.ts'
import { type Keeper, type KeeperOpening, openKeeper } from '../keeper/keeper.ts'
import { spreadLastNet } from '../keeper/last-net.ts'
import { systemClock } from '../kit/node/system-clock.ts'
import { childEnvironment } from '../supervisor/core/environment.ts'
import { childStarter } from '../supervisor/node/child-starter.ts'
import type { KeyStore } from '../vault/core/key-store.ts'
import { eraseLeftBehind } from '../vault/node/move-key.ts'
import { ExitCode } from './exit-codes.ts'
import { takeFirstPin, tellSetUpCode } from './first-pin.ts'
import { keyStoreFor, systemKeychain } from './key-store-for.ts'
import { statusLines } from './status.ts'
import type { Terminal } from './terminal.ts'

/** What a person asked of this start. */
export type UpOptions = {
  readonly dashboard: boolean
  readonly port: number
  readonly passphrase: boolean
  /** What came over standard input. */
  readonly given: string | null
  readonly pin: string | null
}

/** Runs the Keeper here, without a window, until someone ends it. */
export async function up(options: UpOptions, terminal: Terminal): Promise<ExitCode> {
  const home = homeFromEnvironment(process.env)
  const keyStore = keyStoreFor(home, options, terminal)
  // Without a terminal nobody would read it, and a log is read by every program.
  const setUpCode = terminal.interactive || options.pin !== null ? newSetUpCode() : null
  const opening = await openHere(home, keyStore, setUpCode)
  if (opening.status !== 'open') return tellNoStart(opening, home, terminal)
  const { keeper } = opening
  const fell = spreadLastNet(keeper).then(() => ExitCode.failed)
  void tidyKeychain(home, keyStore)
  await greet(keeper, { ...options, home, setUpCode }, terminal)
  const asked = Promise.race([keeper.shutdownRequested, signalled()]).then(() => ExitCode.ok)
  const end = await Promise.race([fell, asked])
  if (end === ExitCode.failed) terminal.err(FELL)
  await keeper.close()
  return end
}

const FELL =
  'Gatehouse met a fault in itself and stops everything: the agents, their sandboxes, and itself. What happened is in "gatehouse logs". Start it again with "gatehouse up".'

function openHere(home: string, keyStore: KeyStore, setUpCode: string | null): Promise<KeeperOpening> {
  return openKeeper({
    home,
    clock: systemClock,
    keyStore,
    starter: folder => childStarter({ entry: gatewayEntry(), given: { GATEHOUSE_GATEWAY_FOLDER: folder } }),
    pages: pagesFolder(),
    ...(setUpCode !== null && { setUpCode }),
    watchdog: folder => ({
      command: process.execPath,
      args: [beside('watchdog.js', '../incident/node/watchdog-process.ts'), folder],
      env: childEnvironment(process.env, {}),
    }),
  })
}

function tellNoStart(opening: Exclude<KeeperOpening, { status: 'open' }>, home: string, terminal: Terminal): ExitCode {
  if (opening.status === 'already-running') {
    terminal.err(`Gatehouse already runs on ${home} (process ${opening.pid}). See "gatehouse status".`)
    return ExitCode.alreadyRunning
  }
  terminal.err(`The secrets of ${home} cannot be opened, so nothing was started.\n  ${opening.advice}`)
  return ExitCode.noKey
}

/** What a person sees of a start, the most passing things first: the phrase and the codes are shown nowhere else. */
async function greet(
  keeper: Keeper,
  { home, pin, setUpCode, dashboard, port }: UpOptions & { home: string; setUpCode: string | null },
  terminal: Terminal,
): Promise<void> {
  tellPhrase(keeper.house.keys.takePhrase(), terminal)
  if (setUpCode !== null) await takeFirstPin(keeper.house, { pin, code: setUpCode }, terminal)
  for (const line of statusLines(stateToTell(keeper, terminal))) terminal.out(line)
  terminal.out(`Data folder ${home}`)
  if (setUpCode !== null && terminal.interactive) await tellSetUpCode(keeper.house, setUpCode, terminal)
  if (dashboard) terminal.out(await dashboardLines(keeper, port))
  terminal.out('Press Ctrl-C to stop.')
}

/** In a terminal the set-up code says about the missing PIN what to do; once is enough. */
function stateToTell({ house }: Keeper, terminal: Terminal): KeeperStatus {
  const state = house.board.watched.state
  if (!terminal.interactive) return state
  return { ...state, conditions: state.conditions.filter(({ code }) => code !== 'approver-pin-unset') }
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
