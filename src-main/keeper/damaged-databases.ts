import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * What can be begun anew without loosening anything: who a conversation is (one the ledger does not know may do nothing),
 * when answers were used, and what was said in conversations. The vault, the answers and the trail are none of these.
 */
const REPLACEABLE = ['keeper.db', 'usage.db', 'sessions.db']

/** A file larger than this is only looked at where it begins: reading all of it would hold up the start. */
const READ_WHOLE_BELOW = 32 * 1024 * 1024

/**
 * Puts databases that a dying disk or another program made unreadable aside, under names that say so, and answers those
 * names. Without this one bad page would keep Gatehouse from starting at all. Call while this process owns the folder.
 */
export function putDamagedAside(home: string, at: Date): string[] {
  const stamp = at.toISOString().replace(/[:.]/g, '-')
  return REPLACEABLE.filter(name => isDamaged(join(home, name))).map(name => {
    const aside = `${name}.damaged-${stamp}`
    // Its journal belongs to it: left behind, it would be played into the new file.
    for (const part of ['', '-wal', '-shm'])
      if (existsSync(join(home, name + part))) renameSync(join(home, name + part), join(home, aside + part))
    return aside
  })
}

function isDamaged(path: string): boolean {
  if (!existsSync(path) || statSync(path).size === 0) return false
  if (!beginsAsOne(path)) return true // without opening it: SQLite would throw its journal away
  let database: DatabaseSync | null = null
  try {
    database = new DatabaseSync(path)
    const look = statSync(path).size < READ_WHOLE_BELOW ? 'pragma quick_check(1)' : 'select count(*) from sqlite_schema'
    const [answer] = Object.values(database.prepare(look).get() ?? {})
    return typeof answer === 'string' && answer !== 'ok'
  } catch (error) {
    return isOfDamage(error)
  } finally {
    database?.close()
  }
}

const BEGINNING = 'SQLite format 3\0'

function beginsAsOne(path: string): boolean {
  const bytes = Buffer.alloc(BEGINNING.length)
  const file = openSync(path, 'r')
  readSync(file, bytes)
  closeSync(file)
  return bytes.toString('latin1') === BEGINNING
}

/** SQLite's own words for "malformed" and "not a database". A full disk or a missing right is no damage. */
function isOfDamage(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0
  return code === 11 || code === 26
}
