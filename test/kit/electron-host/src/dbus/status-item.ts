import type { DefinedInterface, MessageBus } from 'dbus-native'
import type { Menu } from '../menu.ts'
import type { Pixels } from '../png.ts'
import { gap } from '../record.ts'
import { stage } from '../stage.ts'
import { MenuOnBus } from './menu-on-bus.ts'
import { connectToBus, isOnBus } from './session-bus.ts'

const watcher = 'org.kde.StatusNotifierWatcher'
let made = 0

interface TrayFace {
  pixels(): Pixels | undefined
  toolTip(): string
  menu(): Menu | null
  activate(): void
}

/** A tray icon as an `org.kde.StatusNotifierItem`; quiet where no panel watches for such items. */
export class StatusItem {
  readonly #face: TrayFace
  readonly #menu: MenuOnBus
  readonly #bus: Promise<MessageBus | undefined>
  #defined: DefinedInterface | undefined
  #shown = false

  constructor(face: TrayFace) {
    this.#face = face
    this.#menu = new MenuOnBus(face.menu)
    this.#bus = this.#show().catch(error => {
      gap(`tray over D-Bus: ${error}`)
      return undefined
    })
  }

  /** Tells the panel what to read again. */
  changed(signal: 'NewIcon' | 'NewToolTip'): void {
    if (this.#shown) this.#defined?.emit[signal]?.()
  }

  menuChanged(): void {
    if (this.#shown) this.#menu.changed()
  }

  remove(): void {
    this.#bus.then(bus => bus?.close()).catch(() => undefined)
  }

  async #show(): Promise<MessageBus | undefined> {
    const bus = await connectToBus()
    if (!bus) return undefined
    if (!(await isOnBus(bus, watcher))) {
      await bus.close()
      return undefined
    }
    const { default: dbus } = await import('dbus-native')
    this.#defined = dbus.defineInterface(this.#description())
    const name = `org.kde.StatusNotifierItem-${process.pid}-${++made}`
    await this.#menu.export(bus, '/MenuBar')
    await bus.export('/StatusNotifierItem', this.#defined)
    await bus.ownName(name)
    const panel = await bus.getService(watcher).getInterface('/StatusNotifierWatcher', watcher)
    await panel.$callMethod('RegisterStatusNotifierItem', [name])
    this.#shown = true
    return bus
  }

  #description(): Parameters<typeof import('dbus-native').defineInterface>[0] {
    const read = (type: string, get: () => unknown): { type: string; access: 'read'; get: () => unknown } => ({
      type,
      access: 'read',
      get,
    })
    return {
      name: 'org.kde.StatusNotifierItem',
      methods: {
        Activate: { in: { x: 'i', y: 'i' }, handler: () => void this.#face.activate() },
        SecondaryActivate: { in: { x: 'i', y: 'i' }, handler: () => void this.#face.activate() },
        ContextMenu: { in: { x: 'i', y: 'i' }, handler: () => undefined },
      },
      properties: {
        Category: read('s', () => 'ApplicationStatus'),
        Id: read('s', () => stage.appName),
        Title: read('s', () => this.#face.toolTip() || stage.appName),
        Status: read('s', () => 'Active'),
        IconName: read('s', () => ''),
        IconPixmap: read('a(iiay)', () => pixmap(readable(this.#face.pixels))),
        ToolTip: read('(sa(iiay)ss)', () => ['', [], this.#face.toolTip(), '']),
        ItemIsMenu: read('b', () => false),
        Menu: read('o', () => '/MenuBar'),
      },
      signals: { NewIcon: {}, NewToolTip: {}, NewStatus: { args: { status: 's' } } },
    }
  }
}

/** A picture that cannot be read leaves the icon without one, as a panel would show it. */
function readable(pixels: () => Pixels | undefined): Pixels | undefined {
  try {
    return pixels()
  } catch (error) {
    gap(`tray picture: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
}

/** The bus wants alpha first, in network order. */
function pixmap(pixels: Pixels | undefined): unknown[] {
  if (!pixels) return []
  const argb = Buffer.alloc(pixels.rgba.length)
  for (let at = 0; at < argb.length; at += 4) {
    argb[at] = pixels.rgba[at + 3] ?? 0
    pixels.rgba.copy(argb, at + 1, at, at + 3)
  }
  return [[pixels.width, pixels.height, argb]]
}
