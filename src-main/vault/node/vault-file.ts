import { join } from 'node:path'
import type { VaultTrouble } from '../../contract/model/secret.ts'
import { type Disk, isAbsent } from '../../kit/node/disk.ts'
import { replaceFile } from '../../kit/node/replace-file.ts'
import type { KeyStore } from '../core/key-store.ts'
import { decodeVault, encodeBody, type VaultImage } from '../core/vault-layout.ts'
import { vaultTrouble } from '../core/vault-trouble.ts'
import { fileSeal, type KeyRing, keyRing, sealHolds } from './key-ring.ts'

/** A vault file that was read, checked to the last bit, and can be opened with `ring`. */
export type LoadedVault = { readonly status: 'loaded'; readonly image: VaultImage; readonly ring: KeyRing }

/** A vault file as it lies on disk, not yet checked against a key. */
export type FoundVault = {
  readonly status: 'found'
  readonly image: VaultImage
  readonly body: Uint8Array
  readonly seal: Uint8Array
}

/** The vault file of a data folder. */
export const vaultPath = (folder: string): string => join(folder, 'vault')
/** The lock every writer of the vault holds. */
export const vaultLockPath = (folder: string): string => join(folder, 'vault.lock')
/** The name the key store knows a vault by. */
export const vaultIdText = (image: VaultImage): string => Buffer.from(image.vaultId).toString('hex')

/** Reads the file without a key. */
export async function findVault(folder: string, disk: Disk): Promise<FoundVault | VaultTrouble> {
  let file: Uint8Array
  try {
    file = await disk.read(vaultPath(folder))
  } catch (error) {
    return vaultTrouble(isAbsent(error) ? 'absent' : 'unreadable')
  }
  const layout = decodeVault(file)
  if (layout.status === 'damaged') return vaultTrouble('damaged', `byte ${layout.at}: ${layout.why}`)
  return { status: 'found', image: layout.image, body: layout.body, seal: layout.seal }
}

/** Checks a file against a ring; only then may anything in it be used. */
export function checkVault(found: FoundVault, ring: KeyRing): LoadedVault | VaultTrouble {
  if (!ring.keyId.equals(found.image.keyId)) return vaultTrouble('wrong-key')
  if (!sealHolds(ring, found.body, found.seal)) return vaultTrouble('damaged', 'its seal does not match its content')
  return { status: 'loaded', image: found.image, ring }
}

/**
 * Finds the key a vault file was written with. During a rotation that is the current key or the next one,
 * never neither: the next key is in the key store before the file changes, and stays until the change is on disk.
 */
export async function unlockVault(found: FoundVault, keyStore: KeyStore): Promise<LoadedVault | VaultTrouble> {
  const id = vaultIdText(found.image)
  const current = await keyStore.read(id, 'master')
  if (current.status !== 'ok') return pick(current)
  const loaded = tryKey(found, current.bytes)
  if (loaded.status !== 'wrong-key') return loaded
  const next = await keyStore.read(id, 'master-next')
  if (next.status === 'missing') return loaded
  return next.status === 'ok' ? tryKey(found, next.bytes) : pick(next)
}

function tryKey(found: FoundVault, master: Uint8Array): LoadedVault | VaultTrouble {
  return checkVault(found, keyRing(master, found.image.vaultId))
}

/** Finishes a rotation that stopped after the file was replaced. Only while holding the lock. */
export async function finishRotation(loaded: LoadedVault, keyStore: KeyStore): Promise<VaultTrouble | null> {
  const id = vaultIdText(loaded.image)
  const next = await keyStore.read(id, 'master-next')
  if (next.status === 'missing') return null
  if (next.status !== 'ok') return pick(next)
  const bytes = Uint8Array.from(next.bytes)
  if (keyRing(next.bytes, loaded.image.vaultId).keyId.equals(loaded.ring.keyId)) {
    const written = await keyStore.write(id, 'master', bytes)
    if (written.status !== 'ok') return pick(written)
  }
  bytes.fill(0)
  const erased = await keyStore.erase(id, 'master-next')
  return erased.status === 'ok' ? null : pick(erased)
}

/** Writes a vault file and its seal, durably. */
export async function saveVault(folder: string, image: VaultImage, ring: KeyRing, disk: Disk): Promise<void> {
  const body = encodeBody(image)
  await replaceFile(vaultPath(folder), Buffer.concat([body, fileSeal(ring, body)]), disk)
}

const pick = ({ status, advice }: VaultTrouble): VaultTrouble => ({ status, advice })
