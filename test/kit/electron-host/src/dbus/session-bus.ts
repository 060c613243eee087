import type { MessageBus } from 'dbus-native'
import { gap } from '../record.ts'

/** A new connection to the session bus; `undefined` where there is none. */
export async function connectToBus(): Promise<MessageBus | undefined> {
  if (!process.env['DBUS_SESSION_BUS_ADDRESS']) return undefined
  const { default: dbus } = await import('dbus-native')
  const bus = dbus.sessionBus()
  // A bus that goes away takes the icons with it, not the application.
  bus.connection.on('error', error => gap(`session bus: ${error.message}`))
  return bus
}

/** Whether somebody on the bus has this name. */
export async function isOnBus(bus: MessageBus, name: string): Promise<boolean> {
  return (await bus.nameHasOwner(name)) || (await bus.listActivatableNames()).includes(name)
}
