import { pathToFileURL } from 'node:url'
import { type AuditedPreferences, auditPreferences } from './audit.ts'
import { hostEvent } from './host-event.ts'
import type { NativeImage } from './native-image.ts'
import { stage } from './stage.ts'
import { WebContents } from './web-contents.ts'
import { middle, WindowGeometry } from './window-geometry.ts'
import { type Rectangle, raiseOnScreen } from './window-screen.ts'

/** What a window is made with, as far as the host acts on it. */
interface WindowOptions extends Partial<Rectangle> {
  show?: boolean
  title?: string
  center?: boolean
  alwaysOnTop?: boolean
  resizable?: boolean
  closable?: boolean
  minimizable?: boolean
  maximizable?: boolean
  movable?: boolean
  fullscreenable?: boolean
  minWidth?: number
  minHeight?: number
  backgroundColor?: string
  autoHideMenuBar?: boolean
  parent?: unknown
  modal?: boolean
  webPreferences?: AuditedPreferences & { preload?: string; session?: unknown; additionalArguments?: string[] }
}

const windows = new Map<number, BrowserWindow>()
let made = 0
let focused: BrowserWindow | undefined

/** A window with a page in it. */
export class BrowserWindow extends WindowGeometry {
  readonly id: number
  readonly webContents: WebContents
  readonly #parent: BrowserWindow | null
  readonly #modal: boolean
  #title: string
  #visible = false
  #painted = false

  constructor(options: WindowOptions = {}) {
    super()
    this.id = ++made
    this.#title = options.title ?? stage.appName
    this.#parent = options.parent instanceof BrowserWindow ? options.parent : null
    this.#modal = options.modal ?? false
    auditPreferences(options.webPreferences ?? {})
    this.webContents = this.#makePage(options)
    windows.set(this.id, this)
    this.#apply(options)
    stage.signals.emit('window-created', this)
    if (options.show !== false) this.show()
    else this._draw()
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows.values()]
  }

  static getFocusedWindow(): BrowserWindow | null {
    return focused ?? null
  }

  static fromWebContents(page: { id: number }): BrowserWindow | null {
    return [...windows.values()].find(({ webContents }) => webContents.id === page?.id) ?? null
  }

  static fromId(id: number): BrowserWindow | null {
    return windows.get(id) ?? null
  }

  loadURL(url: string, options?: object): Promise<void> {
    return this.webContents.loadURL(url, options)
  }

  loadFile(
    path: string,
    { query, search, hash }: { query?: Record<string, string>; search?: string; hash?: string } = {},
  ): Promise<void> {
    const url = pathToFileURL(path)
    if (query) url.search = new URLSearchParams(query).toString()
    if (search) url.search = search
    if (hash) url.hash = hash
    return this.loadURL(url.href)
  }

  reload(): void {
    this.webContents.reload()
  }

  show(): void {
    this.showInactive()
    this.focus()
  }

  showInactive(): void {
    this.#mustLive()
    if (this.#visible) return
    this.#visible = true
    this._draw()
    this._event('show')
  }

  hide(): void {
    this.#mustLive()
    if (!this.#visible) return
    this.#visible = false
    this.blur()
    this._draw()
    this._event('hide')
  }

  focus(): void {
    this.#mustLive()
    if (focused === this || !this.#visible) return
    focused?.blur()
    focused = this
    if (this.isMinimized()) this.restore()
    raiseOnScreen(this.webContents)
    this._event('focus')
    stage.signals.emit('focus', this)
  }

  blur(): void {
    if (focused !== this) return
    focused = undefined
    this._event('blur')
    stage.signals.emit('blur', this)
  }

  isFocused(): boolean {
    return focused === this
  }

  isVisible(): boolean {
    return this.#visible
  }

  isDestroyed(): boolean {
    return windows.get(this.id) !== this
  }

  isModal(): boolean {
    return this.#modal
  }

  getParentWindow(): BrowserWindow | null {
    return this.#parent
  }

  getChildWindows(): BrowserWindow[] {
    return [...windows.values()].filter(window => window.#parent === this)
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getTitle(): string {
    return this.#title
  }

  capturePage(rect?: Rectangle): Promise<NativeImage> {
    return this.webContents.capturePage(rect)
  }

  /** Asks first: a listener of `close` may refuse. */
  close(): void {
    if (this.isDestroyed()) return
    const event = hostEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) stage.signals.emit('close-refused')
    else setImmediate(() => this.destroy())
  }

  destroy(): void {
    if (this.isDestroyed()) return
    for (const child of this.getChildWindows()) child.destroy()
    windows.delete(this.id)
    if (focused === this) focused = undefined
    this.webContents._destroy()
    this.emit('closed')
    if (windows.size === 0) stage.signals.emit('all-windows-closed')
  }

  #mustLive(): void {
    if (this.isDestroyed()) throw new TypeError('Object has been destroyed')
  }

  #makePage(options: WindowOptions): WebContents {
    return new WebContents(
      {
        close: () => this.close(),
        painted: () => this.#firstPaint(),
        titled: title => this.#pageTitled(title),
        gone: () => this.destroy(),
        isFocused: () => this.isFocused(),
        focus: () => this.focus(),
        openChild: (url, overrides) => {
          const child = new BrowserWindow({
            ...(options.webPreferences && { webPreferences: options.webPreferences }),
            ...overrides,
          })
          child.loadURL(url).catch(() => undefined)
          return child
        },
      },
      options.webPreferences ?? {},
    )
  }

  #apply(options: WindowOptions): void {
    const { width = 800, height = 600 } = options
    const { x, y } = { ...middle(width, height), ...options }
    this._begin({ x, y, width, height })
    this.setMinimumSize(options.minWidth ?? 0, options.minHeight ?? 0)
    this.setAlwaysOnTop(options.alwaysOnTop ?? false)
    this.setResizable(options.resizable ?? true)
    this.setClosable(options.closable ?? true)
    this.setMinimizable(options.minimizable ?? true)
    this.setMaximizable(options.maximizable ?? true)
    this.setMovable(options.movable ?? true)
    this.setFullScreenable(options.fullscreenable ?? true)
    this.setAutoHideMenuBar(options.autoHideMenuBar ?? false)
    if (options.backgroundColor) this.setBackgroundColor(options.backgroundColor)
  }

  #firstPaint(): void {
    if (this.#painted) return
    this.#painted = true
    this.emit('ready-to-show')
  }

  #pageTitled(title: string): void {
    const event = hostEvent({})
    this.emit('page-title-updated', event, title, true)
    if (!event.defaultPrevented) this.#title = title
  }
}
