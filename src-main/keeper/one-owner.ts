import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** What holds a data folder. */
export type Ownership =
  | { readonly status: 'owner'; release(): void }
  | { readonly status: 'taken'; readonly pid: number }

/**
 * Claims a data folder for this process. Two Keepers on one folder would fight over its gateway and its trail,
 * so the second one is told who the first is and leaves.
 */
export function claimFolder(run: string): Ownership {
  const file = join(run, 'keeper.pid')
  for (let tries = 0; tries < 3; tries++) {
    try {
      const handle = openSync(file, 'wx', 0o600)
      writeSync(handle, String(process.pid))
      closeSync(handle)
      return { status: 'owner', release: () => rmSync(file, { force: true }) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const pid = Number(readFileSync(file, 'utf8'))
      if (isKeeper(pid)) return { status: 'taken', pid }
      rmSync(file, { force: true }) // left by a crash or a power cut
    }
  }
  return { status: 'taken', pid: 0 }
}

/** Alive, and not just a reused number: after a reboot any program may have it. */
function isKeeper(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  if (process.platform !== 'linux') return true
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return /node|electron|gatehouse/i.test(line)
  } catch {
    return false // it ended between the two looks
  }
}
