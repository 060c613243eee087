import { randomBytes } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { type Disk, realDisk } from './disk.ts'

/**
 * Replaces a file so that after a crash or power cut at any point the old or the new content is there, whole.
 * The order matters: content on the medium before the name points to it, name on the medium before anyone is told.
 */
export async function replaceFile(path: string, bytes: Uint8Array, disk: Disk = realDisk): Promise<void> {
  const folder = dirname(path)
  const draft = join(folder, `${draftPrefix(path)}${randomBytes(6).toString('hex')}`)
  try {
    await disk.create(draft, bytes)
    await disk.flush(draft)
    await disk.rename(draft, path)
  } catch (error) {
    await disk.remove(draft).catch(() => {}) // the first error says more; a left-over draft is swept at the next start
    throw error
  }
  await disk.flushFolder(folder)
}

/** Removes drafts that a crash left beside a file. Only call while holding the file's lock. */
export async function sweepDrafts(path: string, disk: Disk = realDisk): Promise<void> {
  const folder = dirname(path)
  const prefix = draftPrefix(path)
  for (const name of await disk.list(folder)) if (name.startsWith(prefix)) await disk.remove(join(folder, name))
}

const draftPrefix = (path: string): string => `.${basename(path)}.draft-`
