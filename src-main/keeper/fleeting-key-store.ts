import { type KeyItem, type KeyStore, keyTrouble } from '../vault/core/key-store.ts'

/** A key store that forgets everything when Gatehouse stops, for machines that have no keychain. Nothing of it is written. */
export function fleetingKeyStore(): KeyStore {
  const items = new Map<string, Uint8Array>()
  const slot = (vaultId: string, item: KeyItem): string => `${item}@${vaultId}`
  return {
    backend: 'memory',
    read: async (vaultId, item) => {
      const bytes = items.get(slot(vaultId, item))
      return bytes ? { status: 'ok', bytes: Uint8Array.from(bytes) } : keyTrouble('memory', 'missing')
    },
    write: async (vaultId, item, bytes) => {
      items.set(slot(vaultId, item), Uint8Array.from(bytes))
      return { status: 'ok' }
    },
    erase: async (vaultId, item) => {
      items.delete(slot(vaultId, item))
      return { status: 'ok' }
    },
    unlock: async () => ({ status: 'ok' }),
    close: () => items.clear(),
  }
}
