import { closeSync, constants, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'

/** Runs an act while no other process (or other part of this one) holds the same lock. */
export type FileLock = <T>(path: string, act: () => Promise<T>) => Promise<T>

/** The lock stayed taken for the whole wait. */
export class LockTaken extends Error {
  constructor(path: string) {
    super(`Another process holds ${path}.`)
    this.name = 'LockTaken'
  }
}

/**
 * A lock the kernel keeps, through SQLite's own file locks: it ends with its holder, even by SIGKILL, so there is
 * no stale lock to judge. A pid file cannot do that safely (pids are reused, and taking over races).
 */
export const fileLock: FileLock = async (path, act) => {
  const database = await take(path, 10_000)
  try {
    return await act()
  } finally {
    database.close()
  }
}

async function take(path: string, waitMs: number): Promise<DatabaseSync> {
  closeSync(openSync(path, constants.O_CREAT | constants.O_RDWR | constants.O_NOFOLLOW, 0o600))
  const database = new DatabaseSync(path, { timeout: 0 })
  for (let waited = 0; ; ) {
    if (taken(database)) return database
    if (waited >= waitMs) {
      database.close()
      throw new LockTaken(path)
    }
    const step = Math.min(5 + waited / 10, 50)
    await pause(step)
    waited += step
  }
}

function taken(database: DatabaseSync): boolean {
  try {
    database.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return false // SQLITE_BUSY
    throw error
  }
}
