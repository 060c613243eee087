import type { WebContents } from './web-contents.ts'
import { applyToScreen, type Rectangle, type WindowShape } from './window-screen.ts'
import { WindowTraits } from './window-traits.ts'

const work = { x: 0, y: 0, width: 1280, height: 800 }

/** A window of this size in the middle of the display. */
export function middle(width: number, height: number): Rectangle {
  return { x: Math.round((work.width - width) / 2), y: Math.round((work.height - height) / 2), width, height }
}

/** A window's place, size and shape. */
export abstract class WindowGeometry extends WindowTraits {
  abstract readonly webContents: WebContents
  #bounds: Rectangle = { x: 240, y: 100, width: 800, height: 600 }
  #shape: WindowShape = 'normal'

  setBounds(bounds: Partial<Rectangle>, _animate?: boolean): void {
    const before = this.#bounds
    this.#bounds = { ...before, ...bounds }
    this._draw()
    if (before.width !== this.#bounds.width || before.height !== this.#bounds.height) this._event('resize', 'resized')
    if (before.x !== this.#bounds.x || before.y !== this.#bounds.y) this._event('move', 'moved')
  }

  /** Where a new window begins; not a change, so no event. */
  _begin(bounds: Rectangle): void {
    this.#bounds = bounds
  }

  getBounds(): Rectangle {
    return { ...this.#bounds }
  }

  getNormalBounds(): Rectangle {
    return { ...this.#bounds }
  }

  setContentBounds(bounds: Rectangle, _animate?: boolean): void {
    this.setBounds(bounds)
  }

  getContentBounds(): Rectangle {
    return { ...this.#bounds }
  }

  setSize(width: number, height: number, _animate?: boolean): void {
    this.setBounds({ width, height })
  }

  getSize(): number[] {
    return [this.#bounds.width, this.#bounds.height]
  }

  setContentSize(width: number, height: number, _animate?: boolean): void {
    this.setBounds({ width, height })
  }

  getContentSize(): number[] {
    return this.getSize()
  }

  setPosition(x: number, y: number, _animate?: boolean): void {
    this.setBounds({ x, y })
  }

  getPosition(): number[] {
    return [this.#bounds.x, this.#bounds.y]
  }

  center(): void {
    const { width, height } = this.#bounds
    this.setBounds(middle(width, height))
  }

  minimize(): void {
    this.#become('minimized', 'minimize')
  }

  isMinimized(): boolean {
    return this.#shape === 'minimized'
  }

  maximize(): void {
    this.#become('maximized', 'maximize')
  }

  isMaximized(): boolean {
    return this.#shape === 'maximized'
  }

  unmaximize(): void {
    if (this.#shape === 'maximized') this.#become('normal', 'unmaximize')
  }

  restore(): void {
    if (this.#shape !== 'normal') this.#become('normal', 'restore')
  }

  setFullScreen(flag: boolean): void {
    if (flag !== this.isFullScreen())
      this.#become(flag ? 'fullscreen' : 'normal', flag ? 'enter-full-screen' : 'leave-full-screen')
  }

  isFullScreen(): boolean {
    return this.#shape === 'fullscreen'
  }

  isNormal(): boolean {
    return this.#shape === 'normal'
  }

  abstract isVisible(): boolean

  /** Events follow the call that caused them, as they do when a window system reports back. */
  _event(...names: string[]): void {
    setImmediate(() => {
      for (const name of names) this.emit(name, {})
    })
  }

  /** Hidden windows are minimised on a screen: Chromium cannot unmap one. */
  _draw(): void {
    applyToScreen(this.webContents, this.#bounds, this.isVisible() ? this.#shape : 'minimized')
  }

  #become(shape: WindowShape, event: string): void {
    if (this.#shape === shape) return
    this.#shape = shape
    this._draw()
    this._event(event)
  }
}
