import { BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron'
import { PAGE_ORIGIN, places } from './places.ts'
import type { WindowDoor } from './window-door.ts'
import type { WindowMemory } from './window-memory.ts'

/** Colours under the page before it has drawn, so that a window never flashes white in the dark. */
const backdrop = (): string => (nativeTheme.shouldUseDarkColors ? '#16181d' : '#fbfbfa')

function secureWindow(options: BrowserWindowConstructorOptions): BrowserWindow {
  return new BrowserWindow({
    show: false,
    backgroundColor: backdrop(),
    title: 'Gatehouse',
    autoHideMenuBar: true,
    ...options,
    webPreferences: {
      preload: places.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false, // it would fetch dictionaries from the network
      safeDialogs: true,
    },
  })
}

/** The windows of the app: one main window, one popup. Closing either only hides it. */
export class Windows {
  readonly #door: WindowDoor
  readonly #memory: WindowMemory
  #main: BrowserWindow | null = null
  #popup: BrowserWindow | null = null
  #leaving = false

  constructor(door: WindowDoor, memory: WindowMemory) {
    this.#door = door
    this.#memory = memory
  }

  /** Shows the main window, at one of its pages when asked. */
  async showMain(page?: string): Promise<void> {
    const fresh = this.#main === null
    const window = this.#main ?? this.#makeMain()
    this.#main = window
    if (fresh) await window.loadURL(`${PAGE_ORIGIN}/index.html${page === undefined ? '' : `#${page}`}`)
    else if (page !== undefined) await window.loadURL(`${PAGE_ORIGIN}/index.html#${page}`)
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  /** Shows the popup. Without focus, so that it never takes the keys someone is typing for something else. */
  async showPopup(how: 'quietly' | 'in-front'): Promise<void> {
    const fresh = this.#popup === null
    const window = this.#popup ?? this.#makePopup()
    this.#popup = window
    if (fresh) await window.loadURL(`${PAGE_ORIGIN}/index.html#/popup`)
    if (how === 'in-front') {
      window.show()
      window.focus()
    } else if (!window.isVisible()) window.showInactive()
  }

  /** From now on closing a window closes it. */
  leave(): void {
    this.#leaving = true
  }

  #makeMain(): BrowserWindow {
    const window = secureWindow({
      ...this.#memory.bounds('main', { width: 1180, height: 780 }),
      minWidth: 720,
      minHeight: 520,
    })
    this.#door.admit(window.webContents)
    window.on('close', event => {
      this.#memory.keep('main', window.getBounds())
      this.#hideInstead(event, window)
    })
    return window
  }

  #makePopup(): BrowserWindow {
    const window = secureWindow({
      ...this.#memory.bounds('popup', { width: 560, height: 660 }),
      minWidth: 420,
      minHeight: 480,
      alwaysOnTop: true,
      maximizable: false,
      fullscreenable: false,
      title: 'Gatehouse needs your answer',
    })
    this.#door.admit(window.webContents)
    window.on('close', event => {
      this.#memory.keep('popup', window.getBounds())
      this.#hideInstead(event, window)
    })
    return window
  }

  /** A closed popup is not an answer, and a closed main window is not the end: both wait in the tray. */
  #hideInstead(event: { preventDefault(): void }, window: BrowserWindow): void {
    if (this.#leaving) return
    event.preventDefault()
    window.hide()
  }
}
