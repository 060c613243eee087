import { hkdfSync } from 'node:crypto'
import type { Secret, SecretPurpose, VaultTrouble } from '../../contract/model/secret.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { type Disk, realDisk } from '../../kit/node/disk.ts'
import { type FileLock, fileLock, LockTaken } from '../../kit/node/file-lock.ts'
import { sweepDrafts } from '../../kit/node/replace-file.ts'
import { describeSecrets } from '../core/describe-secrets.ts'
import type { KeyStore } from '../core/key-store.ts'
import { findRecord, latestRecords } from '../core/latest.ts'
import type { Asker, NoteSecret } from '../core/note.ts'
import { providerFor } from '../core/providers.ts'
import { INTERNAL_PURPOSE, purposeByte, purposeOf } from '../core/purposes.ts'
import type { SealedRecord, VaultImage } from '../core/vault-layout.ts'
import { vaultTrouble } from '../core/vault-trouble.ts'
import { checkPhrase, type PhraseTrouble } from './check-phrase.ts'
import { openRecord, sealRecord } from './key-ring.ts'
import { renewPhrase } from './renew-phrase.ts'
import { type RotateResult, rotateMaster } from './rotate.ts'
import {
  checkVault,
  findVault,
  finishRotation,
  type LoadedVault,
  saveVault,
  unlockVault,
  vaultIdText,
  vaultLockPath,
  vaultPath,
} from './vault-file.ts'

/** What a vault is built from. */
export type VaultPorts = {
  readonly folder: string
  readonly keyStore: KeyStore
  readonly clock: Clock
  readonly audit: NoteSecret
  readonly disk?: Disk
  readonly lock?: FileLock
}

/** The answer to asking for one secret. */
export type SecretRead =
  | { readonly status: 'ok'; readonly value: string }
  | { readonly status: 'unknown' }
  | VaultTrouble
/** The answer to a change. */
export type SecretWrite =
  | { readonly status: 'ok'; readonly version: number }
  | { readonly status: 'unknown' }
  | VaultTrouble

/** Name of the record all derived keys come from. A name a person cannot choose. */
export const SEED = '.seed'

/** An open vault. It keeps no secret and no master key: every read goes to the file and back out of it. */
export class Vault {
  readonly #ports: VaultPorts
  readonly #disk: Disk
  readonly #lock: FileLock
  readonly #listeners = new Set<() => void>()
  #loaded: LoadedVault
  #seed: Buffer

  /** Use `openVault` or `createVault`. */
  constructor(ports: VaultPorts, loaded: LoadedVault, seed: Buffer) {
    this.#ports = ports
    this.#disk = ports.disk ?? realDisk
    this.#lock = ports.lock ?? fileLock
    this.#loaded = loaded
    this.#seed = seed
  }

  /** The id the key store knows this vault by. */
  get id(): string {
    return vaultIdText(this.#loaded.image)
  }

  /** How often the master key was rotated. */
  get rotations(): number {
    return this.#loaded.image.generation
  }

  /** One secret, for `asker`. The use is in the audit trail before the value is handed out. */
  async get(name: string, asker: Asker, version?: number): Promise<SecretRead> {
    const loaded = await this.#refresh()
    if (loaded.status !== 'loaded') return loaded
    const record = findRecord(loaded.image.records, name, version)
    if (!record || record.purpose === INTERNAL_PURPOSE) {
      await this.#ports.audit({
        step: 'refused',
        secret: name.slice(0, 64),
        ...asker,
        result: 'refused',
        reason: 'unknown',
      })
      return { status: 'unknown' }
    }
    await this.#ports.audit({ step: 'used', secret: name, ...asker, result: 'ok' })
    const value = openRecord(loaded.ring, loaded.image.vaultId, record)
    return value ? { status: 'ok', value: value.toString('utf8') } : vaultTrouble('damaged', `secret ${name}`)
  }

  /** Everything about the stored secrets except their values. */
  async list(remindAfterDays?: number): Promise<{ status: 'ok'; secrets: Secret[] } | VaultTrouble> {
    const loaded = await this.#refresh()
    if (loaded.status !== 'loaded') return loaded
    return { status: 'ok', secrets: describeSecrets(loaded.image.records, this.#ports.clock.now(), remindAfterDays) }
  }

  /** Stores a value as the next version of a name. */
  put(name: string, value: string, asker: Asker, purpose?: SecretPurpose): Promise<SecretWrite> {
    return this.#change(async loaded => {
      const { image, ring } = loaded
      const before = findRecord(image.records, name)
      const guess = providerFor(name, value)
      const head = {
        purpose: purposeByte(purpose ?? (before && purposeOf(before.purpose)) ?? guess?.purpose ?? 'other'),
        name,
        version: (before?.version ?? 0) + 1,
        createdAtMs: this.#ports.clock.now(),
        provider: guess?.provider.id ?? '',
      }
      await this.#ports.audit({ step: before ? 'changed' : 'added', secret: name, ...asker, result: 'ok' })
      const record = sealRecord(ring, image.vaultId, head, Buffer.from(value, 'utf8'))
      await this.#save({ ...image, records: [...image.records, record] })
      return { status: 'ok', version: head.version }
    })
  }

  /** Forgets every version of a name. */
  remove(name: string, asker: Asker): Promise<SecretWrite> {
    return this.#change(async ({ image }) => {
      const record = findRecord(image.records, name)
      if (!record || record.purpose === INTERNAL_PURPOSE) return { status: 'unknown' }
      await this.#ports.audit({ step: 'removed', secret: name, ...asker, result: 'ok' })
      await this.#save({ ...image, records: image.records.filter(other => other.name !== name) })
      return { status: 'ok', version: record.version }
    })
  }

  /** Keeps a value of Gatehouse's own (such as the approver PIN's hash). It is never listed, leased or referred to. */
  keepInternal(name: `.${string}`, value: string): Promise<SecretWrite> {
    if (name === SEED) throw new TypeError('The seed of the derived keys is never replaced.')
    return this.#change(async ({ image, ring }) => {
      const head = { purpose: INTERNAL_PURPOSE, name, version: 1, createdAtMs: this.#ports.clock.now(), provider: '' }
      const record = sealRecord(ring, image.vaultId, head, Buffer.from(value, 'utf8'))
      await this.#save({ ...image, records: [...image.records.filter(other => other.name !== name), record] })
      return { status: 'ok', version: 1 }
    })
  }

  /** Reads back what `keepInternal` kept. */
  async recallInternal(name: `.${string}`): Promise<SecretRead> {
    const loaded = await this.#refresh()
    if (loaded.status !== 'loaded') return loaded
    const record = findRecord(loaded.image.records, name)
    if (name === SEED || record?.purpose !== INTERNAL_PURPOSE) return { status: 'unknown' }
    const value = openRecord(loaded.ring, loaded.image.vaultId, record)
    return value ? { status: 'ok', value: value.toString('utf8') } : vaultTrouble('damaged')
  }

  /**
   * A 32-byte key for one purpose. It comes from a seed inside the vault, so that a rotation of the master key
   * does not break the signatures of config, grants and audit.
   */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#seed, '', `gatehouse/derive/${purpose}`, 32))
  }

  /** Every current and older value, for the redactor that must recognise them. Never for anything else. */
  async valuesToRedact(): Promise<ReadonlyMap<string, string>> {
    const loaded = await this.#refresh()
    if (loaded.status !== 'loaded') return new Map()
    return valuesOf(loaded, loaded.image.records, record => `${record.name}#${record.version}`)
  }

  /** The newest value of each name, to compare an import with. Never for anything else. */
  async currentValues(): Promise<{ status: 'ok'; values: ReadonlyMap<string, string> } | VaultTrouble> {
    const loaded = await this.#refresh()
    if (loaded.status !== 'loaded') return loaded
    return { status: 'ok', values: valuesOf(loaded, latestRecords(loaded.image.records), record => record.name) }
  }

  /** Calls `tell` after each change of this process; the answer ends it. */
  onChange(tell: () => void): () => void {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  /** Puts everything under a new master key. A crash at any point leaves every secret readable. */
  rotateMasterKey(asker: Asker): Promise<RotateResult> {
    return this.#change(async loaded => {
      // Before a new next key may replace the old one, no file may need it any more.
      const unfinished = await finishRotation(loaded, this.#ports.keyStore)
      if (unfinished) return unfinished
      await this.#ports.audit({ step: 'rotated', secret: 'master key', ...asker, result: 'ok' })
      const rotated = await rotateMaster(this.#ports.folder, loaded, this.#ports.keyStore, this.#disk)
      if (rotated.status !== 'rotated') return rotated
      this.#loaded = rotated.loaded
      return {
        status: 'rotated',
        generation: rotated.loaded.image.generation,
        droppedVersions: rotated.droppedVersions,
      }
    })
  }

  /** Whether a phrase would bring this vault's key back. Changes nothing. */
  checkRecoveryPhrase(typed: string): Promise<{ readonly status: 'ok' } | PhraseTrouble | VaultTrouble> {
    return checkPhrase({ folder: this.#ports.folder, disk: this.#disk }, typed)
  }

  /** Makes a new recovery phrase; the old one stops working. The phrase is in the answer and nowhere else. */
  renewRecoveryPhrase(asker: Asker): Promise<{ status: 'ok'; phrase: string } | VaultTrouble> {
    return this.#change(async loaded => {
      const unfinished = await finishRotation(loaded, this.#ports.keyStore)
      if (unfinished) return unfinished
      await this.#ports.audit({ step: 'changed', secret: 'recovery phrase', ...asker, result: 'ok' })
      const renewed = await renewPhrase(loaded, this.#ports.keyStore)
      if (renewed.status !== 'renewed') return renewed
      await this.#save({ ...loaded.image, recovery: renewed.recovery })
      return { status: 'ok', phrase: renewed.phrase }
    })
  }

  /** Forgets the derived keys. The vault is of no use after this. */
  close(): void {
    this.#seed.fill(0)
    this.#seed = Buffer.alloc(0)
    this.#listeners.clear()
  }

  /** The file as it is now: another process may have written it since. */
  async #refresh(): Promise<LoadedVault | VaultTrouble> {
    const found = await findVault(this.#ports.folder, this.#disk)
    if (found.status !== 'found') return found
    const known = checkVault(found, this.#loaded.ring)
    const loaded = known.status === 'wrong-key' ? await unlockVault(found, this.#ports.keyStore) : known
    if (loaded.status === 'loaded') this.#loaded = loaded
    return loaded
  }

  async #save(image: VaultImage): Promise<void> {
    const next = { ...image, revision: image.revision + 1 }
    await saveVault(this.#ports.folder, next, this.#loaded.ring, this.#disk)
    this.#loaded = { ...this.#loaded, image: next }
  }

  async #change<T>(act: (loaded: LoadedVault) => Promise<T>): Promise<T | VaultTrouble> {
    try {
      return await this.#lock(vaultLockPath(this.#ports.folder), async () => {
        await sweepDrafts(vaultPath(this.#ports.folder), this.#disk)
        const loaded = await this.#refresh()
        if (loaded.status !== 'loaded') return loaded
        const result = await act(loaded)
        for (const tell of [...this.#listeners]) tell()
        return result
      })
    } catch (error) {
      if (error instanceof LockTaken) return vaultTrouble('busy')
      throw error
    }
  }
}

function valuesOf(
  { ring, image }: LoadedVault,
  records: readonly SealedRecord[],
  key: (record: SealedRecord) => string,
): Map<string, string> {
  const values = new Map<string, string>()
  for (const record of records) {
    const value = record.purpose === INTERNAL_PURPOSE ? null : openRecord(ring, image.vaultId, record)
    if (value) values.set(key(record), value.toString('utf8'))
  }
  return values
}
