import { closeSync, constants, lstatSync, openSync, truncateSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

const [BUSY, NO_DATABASE] = [5, 26]

/**
 * A lock the kernel keeps, through SQLite's own file locks: it ends with its holder, even by SIGKILL, so there is
 * no stale lock to judge. A pid file cannot do that safely (pids are reused, and taking over races).
 */
export class KernelLock {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** Takes the lock at once, or answers null when somebody has it: another process, or another part of this one. */
  static take(path: string): KernelLock | null {
    makeFile(path)
    const taken = tryToTake(path)
    if (taken !== 'no database') return taken
    truncateSync(path) // a lock file holds nothing, so whatever got into it is no loss
    const again = tryToTake(path)
    if (again === 'no database') throw new Error(`${path} cannot be used as a lock.`)
    return again
  }

  release(): void {
    this.#database.close()
  }
}

/**
 * The file, for its owner alone. One that exists is never opened by us: closing it again would drop every lock this
 * process has on it (POSIX), and let another process in while one of our parts still holds it.
 */
function makeFile(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found?.isSymbolicLink()) throw new Error(`${path} is a link, and a lock must not be one.`)
  if (found !== undefined) return
  try {
    closeSync(openSync(path, constants.O_CREAT | constants.O_EXCL | constants.O_RDWR, 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function tryToTake(path: string): KernelLock | null | 'no database' {
  const database = new DatabaseSync(path, { timeout: 0 })
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return new KernelLock(database)
  } catch (error) {
    database.close()
    const code = error instanceof Error && 'errcode' in error ? error.errcode : null
    if (code === BUSY) return null
    if (code === NO_DATABASE) return 'no database'
    throw error
  }
}
