import type { Clock } from '../../src-main/kit/core/clock.ts'
import type { FileLock } from '../../src-main/kit/node/file-lock.ts'
import type { NoteSecret, SecretNote } from '../../src-main/vault/core/note.ts'
import { createVault } from '../../src-main/vault/node/open-vault.ts'
import type { Vault, VaultPorts } from '../../src-main/vault/node/vault.ts'
import { type MemoryKeyStore, memoryKeyStore } from './memory-key-store.ts'
import { PowerCutDisk } from './power-cut-disk.ts'

/** Who asks in tests. */
export const owner = { who: 'owner', door: 'window' } as const

/** A clock that stands still at one moment. */
export const stillClock = (now = Date.UTC(2026, 0, 15)): Clock => ({ now: () => now, after: () => () => {} })

/** A lock for one process: the power-cut disk has no lock files. */
export const lockForOne: FileLock = (_path, act) => act()

export type AVault = {
  vault: Vault
  phrase: string
  ports: VaultPorts & { keyStore: MemoryKeyStore; disk: PowerCutDisk }
  notes: SecretNote[]
}

/** A new vault in memory, with the secrets given. */
export async function aVault(secrets: Readonly<Record<string, string>> = {}): Promise<AVault> {
  const notes: SecretNote[] = []
  const audit: NoteSecret = async note => {
    notes.push(note)
  }
  const ports = {
    folder: '/home',
    keyStore: memoryKeyStore(),
    clock: stillClock(),
    audit,
    disk: new PowerCutDisk(),
    lock: lockForOne,
  }
  const created = await createVault(ports)
  if (created.status !== 'created') throw new Error(created.status)
  for (const [name, value] of Object.entries(secrets)) await created.vault.put(name, value, owner)
  return { vault: created.vault, phrase: created.phrase, ports, notes }
}
