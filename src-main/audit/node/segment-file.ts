import { constants } from 'node:fs'
import { type FileHandle, open, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { firstSeqOf } from '../core/segment.ts'

/** How bytes reach the disk. A port, so that a test can be a full or a dying disk. */
export interface Disk {
  /** Returns when the bytes are durable, or throws. */
  append(file: FileHandle, bytes: Uint8Array): Promise<void>
}

/**
 * Linux makes each write durable by itself with this flag: one journey to the thread pool instead of two, which is half the latency of a
 * single entry. It means the same as fdatasync after each write.
 */
const durable = process.platform === 'linux' ? constants.O_DSYNC : 0

/** The machine's disk. On macOS libuv's fdatasync is a full flush to the platter (F_FULLFSYNC), which fsync(2) there is not. */
export const realDisk: Disk = {
  async append(file, bytes) {
    for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten
    if (durable === 0) await file.datasync()
  },
}

/** The segments of a folder, oldest first. */
export async function listSegments(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names.filter(name => firstSeqOf(name) !== null).sort()
}

/** Makes the folder's list of names durable; a new file that is not in it after a power cut was never written. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return // Windows has no handle for a folder and needs none: NTFS journals names.
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The segment that records are being added to. */
export class OpenSegment {
  readonly name: string
  readonly firstSeq: number
  openedAtMs: number
  bytes: number
  readonly #file: FileHandle
  readonly #disk: Disk

  private constructor(name: string, file: FileHandle, disk: Disk, bytes: number, openedAtMs: number) {
    this.name = name
    this.firstSeq = firstSeqOf(name) ?? 1
    this.#file = file
    this.#disk = disk
    this.bytes = bytes
    this.openedAtMs = openedAtMs
  }

  /** A new segment; never an existing file. The mode is given at creation, so there is no moment at which others could read it. */
  static async create(folder: string, name: string, disk: Disk, now: number): Promise<OpenSegment> {
    const flags = constants.O_CREAT | constants.O_EXCL | constants.O_RDWR | constants.O_APPEND | durable
    const file = await open(join(folder, name), flags, 0o600)
    try {
      await syncFolder(folder)
    } catch (error) {
      await file.close()
      await unlink(join(folder, name)) // Or the next try would find a segment that it did not make.
      throw error
    }
    return new OpenSegment(name, file, disk, 0, now)
  }

  /** Goes on in a segment that an earlier run left open. */
  static async resume(folder: string, name: string, disk: Disk, openedAtMs: number): Promise<OpenSegment> {
    const file = await open(
      join(folder, name),
      constants.O_RDWR | constants.O_APPEND | durable | (constants.O_NOFOLLOW ?? 0),
    )
    await file.chmod(0o600)
    return new OpenSegment(name, file, disk, (await file.stat()).size, openedAtMs)
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.#disk.append(this.#file, bytes)
    this.bytes += bytes.length
  }

  /** Drops whatever a failed write left behind the last durable record. */
  async cut(): Promise<void> {
    await this.#file.truncate(this.bytes)
    await this.#file.datasync()
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}
