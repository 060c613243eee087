import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Makes a folder for one socket that is shown to one sandbox and to nobody else. */
export function makeSocketFolder(home: string): string {
  const inHome = join(home, 'run', randomBytes(4).toString('hex'))
  // A socket path may have 107 characters at most; a deep data folder leaves no room.
  const folder = inHome.length > 90 ? join(mkdtempSync(join(tmpdir(), 'gh-door-')), 'd') : inHome
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Inside, another user id connects; from outside, the private folder above keeps everybody else away.
  chmodSync(folder, 0o755)
  return folder
}
