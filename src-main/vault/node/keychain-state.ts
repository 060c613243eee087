import dbus, { type MessageBus } from 'dbus-native'
import type { KeychainState } from '../core/keychain-talk.ts'

const QUESTION = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets/aliases/default',
  interface: 'org.freedesktop.DBus.Properties',
  member: 'Get',
  signature: 'ss',
  body: ['org.freedesktop.Secret.Collection', 'Locked'],
}

let bus: MessageBus | null = null

/**
 * Asks the Secret Service whether the default keyring is locked. keytar cannot tell: it answers `null` for a locked
 * keyring, the same as for a missing item. Elsewhere than on Linux the system's own prompt makes the question needless.
 */
export async function askKeychainState(): Promise<KeychainState> {
  if (process.platform !== 'linux') return 'unknown'
  const address = process.env['DBUS_SESSION_BUS_ADDRESS'] ?? sessionSocket()
  if (!address) return 'no-bus'
  try {
    bus ??= connect(address)
    return (await bus.invoke<boolean>(QUESTION)) ? 'locked' : 'open'
  } catch (error) {
    return stateOf(error)
  }
}

/** libsecret finds the bus of a systemd session without the variable, so we must too. */
function sessionSocket(): string | null {
  const folder = process.env['XDG_RUNTIME_DIR']
  return folder ? `unix:path=${folder}/bus` : null
}

function connect(busAddress: string): MessageBus {
  const opened = dbus.sessionBus({ busAddress })
  const forget = () => {
    if (bus === opened) bus = null
  }
  opened.connection.on('error', forget)
  opened.connection.on('end', forget)
  return opened
}

function stateOf(error: unknown): KeychainState {
  const name = error instanceof Error && 'dbusName' in error ? String(error.dbusName) : ''
  if (name.endsWith('.ServiceUnknown') || name.endsWith('.NameHasNoOwner') || name.includes('.Spawn.'))
    return 'no-service'
  if (/\.(UnknownObject|UnknownMethod|UnknownInterface|NoSuchObject)$/.test(name)) return 'no-collection'
  if (name.endsWith('.Disconnected') || name === '') return 'no-bus'
  return 'unknown'
}
