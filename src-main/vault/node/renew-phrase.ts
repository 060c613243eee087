import { randomBytes } from 'node:crypto'
import type { VaultTrouble } from '../../contract/model/secret.ts'
import type { KeyStore } from '../core/key-store.ts'
import { PHRASE_BYTES, writePhrase } from '../core/phrase.ts'
import type { RecoveryStanza } from '../core/vault-layout.ts'
import { vaultTrouble } from '../core/vault-trouble.ts'
import { keyRing } from './key-ring.ts'
import { publicKeyOf, writeStanza } from './recovery.ts'
import { type LoadedVault, vaultIdText } from './vault-file.ts'

/** A fresh phrase and the stanza that belongs to it. `master` is not kept. */
export function makePhrase(master: Uint8Array, vaultId: Uint8Array): { phrase: string; recovery: RecoveryStanza } {
  const entropy = randomBytes(PHRASE_BYTES)
  const recovery = writeStanza(master, publicKeyOf(entropy), vaultId)
  const phrase = writePhrase(entropy)
  entropy.fill(0)
  return { phrase, recovery }
}

/** Makes another phrase for an open vault, with the master key fetched for this one moment. */
export async function renewPhrase(
  loaded: LoadedVault,
  keyStore: KeyStore,
): Promise<{ status: 'renewed'; phrase: string; recovery: RecoveryStanza } | VaultTrouble> {
  const { image } = loaded
  const read = await keyStore.read(vaultIdText(image), 'master')
  if (read.status !== 'ok') return { status: read.status, advice: read.advice }
  const made = makePhrase(read.bytes, image.vaultId)
  const fits = keyRing(read.bytes, image.vaultId).keyId.equals(image.keyId)
  return fits ? { status: 'renewed', ...made } : vaultTrouble('wrong-key')
}
