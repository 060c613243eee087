import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { AnchorStore } from '../audit/core/anchor.ts'
import { parseAnchor } from '../audit/core/anchor.ts'
import { anchorFile } from '../audit/node/anchor-file.ts'
import type { FormerKey } from '../audit/node/seal.ts'
import type { Clock } from '../kit/core/clock.ts'
import type { KeyStore } from '../vault/core/key-store.ts'
import type { NoteSecret } from '../vault/core/note.ts'
import { createVault, openVault, type VaultOpening } from '../vault/node/open-vault.ts'
import { type Pin, pinIn } from '../vault/node/pin.ts'
import type { Vault, VaultPorts } from '../vault/node/vault.ts'
import { fleetingKeyStore } from './fleeting-key-store.ts'
import type { DataFolder } from './folder.ts'
import { endFormerSeal, recallFormerSeal, takeOver } from './former-seal.ts'
import { deriveFrom, unsafeAnchorFile, unsafeKeyFile, unsafeSigningKey } from './unsafe-key.ts'

/** The keys of this installation, and where they come from. */
export type Keys = {
  readonly kept: 'keychain' | 'passphrase' | 'nowhere'
  readonly vault: Vault
  readonly anchor: AnchorStore
  /** The recovery phrase, right after the vault was made and only for the first who asks; then it is gone from memory too. */
  takePhrase(): string | null
  /** Why no keychain is used, in words, when none is. */
  readonly why: string | null
  derive(purpose: string): Buffer
  /** The key that signed the trail while there was no keychain; null where there always was one. */
  formerSeal(): Promise<FormerKey | null>
  /** Says where the time of that key ended, and takes its file away. */
  endFormerSeal(throughSeq: number): Promise<void>
  /** Small facts kept beside the master key; none where there is no place for them. */
  pin(name: string): Pin | null
  close(): void
}

/** Keys, or why there are none and what a person can do. With an existing vault nothing else is ever tried. */
export type KeyOpening =
  | { readonly status: 'open'; readonly keys: Keys }
  | { readonly status: 'no-key'; readonly advice: string }

/** Opens the vault, or makes one in a new data folder. */
export async function openKeys(
  folder: DataFolder,
  keyStore: KeyStore,
  clock: Clock,
  audit: NoteSecret,
): Promise<KeyOpening> {
  const ports = { folder: folder.home, keyStore, clock, audit }
  const opening = await openUnlocked(ports)
  if (opening.status === 'open') return { status: 'open', keys: kept(folder, opening.vault, keyStore, null) }
  if (opening.status !== 'absent') return { status: 'no-key', advice: opening.advice }
  const created = await createVault(ports)
  if (created.status === 'created') {
    await takeOver(folder, created.vault)
    return { status: 'open', keys: kept(folder, created.vault, keyStore, created.phrase) }
  }
  if (created.status === 'exists')
    return { status: 'no-key', advice: 'The vault was just made by another process. Try again.' }
  if (created.status !== 'unavailable') return { status: 'no-key', advice: created.advice }
  return { status: 'open', keys: await withoutKeychain(folder, clock, audit, created.advice) }
}

/** A locked keychain is asked once to open: the system shows its own prompt, as for any other program. */
async function openUnlocked(ports: VaultPorts): Promise<VaultOpening> {
  const opening = await openVault(ports)
  if (opening.status !== 'locked') return opening
  const unlocked = await ports.keyStore.unlock()
  return unlocked.status === 'ok' ? openVault(ports) : opening
}

function kept(folder: DataFolder, vault: Vault, keyStore: KeyStore, phrase: string | null): Keys {
  return {
    kept: keyStore.backend === 'passphrase' ? 'passphrase' : 'keychain',
    vault,
    anchor: anchorIn(keyStore, vault.id),
    takePhrase: () => {
      const once = phrase
      phrase = null
      return once
    },
    why: null,
    derive: purpose => vault.derive(purpose),
    formerSeal: () => recallFormerSeal(vault),
    endFormerSeal: throughSeq => endFormerSeal(folder, vault, throughSeq),
    pin: name => pinIn(keyStore, vault.id, name),
    close: () => {
      vault.close()
      keyStore.close()
    },
  }
}

/**
 * No keychain and no vault: Gatehouse still runs, and says what that costs. Secrets live in memory until it stops.
 * Signatures use a key in a file, which only shows changes by someone who cannot read that file.
 */
async function withoutKeychain(folder: DataFolder, clock: Clock, audit: NoteSecret, why: string): Promise<Keys> {
  const place = join(folder.run, 'fleeting')
  rmSync(place, { recursive: true, force: true })
  const created = await createVault({ folder: place, keyStore: fleetingKeyStore(), clock, audit })
  if (created.status !== 'created') throw new Error(`a vault in memory could not be made: ${created.status}`)
  const seed = unsafeSigningKey(unsafeKeyFile(folder))
  return {
    kept: 'nowhere',
    vault: created.vault,
    anchor: anchorFile(unsafeAnchorFile(folder)),
    takePhrase: () => null,
    why,
    derive: purpose => deriveFrom(seed, purpose),
    formerSeal: async () => null,
    endFormerSeal: async () => {},
    pin: () => null,
    close: () => {
      created.vault.close()
      rmSync(place, { recursive: true, force: true })
    },
  }
}

/** The newest point of the trail, kept beside the master key: who can put back an old data folder cannot put back this. */
function anchorIn(keyStore: KeyStore, vaultId: string): AnchorStore {
  return {
    read: async () => {
      const found = await keyStore.read(vaultId, 'pin:audit-anchor')
      if (found.status === 'missing') return null
      if (found.status !== 'ok') throw new Error(found.advice)
      return parseAnchor(Buffer.from(found.bytes).toString('utf8'))
    },
    keep: async anchor => {
      const kept = await keyStore.write(vaultId, 'pin:audit-anchor', Buffer.from(JSON.stringify(anchor)))
      if (kept.status !== 'ok') throw new Error(kept.advice)
    },
  }
}
