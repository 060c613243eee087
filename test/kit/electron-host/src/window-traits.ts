import { HostObject } from './strict.ts'

/** Properties of a window that are only remembered here: nothing on the screen shows them. */
export class WindowTraits extends HostObject {
  #alwaysOnTop = false
  #resizable = true
  #closable = true
  #minimizable = true
  #maximizable = true
  #movable = true
  #fullScreenable = true
  #enabled = true
  #menuBarVisible = true
  #autoHideMenuBar = false
  #opacity = 1
  #background = '#FFFFFF'
  #minimum: [number, number] = [0, 0]
  #maximum: [number, number] = [0, 0]

  setAlwaysOnTop(flag: boolean, _level?: string, _relativeLevel?: number): void {
    const changed = this.#alwaysOnTop !== flag
    this.#alwaysOnTop = flag
    if (changed) this.emit('always-on-top-changed', {}, flag)
  }

  isAlwaysOnTop(): boolean {
    return this.#alwaysOnTop
  }

  setResizable(resizable: boolean): void {
    this.#resizable = resizable
  }

  isResizable(): boolean {
    return this.#resizable
  }

  setClosable(closable: boolean): void {
    this.#closable = closable
  }

  isClosable(): boolean {
    return this.#closable
  }

  setMinimizable(minimizable: boolean): void {
    this.#minimizable = minimizable
  }

  isMinimizable(): boolean {
    return this.#minimizable
  }

  setMaximizable(maximizable: boolean): void {
    this.#maximizable = maximizable
  }

  isMaximizable(): boolean {
    return this.#maximizable
  }

  setMovable(movable: boolean): void {
    this.#movable = movable
  }

  isMovable(): boolean {
    return this.#movable
  }

  setFullScreenable(fullScreenable: boolean): void {
    this.#fullScreenable = fullScreenable
  }

  isFullScreenable(): boolean {
    return this.#fullScreenable
  }

  setEnabled(enable: boolean): void {
    this.#enabled = enable
  }

  isEnabled(): boolean {
    return this.#enabled
  }

  setMenu(_menu: unknown): void {}

  removeMenu(): void {
    this.#menuBarVisible = false
  }

  setMenuBarVisibility(visible: boolean): void {
    this.#menuBarVisible = visible
  }

  isMenuBarVisible(): boolean {
    return this.#menuBarVisible
  }

  setAutoHideMenuBar(hide: boolean): void {
    this.#autoHideMenuBar = hide
  }

  isMenuBarAutoHide(): boolean {
    return this.#autoHideMenuBar
  }

  setOpacity(opacity: number): void {
    this.#opacity = opacity
  }

  getOpacity(): number {
    return this.#opacity
  }

  setBackgroundColor(color: string): void {
    this.#background = color
  }

  getBackgroundColor(): string {
    return this.#background
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum = [width, height]
  }

  getMinimumSize(): number[] {
    return this.#minimum
  }

  setMaximumSize(width: number, height: number): void {
    this.#maximum = [width, height]
  }

  getMaximumSize(): number[] {
    return this.#maximum
  }

  setIcon(_icon: unknown): void {}

  setSkipTaskbar(_skip: boolean): void {}

  flashFrame(_flag: boolean): void {}

  setProgressBar(_progress: number, _options?: object): void {}

  setContentProtection(_enable: boolean): void {}

  setVisibleOnAllWorkspaces(_visible: boolean, _options?: object): void {}

  moveTop(): void {}

  setTitleBarOverlay(_options: object): void {}
}
