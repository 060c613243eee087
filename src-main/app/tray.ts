import { join } from 'node:path'
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron'
import type { TrayAct, TrayLine, TrayLook, TrayView } from './core/tray-view.ts'
import { places } from './places.ts'

/** The icon in the tray, showing a view and telling which line was chosen. */
export class TrayIcon {
  readonly #tray: Tray
  readonly #choose: (act: TrayAct) => void
  #shown = ''

  constructor(choose: (act: TrayAct) => void) {
    this.#choose = choose
    this.#tray = new Tray(image('stopped'))
    this.#tray.on('click', () => choose({ do: 'open' }))
  }

  /** Shows a view. The menu is replaced only when it changed: replacing an open menu closes it. */
  show(view: TrayView): void {
    const text = JSON.stringify(view)
    if (text === this.#shown) return
    this.#shown = text
    this.#tray.setImage(image(view.look))
    this.#tray.setToolTip(view.tooltip)
    this.#tray.setContextMenu(Menu.buildFromTemplate(view.lines.map(line => this.#item(line))))
  }

  destroy(): void {
    this.#tray.destroy()
  }

  #item(line: TrayLine): MenuItemConstructorOptions {
    switch (line.kind) {
      case 'line':
        return { type: 'separator' }
      case 'text':
        return { label: escaped(line.label), enabled: false }
      case 'menu':
        return { label: escaped(line.label), submenu: line.lines.map(inner => this.#item(inner)) }
      case 'act':
        return { label: escaped(line.label), click: () => this.#choose(line.act) }
    }
  }
}

/** In a menu a single & is swallowed and underlines the next letter; a command must read as it is. */
function escaped(label: string): string {
  return label.replaceAll('&', '&&')
}

function image(look: TrayLook) {
  const template = process.platform === 'darwin'
  const icon = nativeImage.createFromPath(
    join(places.icons, template ? `tray-${look}-template.png` : `tray-${look}.png`),
  )
  if (template) icon.setTemplateImage(true)
  return icon
}
