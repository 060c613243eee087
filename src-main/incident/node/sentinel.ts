import { existsSync, type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../kit/core/clock.ts'

/** The name of the file that stops everything. Upper case, so that it is easy to say on the telephone. */
export const SENTINEL = 'STOP'

/** A change is told at once; looking besides costs a few microseconds and works where file systems tell nothing. */
const LOOK_MS = 500

/** Whether the file is there. Whatever it is: a link, a folder, an empty file. */
export function sentinelPresent(home: string): boolean {
  return existsSync(join(home, SENTINEL))
}

/** Watches for the file, and calls once each time it appears. The answer ends it. */
export function watchSentinel(home: string, clock: Clock, onAppear: () => void): () => void {
  let present = false
  let cancel = (): void => {}
  const look = (): void => {
    const now = sentinelPresent(home)
    if (now && !present) onAppear()
    present = now
  }
  const again = (): void => {
    look()
    cancel = clock.after(LOOK_MS, again)
  }
  const watcher = watchIfPossible(home, name => {
    if (name === SENTINEL || name === null) look()
  })
  again()
  return () => {
    watcher?.close()
    cancel()
  }
}

/** None when the system has no more to give (inotify: 128 for all programs of a user); looking goes on without. */
function watchIfPossible(folder: string, onChange: (name: string | null) => void): FSWatcher | null {
  try {
    const watcher = watch(folder, { persistent: false }, (_event, name) => onChange(name))
    return watcher.on('error', () => {}) // the folder is gone or cannot be watched any more
  } catch {
    return null
  }
}
