import { setTimeout } from 'node:timers/promises'
import { appPath, setAppPath } from './app-paths.ts'
import { BrowserWindow } from './browser-window.ts'
import { hostEvent } from './host-event.ts'
import { InstanceLock, type SecondInstance } from './instance-lock.ts'
import { gap } from './record.ts'
import { stage } from './stage.ts'
import { HostObject, strict } from './strict.ts'

/** The module's `app`: the life of the application. Members stay writable, because Playwright's loader replaces some. */
export class App extends HostObject {
  /** Exists on macOS only. */
  readonly dock = undefined
  /** macOS and Windows only; on Linux an application writes an autostart file itself. */
  readonly setLoginItemSettings = undefined
  readonly getLoginItemSettings = undefined
  readonly isPackaged = process.env['ELECTRON_HOST_PACKAGED'] === '1'
  name = ''
  applicationMenu: unknown = null
  badgeCount = 0
  readonly commandLine = strict('app.commandLine', {
    appendSwitch: (name: string, value = ''): void => void stage.args.switches.set(name, value),
    appendArgument: (_value: string): void => {},
    hasSwitch: (name: string): boolean => stage.args.switches.has(name),
    getSwitchValue: (name: string): string => stage.args.switches.get(name) ?? '',
    removeSwitch: (name: string): void => void stage.args.switches.delete(name),
  })
  #ready = false
  #readyWaiters: (() => void)[] = []
  #quitting = false
  #exiting = false
  #lock: InstanceLock | undefined
  #hasLock = false
  #words: SecondInstance[] = []

  constructor() {
    super()
    const { signals } = stage
    signals.on('window-created', window => this.emit('browser-window-created', hostEvent({}), window))
    signals.on('contents-created', page => this.emit('web-contents-created', hostEvent({}), page))
    signals.on('focus', window => this.emit('browser-window-focus', hostEvent({}), window))
    signals.on('blur', window => this.emit('browser-window-blur', hostEvent({}), window))
    signals.on('close-refused', () => {
      this.#quitting = false
    })
    signals.on('all-windows-closed', () => this.#allClosed())
  }

  whenReady(): Promise<void> {
    return this.#ready ? Promise.resolve() : new Promise(resolve => this.#readyWaiters.push(resolve))
  }

  isReady(): boolean {
    return this.#ready
  }

  /** Start-up is complete. */
  _becomeReady(): void {
    this.#ready = true
    for (const resolve of this.#readyWaiters.splice(0)) resolve()
    this.emit('ready', hostEvent({}), {})
    for (const word of this.#words.splice(0)) this.#tellSecond(word)
  }

  getName(): string {
    return this.name || stage.appName
  }

  setName(name: string): void {
    this.name = name
  }

  getVersion(): string {
    return stage.appVersion
  }

  getAppPath(): string {
    return stage.appPath
  }

  getPath(name: string): string {
    return appPath(name)
  }

  setPath(name: string, path: string): void {
    setAppPath(name, path)
  }

  setAppLogsPath(path?: string): void {
    if (path) setAppPath('logs', path)
  }

  getLocale(): string {
    return 'en-US'
  }

  getSystemLocale(): string {
    return 'en-US'
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US']
  }

  getLocaleCountryCode(): string {
    return 'US'
  }

  setAppUserModelId(_id: string): void {}

  setDesktopName(_name: string): void {}

  setAboutPanelOptions(_options: object): void {}

  disableHardwareAcceleration(): void {}

  enableSandbox(): void {}

  setBadgeCount(count = 0): boolean {
    this.badgeCount = count
    return true
  }

  getBadgeCount(): number {
    return this.badgeCount
  }

  setAsDefaultProtocolClient(protocol: string, _path?: string, _args?: string[]): boolean {
    gap(`app.setAsDefaultProtocolClient('${protocol}') changes nothing on the system`)
    return true
  }

  getAppMetrics(): object[] {
    return []
  }

  getGPUFeatureStatus(): object {
    return {}
  }

  focus(_options?: object): void {
    BrowserWindow.getAllWindows()
      .find(window => window.isVisible())
      ?.focus()
  }

  hasSingleInstanceLock(): boolean {
    return this.#hasLock
  }

  requestSingleInstanceLock(additionalData: unknown = {}): boolean {
    if (this.#hasLock) return true
    this.#lock = new InstanceLock(appPath('userData'))
    const word = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
    this.#hasLock = this.#lock.request(word, second =>
      this.#ready ? this.#tellSecond(second) : void this.#words.push(second),
    )
    return this.#hasLock
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release()
    this.#hasLock = false
  }

  relaunch(_options?: object): void {
    gap('app.relaunch is not implemented; the application only ends')
  }

  /** before-quit, each window's close, will-quit, quit: any of the first three may refuse. */
  quit(): void {
    if (this.#quitting) return
    this.#quitting = true
    const event = hostEvent({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) {
      this.#quitting = false
      return
    }
    const windows = BrowserWindow.getAllWindows()
    if (windows.length === 0) setImmediate(() => this.#willQuit())
    for (const window of windows) window.close()
  }

  exit(exitCode = 0): void {
    if (this.#exiting) return
    // Set first: when Chromium goes, its end must not decide about the exit code.
    this.#exiting = true
    this.#quitting = true
    for (const window of BrowserWindow.getAllWindows()) window.destroy()
    this.emit('quit', hostEvent({}), exitCode)
    this.releaseSingleInstanceLock()
    void endBrowser().finally(() => process.exit(exitCode))
  }

  _isExiting(): boolean {
    return this.#exiting
  }

  #tellSecond({ argv, workingDirectory, additionalData }: SecondInstance): void {
    this.emit('second-instance', hostEvent({}), argv, workingDirectory, additionalData)
  }

  #allClosed(): void {
    if (this.#exiting) return
    if (this.#quitting) this.#willQuit()
    else if (!this.emit('window-all-closed')) this.quit()
  }

  #willQuit(): void {
    const event = hostEvent({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) this.#quitting = false
    else this.exit(0)
  }
}

async function endBrowser(): Promise<void> {
  // One that is still starting is waited for, so that it can tidy up; one that is missing has nothing to close.
  const up = await Promise.race([stage.browser.catch(() => undefined), setTimeout(3000, undefined)])
  await up?.browser.close()
}

export const app = new App()
