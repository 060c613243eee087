import type { KeyStore } from '../core/key-store.ts'

/** A small public fact kept beside the master key, where somebody who copies back an old data folder cannot reach. */
export type Pin = {
  /** The text kept last, or null when none ever was. Throws when it cannot tell. */
  read(): Promise<string | null>
  write(text: string): Promise<void>
}

/** A pin in a vault's key store. */
export function pinIn(keyStore: KeyStore, vaultId: string, name: string): Pin {
  return {
    read: async () => {
      const found = await keyStore.read(vaultId, `pin:${name}`)
      if (found.status === 'missing') return null
      if (found.status !== 'ok') throw new Error(`The pin "${name}" cannot be read: ${found.status}.`)
      return Buffer.from(found.bytes).toString('utf8')
    },
    write: async text => {
      const kept = await keyStore.write(vaultId, `pin:${name}`, Buffer.from(text))
      if (kept.status !== 'ok') throw new Error(`The pin "${name}" cannot be kept: ${kept.status}.`)
    },
  }
}
