import type { DBusInterface, MessageBus } from 'dbus-native'
import { connectToBus, isOnBus } from './session-bus.ts'

const service = 'org.freedesktop.Notifications'
const path = '/org/freedesktop/Notifications'
const urgencies = { low: 0, normal: 1, critical: 2 }
const reasons: Record<number, string> = { 1: 'timedOut', 2: 'userCanceled', 3: 'applicationHidden' }

interface Content {
  title: string
  body: string
  urgency: keyof typeof urgencies
  stays: boolean
  labels: string[]
}

interface Listeners {
  shown(): void
  failed(cause: string): void
  activated(): void
  chosen(index: number): void
  closed(reason: string): void
}

/** One notification on its way to, or on, the screen. */
export interface ShownNotification {
  close(): void
  isOnScreen(): boolean
}

interface Daemon {
  bus: MessageBus
  face: DBusInterface
}

const open = new Map<number, Listeners>()
let daemon: Promise<Daemon | undefined> | undefined

async function findDaemon(): Promise<Daemon | undefined> {
  const bus = await connectToBus()
  if (!bus) return undefined
  if (!(await isOnBus(bus, service))) {
    await bus.close()
    return undefined
  }
  const face = await bus.getService(service).getInterface(path, service)
  await face.$subscribe('ActionInvoked', (id: number, key: string) => {
    if (key === 'default') open.get(id)?.activated()
    else open.get(id)?.chosen(Number(key))
  })
  await face.$subscribe('NotificationClosed', (id: number, reason: number) => {
    const listeners = open.get(id)
    open.delete(id)
    listeners?.closed(reasons[reason] ?? 'userCanceled')
  })
  return { bus, face }
}

async function notify({ face }: Daemon, content: Content): Promise<number> {
  const { default: dbus } = await import('dbus-native')
  const actions = ['default', 'Activate', ...content.labels.flatMap((label, index) => [String(index), label])]
  const hints = { urgency: new dbus.Variant('y', urgencies[content.urgency]) }
  const lasting = content.stays || content.urgency === 'critical' ? 0 : -1
  return (await face.$callMethod('Notify', [
    'electron-host',
    0,
    '',
    content.title,
    content.body,
    actions,
    hints,
    lasting,
  ])) as number
}

/** Shows a notification through the desktop's daemon; without one it only counts as shown. */
export function showNotification(content: Content, listeners: Listeners): ShownNotification {
  let id: number | undefined
  let closed = false
  const close = async (): Promise<void> => {
    closed = true
    const found = await daemon
    if (id !== undefined) await found?.face.$callMethod('CloseNotification', [id])
  }
  const show = async (): Promise<void> => {
    daemon ??= findDaemon()
    const found = await daemon
    if (found) {
      id = await notify(found, content)
      open.set(id, listeners)
    }
    listeners.shown()
    if (closed) await close()
  }
  show().catch(error => listeners.failed(String(error)))
  return { close: () => void close().catch(() => undefined), isOnScreen: () => id !== undefined && open.has(id) }
}
