import { app } from './app.ts'
import { BrowserWindow } from './browser-window.ts'
import { Menu } from './menu.ts'
import { HostObject } from './strict.ts'

/** What one line of a menu is made from. */
export interface ItemOptions {
  id?: string
  label?: string
  sublabel?: string
  toolTip?: string
  type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio' | 'header' | 'palette'
  role?: string
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  accelerator?: string
  icon?: unknown
  submenu?: unknown
  click?: (item: never, window: never, event: never) => void
  registerAccelerator?: boolean
  acceleratorWorksWhenHidden?: boolean
}

const roles: Record<string, { label: string; act: () => void }> = {
  quit: { label: 'Quit', act: () => app.quit() },
  close: { label: 'Close', act: () => BrowserWindow.getFocusedWindow()?.close() },
  minimize: { label: 'Minimize', act: () => BrowserWindow.getFocusedWindow()?.minimize() },
  reload: { label: 'Reload', act: () => BrowserWindow.getFocusedWindow()?.reload() },
}

/** One line of a menu. */
export class MenuItem extends HostObject {
  readonly id: string
  readonly type: NonNullable<ItemOptions['type']>
  readonly role: string | undefined
  readonly submenu: Menu | undefined
  readonly accelerator: string | undefined
  readonly commandId: number
  label: string
  sublabel: string
  toolTip: string
  enabled: boolean
  visible: boolean
  checked: boolean
  icon: unknown
  menu: Menu | undefined
  /** What a person's click does: the box changes first, then the application hears of it. */
  click: () => void
  static #count = 0

  constructor(options: ItemOptions) {
    super()
    const submenu = options.submenu
    this.commandId = ++MenuItem.#count
    this.id = options.id ?? ''
    this.role = options.role?.toLowerCase()
    this.submenu = Array.isArray(submenu) ? buildMenu(submenu as ItemOptions[]) : (submenu as Menu | undefined)
    this.type = options.type ?? (submenu ? 'submenu' : 'normal')
    this.label = options.label ?? roles[this.role ?? '']?.label ?? options.role ?? ''
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.accelerator = options.accelerator
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.icon = options.icon
    this.click = () => this.#choose(options.click)
  }

  #choose(click: ItemOptions['click']): void {
    if (!this.enabled || this.type === 'separator') return
    if (this.type === 'checkbox') this.checked = !this.checked
    if (this.type === 'radio') this.#chooseAmongRadios()
    roles[this.role ?? '']?.act()
    click?.(this as never, (BrowserWindow.getFocusedWindow() ?? undefined) as never, {} as never)
  }

  #chooseAmongRadios(): void {
    for (const item of this.menu?.items ?? []) if (item.type === 'radio') item.checked = false
    this.checked = true
  }
}

/** Makes a menu of a template. */
export function buildMenu(template: (ItemOptions | MenuItem)[]): Menu {
  const menu = new Menu()
  for (const line of template) menu.append(line instanceof MenuItem ? line : new MenuItem(line))
  return menu
}
