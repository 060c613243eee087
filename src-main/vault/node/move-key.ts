import { join } from 'node:path'
import type { VaultTrouble } from '../../contract/model/secret.ts'
import { type Disk, realDisk } from '../../kit/node/disk.ts'
import type { KeyItem, KeyStore } from '../core/key-store.ts'
import { vaultTrouble } from '../core/vault-trouble.ts'
import { findVault, unlockVault, vaultIdText } from './vault-file.ts'

/** Everything that is kept for a vault. A store cannot be asked what it holds, so it is written down here. */
export const KEPT = [
  'canary',
  'master-next',
  'pin:audit-anchor',
  'pin:config',
  'pin:grants',
  'master',
] as const satisfies readonly KeyItem[]
/** In a passphrase file: the keychain may still hold a copy, from before a move or from one that was not finished. */
const LEFT_BEHIND: KeyItem = 'pin:left-behind'

/** What a move came to. */
export type MoveResult = { readonly status: 'moved' } | VaultTrouble

/** What a move needs. */
export type MovePorts = {
  readonly folder: string
  readonly keychain: KeyStore
  /** The passphrase store on a file of this name; the same person answers both. */
  readonly passphraseAt: (file: string) => KeyStore
  readonly disk?: Disk
}

/** Where the passphrase file is. That it is there says where the key is. */
export const passphrasePath = (folder: string): string => join(folder, 'vault.passphrase')

/**
 * From the keychain under a passphrase. Until the finished file gets its name the keychain counts, from then on the
 * file; in between nothing is taken away. What the keychain still holds afterwards is erased last.
 */
export async function moveToPassphrase(ports: MovePorts): Promise<MoveResult> {
  const disk = ports.disk ?? realDisk
  const [file, draft] = [passphrasePath(ports.folder), `${passphrasePath(ports.folder)}.next`]
  const id = await vaultId(ports.folder, disk)
  if (typeof id !== 'string') return id
  await disk.remove(draft) // of a move that was stopped
  const next = ports.passphraseAt(draft)
  try {
    const copied = await copyAll(ports.keychain, next, id)
    if (copied) return copied
    const marked = await next.write(id, LEFT_BEHIND, Buffer.from('keychain'))
    if (marked.status !== 'ok') return pick(marked)
    const proof = await proves(ports.folder, disk, next)
    if (proof) return proof
  } finally {
    next.close()
  }
  await disk.rename(draft, file)
  await disk.flushFolder(ports.folder)
  await disk.remove(`${draft}.lock`)
  const now = ports.passphraseAt(file)
  await eraseLeftBehind(ports.folder, now, ports.keychain, disk)
  now.close()
  return { status: 'moved' }
}

/** From under a passphrase into the keychain. The file counts as long as it is there, and goes when the keychain has proved itself. */
export async function moveToKeychain(ports: MovePorts): Promise<MoveResult> {
  const disk = ports.disk ?? realDisk
  const id = await vaultId(ports.folder, disk)
  if (typeof id !== 'string') return id
  const file = passphrasePath(ports.folder)
  const now = ports.passphraseAt(file)
  try {
    const marked = await now.write(id, LEFT_BEHIND, Buffer.from('keychain'))
    if (marked.status !== 'ok') return pick(marked)
    const copied = await copyAll(now, ports.keychain, id)
    if (copied) return copied
    const proof = await proves(ports.folder, disk, ports.keychain)
    if (proof) return proof
  } finally {
    now.close()
  }
  await disk.remove(file)
  await disk.flushFolder(ports.folder)
  return { status: 'moved' }
}

/**
 * Erases what the keychain still holds of a vault whose key is under a passphrase. Called at each start with a
 * passphrase: a move may have been stopped, or the keychain been away. Not being able to is no reason not to start.
 */
export async function eraseLeftBehind(
  folder: string,
  passphrase: KeyStore,
  keychain: KeyStore,
  disk: Disk = realDisk,
): Promise<'nothing' | 'erased' | 'not-now'> {
  const id = await vaultId(folder, disk)
  if (typeof id !== 'string') return 'nothing'
  if ((await passphrase.read(id, LEFT_BEHIND)).status !== 'ok') return 'nothing'
  for (const item of [...KEPT].reverse()) {
    const erased = await keychain.erase(id, item)
    if (erased.status !== 'ok') return 'not-now'
  }
  return (await passphrase.erase(id, LEFT_BEHIND)).status === 'ok' ? 'erased' : 'not-now'
}

async function vaultId(folder: string, disk: Disk): Promise<string | VaultTrouble> {
  const found = await findVault(folder, disk)
  return found.status === 'found' ? vaultIdText(found.image) : found
}

/** The master key goes last: with it, everything is there. Each item is read back before the next. */
async function copyAll(from: KeyStore, to: KeyStore, id: string): Promise<VaultTrouble | null> {
  for (const item of KEPT) {
    const read = await from.read(id, item)
    if (read.status === 'missing' && item !== 'master') {
      // Also what an earlier move left there: an old next key or an old pin must not come back to life.
      const erased = await to.erase(id, item)
      if (erased.status !== 'ok') return pick(erased)
      continue
    }
    if (read.status !== 'ok') return pick(read)
    const written = await to.write(id, item, read.bytes)
    if (written.status !== 'ok') return pick(written)
    const back = await to.read(id, item)
    if (back.status !== 'ok') return pick(back)
    if (!Buffer.from(read.bytes).equals(back.bytes)) return vaultTrouble('wrong-key')
    read.bytes.fill(0)
    back.bytes.fill(0)
  }
  return null
}

/** Whether the vault opens with what the store now holds. */
async function proves(folder: string, disk: Disk, keyStore: KeyStore): Promise<VaultTrouble | null> {
  const found = await findVault(folder, disk)
  if (found.status !== 'found') return found
  const loaded = await unlockVault(found, keyStore)
  return loaded.status === 'loaded' ? null : loaded
}

const pick = ({ status, advice }: VaultTrouble): VaultTrouble => ({ status, advice })
