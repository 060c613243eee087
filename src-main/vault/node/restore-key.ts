import type { VaultTrouble } from '../../contract/model/secret.ts'
import { realDisk } from '../../kit/node/disk.ts'
import { type PhraseResult, readPhrase } from '../core/phrase.ts'
import { keyRing } from './key-ring.ts'
import { opened, type VaultOpening } from './open-vault.ts'
import { openStanza } from './recovery.ts'
import type { VaultPorts } from './vault.ts'
import { checkVault, findVault, vaultIdText } from './vault-file.ts'

/** Why a phrase did not help. */
export type PhraseTrouble = Exclude<PhraseResult, { status: 'ok' }> | { readonly status: 'other-vault' }

type Proved = { readonly status: 'proved'; readonly master: Buffer; readonly vaultId: string }

/** Whether this phrase would bring the vault back: it really opens the file, on paper only. */
export async function checkPhrase(
  ports: Pick<VaultPorts, 'folder' | 'disk'>,
  typed: string,
): Promise<{ readonly status: 'ok' } | PhraseTrouble | VaultTrouble> {
  const proof = await prove(ports, typed)
  if (proof.status !== 'proved') return proof
  proof.master.fill(0)
  return { status: 'ok' }
}

/** Puts the master key back into the key store, on this machine or a new one, and opens the vault. */
export async function restoreKey(ports: VaultPorts, typed: string): Promise<VaultOpening | PhraseTrouble> {
  const proof = await prove(ports, typed)
  if (proof.status !== 'proved') return proof
  await ports.audit({
    step: 'changed',
    secret: 'master key',
    who: 'owner',
    door: 'keeper',
    result: 'ok',
    reason: 'restored from the recovery phrase',
  })
  const written = await ports.keyStore.write(proof.vaultId, 'master', proof.master)
  const loaded = await findVault(ports.folder, ports.disk ?? realDisk)
  if (written.status !== 'ok') return { status: written.status, advice: written.advice }
  if (loaded.status !== 'found') return loaded
  const checked = checkVault(loaded, keyRing(proof.master, loaded.image.vaultId))
  return checked.status === 'loaded' ? opened(ports, checked) : checked
}

async function prove(
  ports: Pick<VaultPorts, 'folder' | 'disk'>,
  typed: string,
): Promise<Proved | PhraseTrouble | VaultTrouble> {
  const read = readPhrase(typed)
  if (read.status !== 'ok') return read
  const found = await findVault(ports.folder, ports.disk ?? realDisk)
  if (found.status !== 'found') return found
  const master = openStanza(found.image.recovery, read.entropy, found.image.vaultId)
  if (!master) return { status: 'other-vault' }
  const checked = checkVault(found, keyRing(Uint8Array.from(master), found.image.vaultId))
  if (checked.status !== 'loaded') return checked
  return { status: 'proved', master, vaultId: vaultIdText(found.image) }
}
