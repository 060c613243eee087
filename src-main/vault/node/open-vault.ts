import { randomBytes } from 'node:crypto'
import type { VaultTrouble } from '../../contract/model/secret.ts'
import { realDisk } from '../../kit/node/disk.ts'
import { fileLock } from '../../kit/node/file-lock.ts'
import { findRecord } from '../core/latest.ts'
import { INTERNAL_PURPOSE } from '../core/purposes.ts'
import { vaultTrouble } from '../core/vault-trouble.ts'
import { keyRing, openRecord, sealRecord } from './key-ring.ts'
import { makePhrase } from './renew-phrase.ts'
import { SEED, Vault, type VaultPorts } from './vault.ts'
import { findVault, finishRotation, type LoadedVault, saveVault, unlockVault, vaultLockPath } from './vault-file.ts'

/** An open vault, or why there is none. No answer ever stands for "empty". */
export type VaultOpening = { readonly status: 'open'; readonly vault: Vault } | VaultTrouble

/** A new vault and its recovery phrase, which is shown once and kept nowhere. */
export type VaultCreation =
  | { readonly status: 'created'; readonly vault: Vault; readonly phrase: string }
  | { readonly status: 'exists' }
  | VaultTrouble

/** Opens the vault of a data folder. Never makes one, and never makes a key. */
export async function openVault(ports: VaultPorts): Promise<VaultOpening> {
  const disk = ports.disk ?? realDisk
  const found = await findVault(ports.folder, disk)
  if (found.status !== 'found') return found
  const loaded = await unlockVault(found, ports.keyStore)
  return loaded.status === 'loaded' ? opened(ports, loaded) : loaded
}

/** Makes a vault where none is. The only place where a master key begins. */
export async function createVault(ports: VaultPorts): Promise<VaultCreation> {
  const disk = ports.disk ?? realDisk
  await disk.makeFolder(ports.folder)
  return (ports.lock ?? fileLock)(vaultLockPath(ports.folder), async () => {
    const found = await findVault(ports.folder, disk)
    // Whatever lies there, readable or not, may be somebody's only copy.
    if (found.status === 'found' || found.status === 'damaged') return { status: 'exists' }
    if (found.status !== 'absent') return found
    return begin(ports)
  })
}

async function begin(ports: VaultPorts): Promise<VaultCreation> {
  const vaultId = randomBytes(16)
  const master = randomBytes(32)
  const kept = await keepMaster(ports, vaultId, master)
  if (kept) return kept
  const { phrase, recovery } = makePhrase(master, vaultId)
  const ring = keyRing(master, vaultId)
  const seed = randomBytes(32)
  const head = { purpose: INTERNAL_PURPOSE, name: SEED, version: 1, createdAtMs: ports.clock.now(), provider: '' }
  const records = [sealRecord(ring, vaultId, head, seed)]
  const image = { vaultId, keyId: ring.keyId, generation: 0, revision: 1, recovery, records }
  await ports.audit({ step: 'added', secret: 'master key', who: 'owner', door: 'keeper', result: 'ok' })
  await saveVault(ports.folder, image, ring, ports.disk ?? realDisk)
  return { status: 'created', vault: new Vault(ports, { status: 'loaded', image, ring }, seed), phrase }
}

/** Stores the key and reads it back: some stores say "stored" and keep nothing. */
async function keepMaster(ports: VaultPorts, vaultId: Buffer, master: Buffer): Promise<VaultTrouble | null> {
  const id = vaultId.toString('hex')
  const written = await ports.keyStore.write(id, 'master', master)
  if (written.status !== 'ok') return { status: written.status, advice: written.advice }
  const read = await ports.keyStore.read(id, 'master')
  if (read.status !== 'ok') return { status: read.status, advice: read.advice }
  const same = master.equals(read.bytes)
  read.bytes.fill(0)
  return same ? null : vaultTrouble('wrong-key')
}

/** Puts the keys of a checked vault to work, and finishes a rotation that a crash stopped. */
export async function opened(ports: VaultPorts, loaded: LoadedVault): Promise<VaultOpening> {
  const record = findRecord(loaded.image.records, SEED)
  const seed = record && openRecord(loaded.ring, loaded.image.vaultId, record)
  if (!seed) return vaultTrouble('damaged', 'the seed of its derived keys')
  const lock = ports.lock ?? fileLock
  // Not being able to finish now is no reason to stay shut: the next key still opens the file.
  await lock(vaultLockPath(ports.folder), () => finishRotation(loaded, ports.keyStore)).catch(() => null)
  return { status: 'open', vault: new Vault(ports, loaded, seed) }
}
