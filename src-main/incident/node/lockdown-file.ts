import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Lockdown } from '../../contract/model/incident.ts'
import { damagedLockdown } from '../core/lockdown.ts'

/** The lockdown as a file: its presence means locked, whatever is in it. Synchronous, because it is the first act of a kill. */
export class LockdownFile {
  readonly #folder: string
  readonly path: string

  constructor(home: string) {
    this.#folder = home
    this.path = join(home, 'lockdown')
  }

  /** The lockdown that holds, or null. A file that cannot be read or understood locks everything. */
  read(now: number): Lockdown | null {
    let text: string
    try {
      text = readFileSync(this.path, 'utf8')
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : damagedLockdown(now)
    }
    try {
      const parsed = Lockdown.safeParse(JSON.parse(text))
      return parsed.success ? parsed.data : damagedLockdown(now)
    } catch {
      return damagedLockdown(now)
    }
  }

  /** Returns when the lock is on the medium. Where the content cannot be written, an empty file still locks. */
  write(lockdown: Lockdown): void {
    const draft = `${this.path}.draft`
    try {
      writeSynced(draft, JSON.stringify(lockdown))
      renameSync(draft, this.path)
    } catch (error) {
      // A full disk often still has room for a name; an empty file reads as damaged, which is locked.
      closeSync(openSync(this.path, 'a', 0o600))
      throw error
    } finally {
      this.#syncFolder()
    }
  }

  /** Returns when the lock is gone for good. */
  remove(): void {
    rmSync(this.path, { force: true })
    this.#syncFolder()
  }

  #syncFolder(): void {
    if (process.platform === 'win32') return // it has no folder handles; its journal keeps names
    const handle = openSync(this.#folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  }
}

function writeSynced(path: string, text: string): void {
  const handle = openSync(path, 'w', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
