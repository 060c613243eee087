import { allShortcuts } from './desktop.ts'
import { ipcMain } from './ipc-main.ts'
import type { MenuItem } from './menu-item.ts'
import { codec } from './node-codec.ts'
import { allNotifications, type Notification } from './notification.ts'
import { record } from './record.ts'
import { setSafeStorageAvailable } from './safe-storage.ts'
import { allTrays, type Tray } from './tray.ts'
import { WebContents } from './web-contents.ts'
import { WebFrameMain } from './web-frame.ts'

function theTray(): Tray {
  const [tray] = allTrays()
  if (!tray) throw new Error('there is no tray icon')
  return tray
}

function trayItem(label: string): MenuItem {
  const { menu } = theTray()._shows()
  const item = menu?._find(label)
  if (!item) throw new Error(`the tray has no "${label}"; it has: ${menu?._labels().join(', ') ?? 'no menu'}`)
  return item
}

function lastNotification(): Notification {
  const open = allNotifications().filter(notification => notification._isOpen())
  const last = open.at(-1)
  if (!last) throw new Error('no notification is open')
  return last
}

/** Calls a handler as some other document would: the way to test that it looks at its sender. */
async function invokeAs(url: string, channel: string, ...args: unknown[]): Promise<unknown> {
  const [page] = WebContents.getAllWebContents()
  const frame = new WebFrameMain(9999, 'a stranger', () => undefined)
  frame.url = url
  const answer = await ipcMain._invoke({ page: page ?? {}, frame }, channel, args)
  if (!answer.ok) throw new Error(answer.value)
  return codec.decode(answer.value)
}

/** What tests reach as `globalThis.__electronHost`, inside `app.evaluate`. */
export const testSurface = {
  ...record,
  /** Everything that keeps a run from being a full proof, or the application from being a careful one. */
  findings: (): string[] => [...record.gaps, ...record.audit],
  tray: {
    exists: (): boolean => allTrays().length > 0,
    toolTip: (): string => theTray()._shows().toolTip,
    labels: (): string[] => theTray()._shows().menu?._labels() ?? [],
    click: (): void => void theTray().emit('click', {}, { x: 0, y: 0, width: 0, height: 0 }, { x: 0, y: 0 }),
    choose: (label: string): void => trayItem(label).click(),
    isChecked: (label: string): boolean => trayItem(label).checked,
    isEnabled: (label: string): boolean => trayItem(label).enabled,
  },
  notifications: {
    all: () =>
      allNotifications().map(one => ({
        title: one.title,
        body: one.body,
        urgency: one.urgency,
        actions: one.actions.map(({ text }) => text ?? ''),
        open: one._isOpen(),
        onScreen: one._isOnScreen(),
      })),
    click: (): void => lastNotification()._click(),
    /** Presses a button of the newest open notification. */
    choose: (label: string): void => {
      const last = lastNotification()
      const index = last.actions.findIndex(({ text }) => text === label)
      if (index < 0) throw new Error(`the notification has no "${label}"`)
      last._choose(index)
    },
  },
  pressShortcut: (accelerator: string): void => {
    const callback = allShortcuts().get(accelerator)
    if (!callback) throw new Error(`no shortcut ${accelerator}`)
    callback()
  },
  shortcuts: (): string[] => [...allShortcuts().keys()],
  invokeAs,
  setSafeStorageAvailable,
}

/** Type of `globalThis.__electronHost`. */
export type ElectronHost = typeof testSurface
