import { closeSync, constants, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/**
 * Holds a folder for one writer. The lock is the operating system's, through SQLite: it is gone the moment its process
 * is, so there is no stale lock to guess about (a pid file would need one, and guesses wrong when pids come round).
 */
export class WriterLock {
  readonly #database: DatabaseSync

  private constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Takes the lock at once, or answers null when another writer has it. */
  static take(path: string): WriterLock | null {
    closeSync(openSync(path, constants.O_CREAT | constants.O_RDWR, 0o600))
    const database = new DatabaseSync(path)
    try {
      database.exec('PRAGMA journal_mode = MEMORY; PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE')
      return new WriterLock(database)
    } catch (error) {
      database.close()
      if (error instanceof Error && 'errcode' in error && error.errcode === 5) return null
      throw error
    }
  }

  release(): void {
    this.#database.close()
  }
}
