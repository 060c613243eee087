import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { HistoryEntry } from '../../contract/model/config.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { type Disk, isAbsent, realDisk } from '../../kit/node/disk.ts'
import { type FileLock, fileLock } from '../../kit/node/file-lock.ts'
import { replaceFile, sweepDrafts } from '../../kit/node/replace-file.ts'
import type { Seal } from './seal.ts'
import { SealedHistory, type StoredVersion } from './sealed-history.ts'

/** Remembers the newest version outside the data folder, so that a copied-back older folder is noticed. */
export type VersionPin = { read(): Promise<string | null>; write(id: string): Promise<void> }

/** What a sealed document is built from. */
export type SealedPorts = {
  /** The file people may look at and edit. */
  readonly file: string
  /** Name bound into every seal: a sealed grants file never passes as a config. */
  readonly name: string
  readonly seal: Seal
  readonly clock: Clock
  readonly pin?: VersionPin
  readonly disk?: Disk
  readonly lock?: FileLock
}

/** Why a file is not what was accepted last. */
export type ChangeReason = 'changed-outside' | 'never-sealed' | 'removed' | 'rolled-back' | 'unreadable'

/** The file and what was accepted last. `accepted` is null only before the first version. */
export type SealedState =
  | { readonly status: 'empty' }
  | { readonly status: 'sealed'; readonly accepted: string }
  | {
      readonly status: 'changed'
      readonly reason: ChangeReason
      readonly accepted: string | null
      readonly outside: string | null
      readonly digest: string
    }

/** The answer to a change. `not-sealed`: somebody else changed the file; that is answered first. */
export type SealedWrite = 'written' | 'not-sealed' | 'not-as-shown' | 'no-such-version'

/**
 * A file that counts only as far as a person accepted it. Whatever else is written into it is seen, shown and waits.
 * Used for config, grants and policy alike.
 */
export class SealedDocument {
  readonly #ports: SealedPorts
  readonly #disk: Disk
  readonly #lock: FileLock
  readonly #history: SealedHistory
  /** Newest version ever accepted, as remembered outside the data folder; 0 when that cannot be told. */
  #pinned = 0

  constructor(ports: SealedPorts) {
    this.#ports = ports
    this.#disk = ports.disk ?? realDisk
    this.#lock = ports.lock ?? fileLock
    const folder = join(dirname(ports.file), 'history', ports.name)
    this.#history = new SealedHistory(folder, ports.name, ports.seal, this.#disk)
  }

  /** Finishes or undoes a change that a crash stopped. Call once, before the first look. */
  recover(): Promise<void> {
    return this.#exclusively(async () => {
      await sweepDrafts(this.#ports.file, this.#disk)
      const begun = await this.#history.begun()
      if (begun && (await this.#readFile()).text === begun.text) await this.#history.finish(begun.id)
      await this.#history.discardBegun()
      // What is here at the start cannot be taken away unseen while we run, also where there is no pin.
      this.#pinned = Math.max(await this.#readPin(), (await this.#history.versions()).at(-1)?.id ?? 0)
    })
  }

  /** What the file is worth right now. */
  async look(): Promise<SealedState> {
    const [file, versions] = await Promise.all([this.#readFile(), this.#history.versions()])
    const newest = versions.at(-1)
    const changed = (reason: ChangeReason): SealedState => ({
      status: 'changed',
      reason,
      accepted: newest?.text ?? null,
      outside: file.text,
      digest: digestOf(file.text),
    })
    if (file.unreadable) return changed('unreadable')
    if (this.#pinned > (newest?.id ?? 0)) return changed('rolled-back')
    if (!newest) return file.text === null ? { status: 'empty' } : changed('never-sealed')
    if (file.text === null) return changed('removed')
    return file.text === newest.text ? { status: 'sealed', accepted: newest.text } : changed('changed-outside')
  }

  /** Writes a new version, if the file is as it was sealed. */
  write(text: string, by: string, why: string): Promise<SealedWrite> {
    return this.#exclusively(async () => {
      const state = await this.look()
      if (state.status === 'changed') return 'not-sealed'
      return this.#seal(text, by, why)
    })
  }

  /** Makes the file as it was shown the accepted version. `text` is what was shown; anything newer is refused. */
  accept(digest: string, by: string): Promise<SealedWrite> {
    return this.#exclusively(async () => {
      const { text } = await this.#readFile()
      if (text === null || digestOf(text) !== digest) return 'not-as-shown'
      return this.#seal(text, by, 'accepted a change from outside')
    })
  }

  /** Puts the accepted version back. Of a folder that was put back as a whole none is known to be the accepted one. */
  revert(by: string): Promise<SealedWrite> {
    return this.#exclusively(async () => {
      const state = await this.look()
      if (state.status === 'changed' && state.reason === 'rolled-back') return 'not-sealed'
      const newest = (await this.#history.versions()).at(-1)
      return newest ? this.#seal(newest.text, by, 'reverted a change from outside') : 'no-such-version'
    })
  }

  /** Puts an older version back as the newest one. */
  restore(id: number, by: string): Promise<SealedWrite> {
    return this.#exclusively(async () => {
      const version = await this.version(id)
      return version ? this.#seal(version.text, by, `restored version ${id}`) : 'no-such-version'
    })
  }

  /** Every sealed version, newest first. */
  async history(): Promise<HistoryEntry[]> {
    const versions = await this.#history.versions()
    return versions.map(({ id, at, by, why }) => ({ id, at, by, why })).reverse()
  }

  /** One sealed version with its text. */
  async version(id: number): Promise<StoredVersion | null> {
    return (await this.#history.versions()).find(version => version.id === id) ?? null
  }

  /** Version first, file second, name last: stopped anywhere, `recover` knows which of the two is meant. */
  async #seal(text: string, by: string, why: string): Promise<SealedWrite> {
    const newest = (await this.#history.versions()).at(-1)?.id ?? 0
    const id = Math.max(newest, this.#pinned) + 1
    await this.#history.discardBegun()
    await this.#history.begin({ at: new Date(this.#ports.clock.now()).toISOString(), by, why }, text, id)
    await replaceFile(this.#ports.file, Buffer.from(text), this.#disk)
    await this.#history.finish(id)
    this.#pinned = id
    await this.#ports.pin?.write(String(id)).catch(() => {}) // a keychain that is locked now must not undo a change that is on disk
    return 'written'
  }

  async #readPin(): Promise<number> {
    try {
      return Number(await this.#ports.pin?.read()) || 0
    } catch {
      return 0 // it cannot be told now; the seals still hold, and the next start asks again
    }
  }

  async #readFile(): Promise<{ text: string | null; unreadable: boolean }> {
    try {
      const bytes = await this.#disk.read(this.#ports.file)
      return { text: Buffer.from(bytes).toString('utf8'), unreadable: false }
    } catch (error) {
      return { text: null, unreadable: !isAbsent(error) }
    }
  }

  #exclusively<T>(act: () => Promise<T>): Promise<T> {
    return this.#lock(join(dirname(this.#ports.file), `${this.#ports.name}.lock`), act)
  }
}

/** Names a text, so that accepting it accepts exactly it. */
export function digestOf(text: string | null): string {
  return createHash('sha256')
    .update(text === null ? 'absent' : `text:${text}`)
    .digest('hex')
}
