import type { PinStore } from '../access/node/presence.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { Vault } from '../vault/node/vault.ts'

/** The hash of the approver PIN in the vault, under a name no person and no config can choose. */
export function pinStore(vault: Vault): PinStore {
  return {
    get: async () => {
      const read = await vault.recallInternal('.approver-pin')
      if (read.status === 'ok') return read.value
      if (read.status === 'unknown') return null
      throw new Fault('vault-unavailable')
    },
    put: async stored => {
      const written = await vault.keepInternal('.approver-pin', stored)
      if (written.status !== 'ok') throw new Fault('vault-unavailable')
    },
  }
}
