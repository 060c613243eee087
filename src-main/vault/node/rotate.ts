import { randomBytes } from 'node:crypto'
import type { VaultTrouble } from '../../contract/model/secret.ts'
import type { Disk } from '../../kit/node/disk.ts'
import type { KeyStore } from '../core/key-store.ts'
import { latestRecords } from '../core/latest.ts'
import type { SealedRecord, VaultImage } from '../core/vault-layout.ts'
import { vaultTrouble } from '../core/vault-trouble.ts'
import { type KeyRing, keyRing, rewrapRecord } from './key-ring.ts'
import { writeStanza } from './recovery.ts'
import { finishRotation, type LoadedVault, saveVault, vaultIdText } from './vault-file.ts'

/** What a rotation came to. Older versions of secrets end with the old key. */
export type RotateResult =
  | { readonly status: 'rotated'; readonly generation: number; readonly droppedVersions: number }
  | VaultTrouble

type Rotated = { readonly status: 'rotated'; readonly loaded: LoadedVault; readonly droppedVersions: number }

/**
 * The order is the whole safety: (1) the next key is in the key store and was read back, (2) the file is replaced
 * in one step, (3) the next key becomes the current one, (4) its second copy is erased. Stopped after any step,
 * the key that opens the file is in the key store. Only while holding the lock.
 */
export async function rotateMaster(
  folder: string,
  loaded: LoadedVault,
  keyStore: KeyStore,
  disk: Disk,
): Promise<Rotated | VaultTrouble> {
  const { image } = loaded
  const master = randomBytes(32)
  const kept = await keepNext(keyStore, vaultIdText(image), master)
  if (kept) return kept
  const recovery = writeStanza(master, image.recovery.publicKey, image.vaultId)
  const ring = keyRing(master, image.vaultId)
  const records = rewrapAll(loaded, ring)
  if (!records) return vaultTrouble('damaged')
  const next: VaultImage = {
    ...image,
    keyId: ring.keyId,
    generation: image.generation + 1,
    revision: image.revision + 1,
    recovery,
    records,
  }
  await saveVault(folder, next, ring, disk)
  const rotated = { status: 'loaded', image: next, ring } as const
  // A key store that fails here still holds the next key, and the next start finishes the move.
  await finishRotation(rotated, keyStore)
  return { status: 'rotated', loaded: rotated, droppedVersions: image.records.length - records.length }
}

async function keepNext(keyStore: KeyStore, id: string, master: Uint8Array): Promise<VaultTrouble | null> {
  const written = await keyStore.write(id, 'master-next', master)
  if (written.status !== 'ok') return { status: written.status, advice: written.advice }
  const read = await keyStore.read(id, 'master-next')
  if (read.status !== 'ok') return { status: read.status, advice: read.advice }
  // A keychain that says "stored" and gives back something else must not get to hold the only key.
  const same = Buffer.from(master).equals(read.bytes)
  read.bytes.fill(0)
  return same ? null : vaultTrouble('wrong-key')
}

function rewrapAll({ image, ring }: LoadedVault, to: KeyRing): SealedRecord[] | null {
  const moved = latestRecords(image.records).map(record => rewrapRecord(ring, to, image.vaultId, record))
  return moved.every(record => record !== null) ? moved : null
}
