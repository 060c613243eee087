import { constants } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'

/**
 * The few things durable files need from a disk. A port, so that a test can stop the machine between any two of them
 * and look at every state a power cut could leave.
 */
export type Disk = {
  read(path: string): Promise<Uint8Array>
  /** Makes a new file that nobody else can read, not even for a moment. Fails when the name is taken. */
  create(path: string, bytes: Uint8Array): Promise<void>
  /** Returns when the file's content is on the medium. */
  flush(path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Returns when the folder's names are on the medium. */
  flushFolder(path: string): Promise<void>
  remove(path: string): Promise<void>
  list(folder: string): Promise<string[]>
  makeFolder(path: string): Promise<void>
}

/** Whether an error says that there is no such file. */
export function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

async function flushAt(path: string, flags: number): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The machine's own disk. Files are 0600 and folders 0700 from their first moment. */
export const realDisk: Disk = {
  read: async path => {
    // O_NOFOLLOW: a link planted in the data folder must not make us read somewhere else.
    const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    try {
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  },
  create: async (path, bytes) => {
    const { O_CREAT, O_EXCL, O_WRONLY, O_NOFOLLOW } = constants
    const handle = await open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600)
    try {
      await handle.writeFile(bytes)
    } finally {
      await handle.close()
    }
  },
  flush: path => flushAt(path, constants.O_RDWR),
  rename,
  // Windows has no folder handles to flush; its rename is journaled by NTFS.
  flushFolder: path => (process.platform === 'win32' ? Promise.resolve() : flushAt(path, constants.O_RDONLY)),
  remove: path => rm(path, { force: true }),
  list: readdir,
  makeFolder: async path => {
    await mkdir(path, { recursive: true, mode: 0o700 })
  },
}
