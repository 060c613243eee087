import type { DefinedInterface, MessageBus } from 'dbus-native'
import type { Menu } from '../menu.ts'
import type { MenuItem } from '../menu-item.ts'

type Properties = Record<string, unknown>

/** A tray's menu as `com.canonical.dbusmenu`, the way panels read it. */
export class MenuOnBus {
  readonly #menu: () => Menu | null
  #revision = 1
  #defined: DefinedInterface | undefined

  constructor(menu: () => Menu | null) {
    this.#menu = menu
  }

  /** Puts the menu on the bus. */
  async export(bus: MessageBus, path: string): Promise<void> {
    const { default: dbus } = await import('dbus-native')
    const variant = (signature: string, value: unknown): unknown => new dbus.Variant(signature, value)
    const node = (item: MenuItem | undefined, children: MenuItem[]): unknown[] => [
      item?.commandId ?? 0,
      item ? properties(item, variant) : { 'children-display': variant('s', 'submenu') },
      children.map(child => variant('(ia{sv}av)', node(child, child.submenu?.items ?? []))),
    ]
    this.#defined = dbus.defineInterface({
      name: 'com.canonical.dbusmenu',
      methods: {
        GetLayout: {
          in: { parentId: 'i', depth: 'i', names: 'as' },
          out: { revision: 'u', layout: '(ia{sv}av)' },
          handler: ({ parentId }: { parentId: number }) => {
            const item = this.#find(parentId)
            const children = item ? (item.submenu?.items ?? []) : (this.#menu()?.items ?? [])
            return { revision: this.#revision, layout: node(item, children) }
          },
        },
        GetGroupProperties: {
          in: { ids: 'ai', names: 'as' },
          out: { properties: 'a(ia{sv})' },
          handler: ({ ids }: { ids: number[] }) =>
            ids.flatMap(id => {
              const item = this.#find(id)
              return item ? [[id, properties(item, variant)]] : []
            }),
        },
        GetProperty: {
          in: { id: 'i', name: 's' },
          out: { value: 'v' },
          handler: ({ id, name }: { id: number; name: string }) => {
            const item = this.#find(id)
            return (item && properties(item, variant)[name]) ?? variant('s', '')
          },
        },
        Event: {
          in: { id: 'i', eventId: 's', data: 'v', timestamp: 'u' },
          handler: ({ id, eventId }: { id: number; eventId: string }) => {
            if (eventId === 'clicked') this.#find(id)?.click()
            this.changed()
          },
        },
        AboutToShow: { in: { id: 'i' }, out: { needUpdate: 'b' }, handler: () => false },
      },
      properties: {
        Version: { type: 'u', access: 'read', get: () => 3 },
        Status: { type: 's', access: 'read', get: () => 'normal' },
      },
      signals: { LayoutUpdated: { args: { revision: 'u', parent: 'i' } } },
    })
    await bus.export(path, this.#defined)
  }

  /** Says that the menu is another one now. */
  changed(): void {
    this.#revision++
    this.#defined?.emit['LayoutUpdated']?.(this.#revision, 0)
  }

  #find(id: number): MenuItem | undefined {
    const among = (items: MenuItem[]): MenuItem | undefined => {
      for (const item of items) {
        const found = item.commandId === id ? item : among(item.submenu?.items ?? [])
        if (found) return found
      }
      return undefined
    }
    return among(this.#menu()?.items ?? [])
  }
}

function properties(item: MenuItem, variant: (signature: string, value: unknown) => unknown): Properties {
  if (item.type === 'separator') return { type: variant('s', 'separator') }
  const toggle = { checkbox: 'checkmark', radio: 'radio' }[item.type as string]
  return {
    label: variant('s', item.label),
    enabled: variant('b', item.enabled),
    visible: variant('b', item.visible),
    ...(toggle && { 'toggle-type': variant('s', toggle), 'toggle-state': variant('i', item.checked ? 1 : 0) }),
    ...(item.submenu && { 'children-display': variant('s', 'submenu') }),
  }
}
