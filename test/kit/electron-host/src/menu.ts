import type { ItemOptions, MenuItem } from './menu-item.ts'
import { HostObject } from './strict.ts'

let applicationMenu: Menu | null = null
let build: (template: (ItemOptions | MenuItem)[]) => Menu = () => new Menu()

/** A menu, with its lines in order. */
export class Menu extends HostObject {
  readonly items: MenuItem[] = []

  static setApplicationMenu(menu: unknown): void {
    applicationMenu = menu as Menu | null
  }

  static getApplicationMenu(): Menu | null {
    return applicationMenu
  }

  static buildFromTemplate(template: unknown[]): Menu {
    return build(template as ItemOptions[])
  }

  /** Items and menus need each other; the module's face introduces them. */
  static _buildWith(builder: typeof build): void {
    build = builder
  }

  append(menuItem: unknown): void {
    this.insert(this.items.length, menuItem)
  }

  insert(pos: number, menuItem: unknown): void {
    const item = menuItem as MenuItem
    item.menu = this
    this.items.splice(pos, 0, item)
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }

  popup(_options?: object): void {
    this.emit('menu-will-show', {})
  }

  closePopup(_window?: unknown): void {
    this.emit('menu-will-close', {})
  }

  /** For tests: the line with this label, at any depth. */
  _find(label: string): MenuItem | undefined {
    return this.items.flatMap(item => [item, item.submenu?._find(label)]).find(item => item?.label === label)
  }

  /** For tests: what a person reads, lines that are hidden left out. */
  _labels(): string[] {
    return this.items.filter(item => item.visible).map(item => (item.type === 'separator' ? '-' : item.label))
  }
}
