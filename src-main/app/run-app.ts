import { existsSync } from 'node:fs'
import { app, dialog, systemPreferences } from 'electron'
import { homeFromEnvironment } from '../keeper/folder.ts'
import { type Keeper, openKeeper } from '../keeper/keeper.ts'
import { spreadLastNet } from '../keeper/last-net.ts'
import { withoutSecrets } from '../keeper/redaction.ts'
import { systemClock } from '../kit/node/system-clock.ts'
import { childEnvironment } from '../supervisor/core/environment.ts'
import { utilityKeychain } from '../supervisor/electron/utility-keychain.ts'
import { utilityStarter } from '../supervisor/electron/utility-starter.ts'
import { keychainStore } from '../vault/node/keychain.ts'
import { passphrasePath } from '../vault/node/move-key.ts'
import { askSystem } from './ask-system.ts'
import { Desktop } from './desktop.ts'
import { putUpFence } from './fence.ts'
import { places } from './places.ts'
import { declareScheme, servePages } from './serve-pages.ts'
import { WindowDoor } from './window-door.ts'
import { WindowMemory } from './window-memory.ts'
import { Windows } from './windows.ts'
import { appWords } from './words.ts'

/** Runs the desktop app: the Keeper with windows, tray and notifications around it. */
export async function runApp(): Promise<void> {
  app.enableSandbox()
  declareScheme()
  if (!app.requestSingleInstanceLock()) return app.quit()
  // Not awaited at the top of the entry: Electron is ready only after the entry has been read to its end.
  app.whenReady().then(start).catch(explainAndEnd)
}

async function start(): Promise<void> {
  putUpFence()
  servePages()
  const home = homeFromEnvironment(process.env)
  if (existsSync(passphrasePath(home))) {
    await dialog.showMessageBox({ type: 'info', ...appWords.underPassphrase })
    return app.exit(1)
  }
  const keeper = await openOrExplain(home)
  if (!keeper) return app.exit(1)
  const door = new WindowDoor(wire => keeper.receive('window', wire))
  const windows = new Windows(door, new WindowMemory(home))
  const desktop = new Desktop(keeper, windows)
  app.on('second-instance', () => void windows.showMain())
  app.on('activate', () => void windows.showMain())
  app.on('window-all-closed', () => {}) // the tray goes on
  endInOrder(keeper, windows, desktop)
  void keeper.shutdownRequested.then(() => app.quit())
  void spreadLastNet(keeper).then(() => endAndExplain(keeper))
  const phrase = keeper.house.keys.takePhrase()
  if (phrase !== null) await dialog.showMessageBox({ type: 'info', ...appWords.phrase(phrase) })
  await windows.showMain()
}

/** A start that failed half-way must not leave an invisible process behind. */
function explainAndEnd(error: unknown): void {
  const cause = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(withoutSecrets(`start failed: ${cause}\n`)) // there may be no log yet
  dialog.showErrorBox(appWords.failed.title, appWords.failed.detail)
  app.exit(1)
}

/** Everything ends first: the box waits until somebody reads it. */
async function endAndExplain(keeper: Keeper): Promise<void> {
  await keeper.close()
  dialog.showErrorBox(appWords.fell.title, appWords.fell.detail)
  app.quit()
}

/** The Keeper, asking again as long as a person wants to try: a locked keychain is unlocked in the meantime. */
async function openOrExplain(home: string): Promise<Keeper | null> {
  while (true) {
    const opening = await openKeeper({
      home,
      clock: systemClock,
      keyStore: keychainStore(utilityKeychain(places.keychain)),
      starter: folder => utilityStarter({ entry: places.gateway, given: { GATEHOUSE_GATEWAY_FOLDER: folder } }),
      pages: places.pages,
      askSystem: askSystem(process.platform, systemPreferences),
      watchdog: folder => ({
        command: process.execPath,
        args: [places.watchdog, folder],
        env: childEnvironment(process.env, { ELECTRON_RUN_AS_NODE: '1' }),
      }),
    })
    if (opening.status === 'open') return opening.keeper
    const words = opening.status === 'no-key' ? appWords.noKey(opening.advice) : appWords.alreadyRunning(opening.pid)
    const { response } = await dialog.showMessageBox({ type: 'warning', ...words })
    if (response !== 0) return null
  }
}

/** Quitting waits for the Keeper: gateway, sandboxes, trail. A second quit while it ends changes nothing. */
function endInOrder(keeper: Keeper, windows: Windows, desktop: Desktop): void {
  let ended = false
  app.on('before-quit', () => windows.leave())
  app.on('will-quit', event => {
    if (ended) return
    event.preventDefault()
    desktop.close()
    void keeper.close().finally(() => {
      ended = true
      app.quit()
    })
  })
}
