import {
  type KeyItem,
  type KeyStore,
  type KeyTrouble,
  type KeyWrite,
  keyTrouble,
} from '../../src-main/vault/core/key-store.ts'

/** A key store in memory. `failing` makes every call answer with that trouble; `items` is open for a test to look at. */
export type MemoryKeyStore = KeyStore & {
  readonly items: Map<string, Uint8Array>
  fail(trouble: KeyTrouble | null): void
}

/** Builds an empty in-memory key store. Pass `items` of another one to see what survives a crash. */
export function memoryKeyStore(items = new Map<string, Uint8Array>()): MemoryKeyStore {
  let failing: KeyTrouble | null = null
  const slot = (vaultId: string, item: KeyItem) => `${item}@${vaultId}`
  const write = async (act: () => void): Promise<KeyWrite> => {
    if (failing) return keyTrouble('memory', failing)
    act()
    return { status: 'ok' }
  }
  return {
    backend: 'memory',
    items,
    fail: trouble => {
      failing = trouble
    },
    read: async (vaultId, item) => {
      const bytes = items.get(slot(vaultId, item))
      if (failing) return keyTrouble('memory', failing)
      return bytes ? { status: 'ok', bytes: Uint8Array.from(bytes) } : keyTrouble('memory', 'missing')
    },
    write: (vaultId, item, bytes) => write(() => items.set(slot(vaultId, item), Uint8Array.from(bytes))),
    erase: (vaultId, item) => write(() => items.delete(slot(vaultId, item))),
    unlock: () => write(() => {}),
    close: () => {},
  }
}
