import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbsent } from '../../src-main/kit/node/disk.ts'
import { replaceFile } from '../../src-main/kit/node/replace-file.ts'
import { type KeyItem, type KeyStore, keyTrouble } from '../../src-main/vault/core/key-store.ts'

/**
 * A key store in plain files, for tests that kill processes hundreds of times and need a keychain which outlives them.
 * Each change is as durable as a real keychain's. Never part of the product.
 */
export function fileKeyStore(folder: string): KeyStore {
  const place = (vaultId: string, item: KeyItem) => join(folder, `${item}@${vaultId}`)
  return {
    backend: 'memory',
    read: async (vaultId, item) => {
      try {
        return { status: 'ok', bytes: Uint8Array.from(await readFile(place(vaultId, item))) }
      } catch (error) {
        if (isAbsent(error)) return keyTrouble('memory', 'missing')
        throw error
      }
    },
    write: async (vaultId, item, bytes) => {
      await replaceFile(place(vaultId, item), bytes)
      return { status: 'ok' }
    },
    erase: async (vaultId, item) => {
      await rm(place(vaultId, item), { force: true })
      return { status: 'ok' }
    },
    unlock: async () => ({ status: 'ok' }),
    close: () => {},
  }
}
