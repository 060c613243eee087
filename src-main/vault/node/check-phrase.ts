import type { VaultTrouble } from '../../contract/model/secret.ts'
import { type Disk, realDisk } from '../../kit/node/disk.ts'
import { type PhraseResult, readPhrase } from '../core/phrase.ts'
import { keyRing } from './key-ring.ts'
import { openStanza } from './recovery.ts'
import { checkVault, findVault, vaultIdText } from './vault-file.ts'

/** The vault file to try a phrase on. */
export type PhrasePlace = { readonly folder: string; readonly disk?: Disk }

/** Why a phrase did not help. */
export type PhraseTrouble = Exclude<PhraseResult, { status: 'ok' }> | { readonly status: 'other-vault' }

/** A phrase that was proved. */
export type Proved = { readonly status: 'proved'; readonly master: Buffer; readonly vaultId: string }

/** Whether this phrase would bring the vault back: it really opens the file, on paper only. */
export async function checkPhrase(
  ports: PhrasePlace,
  typed: string,
): Promise<{ readonly status: 'ok' } | PhraseTrouble | VaultTrouble> {
  const proof = await prove(ports, typed)
  if (proof.status !== 'proved') return proof
  proof.master.fill(0)
  return { status: 'ok' }
}

/** The master key behind a phrase, when the whole file opens with it. Wipe it after use. */
export async function prove(ports: PhrasePlace, typed: string): Promise<Proved | PhraseTrouble | VaultTrouble> {
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
