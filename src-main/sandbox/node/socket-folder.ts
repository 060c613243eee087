import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

/** A socket path may have 107 characters at most; a deep data folder leaves no room. */
const LONGEST = 90
const ELSEWHERE = 'gh-door-'

/** Makes a folder for one socket that is shown to one sandbox and to nobody else. */
export function makeSocketFolder(home: string): string {
  const inHome = join(home, 'run', randomBytes(4).toString('hex'))
  const folder = inHome.length > LONGEST ? join(mkdtempSync(join(tmpdir(), ELSEWHERE)), 'd') : inHome
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Inside, another user id connects; from outside, the private folder above keeps everybody else away.
  chmodSync(folder, 0o755)
  return folder
}

/** Removes one, with the private folder around it where that was made for it alone. */
export function removeSocketFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  if (basename(dirname(folder)).startsWith(ELSEWHERE)) rmSync(dirname(folder), { recursive: true, force: true })
}

/** Removes the empty ones that a run left which was killed; one that is being opened is younger than a minute. */
export function sweepSocketFolders(home: string): void {
  for (const name of namesIn(join(home, 'run'))) {
    const folder = join(home, 'run', name)
    try {
      if (Date.now() - statSync(folder).mtimeMs > 60_000) rmdirSync(folder)
    } catch {
      // It is in use (a socket is in it), or gone.
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return [] // nothing was ever opened there
  }
}
