import { StatusItem } from './dbus/status-item.ts'
import type { Menu } from './menu.ts'
import { type NativeImage, toImage } from './native-image.ts'
import { HostObject } from './strict.ts'

const trays: Tray[] = []

/** The tray icons that exist now. */
export function allTrays(): Tray[] {
  return trays
}

/** A tray icon: always kept here for tests, and shown over D-Bus where a panel takes such items. */
export class Tray extends HostObject {
  #image: NativeImage
  #toolTip = ''
  #title = ''
  #menu: Menu | null = null
  #destroyed = false
  readonly #shown: StatusItem

  constructor(image: unknown, _guid?: string) {
    super()
    this.#image = toImage(image)
    if (this.#image.isEmpty()) throw new Error('Failed to load the tray image')
    trays.push(this)
    this.#shown = new StatusItem({
      pixels: () => this.#image._pixels(),
      toolTip: () => this.#toolTip,
      menu: () => this.#menu,
      activate: () => this.emit('click', {}, { x: 0, y: 0, width: 0, height: 0 }, { x: 0, y: 0 }),
    })
  }

  setImage(image: unknown): void {
    this.#image = toImage(image)
    this.#shown.changed('NewIcon')
  }

  setPressedImage(_image: unknown): void {}

  setToolTip(toolTip: string): void {
    this.#toolTip = toolTip
    this.#shown.changed('NewToolTip')
  }

  setTitle(title: string, _options?: object): void {
    this.#title = title
  }

  getTitle(): string {
    return this.#title
  }

  setContextMenu(menu: unknown): void {
    this.#menu = menu as Menu | null
    this.#shown.menuChanged()
  }

  popUpContextMenu(menu?: unknown, _position?: object): void {
    ;((menu as Menu | undefined) ?? this.#menu)?.popup()
  }

  closeContextMenu(): void {
    this.#menu?.closePopup()
  }

  setIgnoreDoubleClickEvents(_ignore: boolean): void {}

  getBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 0, y: 0, width: 0, height: 0 }
  }

  destroy(): void {
    this.#destroyed = true
    if (trays.includes(this)) trays.splice(trays.indexOf(this), 1)
    this.#shown.remove()
  }

  isDestroyed(): boolean {
    return this.#destroyed
  }

  /** For tests: what the tray shows. */
  _shows(): { toolTip: string; menu: Menu | null; image: NativeImage } {
    return { toolTip: this.#toolTip, menu: this.#menu, image: this.#image }
  }
}
