import { type FileHandle, open } from 'node:fs/promises'

const newline = 0x0a

/** One line in its file: the raw bytes without the newline, and where they start. */
export interface RawLine {
  readonly bytes: Buffer
  readonly from: number
}

/** 4 MB: below it the number of reads shows in the time, above it only the memory grows (measured on 1 GB). */
export const blockBytes = 4 * 1024 * 1024

/** Fills a buffer from a place in a file and answers the part that was filled. */
export async function readAt(file: FileHandle, into: Buffer, from: number): Promise<Buffer> {
  let filled = 0
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, from + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return into.subarray(0, filled)
}

/** A run of whole lines (each with its newline), the nearest to the end not seen yet. */
export interface Block {
  readonly bytes: Buffer
  readonly from: number
}

/**
 * Reads a file from its end towards its start in blocks of whole lines. Bytes after the last newline are no line and
 * are left out. `end` is where to start, for a file that is still growing.
 */
export async function* blocksFromEnd(path: string, end?: number): AsyncGenerator<Block> {
  const file = await open(path, 'r')
  try {
    let to = end ?? (await file.stat()).size
    let size = 64 * 1024 // The end of a trail is asked for most; a small first block keeps that at a millisecond.
    while (to > 0) {
      const from = Math.max(0, to - size)
      const bytes = await readAt(file, Buffer.allocUnsafe(to - from), from)
      const last = bytes.lastIndexOf(newline)
      const first = from === 0 ? 0 : bytes.indexOf(newline) + 1
      if (last < 0 || first > last) {
        if (from === 0) return
        size *= 2 // A line longer than the block.
        continue
      }
      yield { bytes: bytes.subarray(first, last + 1), from: from + first }
      to = from + first
      size = Math.max(size, blockBytes)
    }
  } finally {
    await file.close()
  }
}

/** The lines of a file, last one first. */
export async function* linesFromEnd(path: string, end?: number): AsyncGenerator<RawLine> {
  for await (const block of blocksFromEnd(path, end)) {
    let to = block.bytes.length - 1
    while (to >= 0) {
      const before = to === 0 ? -1 : block.bytes.lastIndexOf(newline, to - 1)
      yield { bytes: block.bytes.subarray(before + 1, to), from: block.from + before + 1 }
      to = before
    }
  }
}

/** The first whole line of a file, or null. */
export async function firstLine(path: string): Promise<Buffer | null> {
  const file = await open(path, 'r')
  try {
    for (let size = 4096; ; size *= 4) {
      const bytes = await readAt(file, Buffer.allocUnsafe(size), 0)
      const end = bytes.indexOf(newline)
      if (end >= 0) return bytes.subarray(0, end)
      if (bytes.length < size) return null
    }
  } finally {
    await file.close()
  }
}

/** The last whole line of a file, or null. */
export async function lastLine(path: string): Promise<RawLine | null> {
  for await (const line of linesFromEnd(path)) return { bytes: Buffer.from(line.bytes), from: line.from }
  return null
}

/** What stands after the last newline: an unfinished write. */
export async function tornBytes(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const size = (await file.stat()).size
    for (let step = 64 * 1024; ; step *= 4) {
      const from = Math.max(0, size - step)
      const bytes = await readAt(file, Buffer.allocUnsafe(size - from), from)
      const last = bytes.lastIndexOf(newline)
      if (last >= 0 || from === 0) return bytes.subarray(last + 1)
    }
  } finally {
    await file.close()
  }
}

/** The whole lines of a file, first one first. */
export async function* linesFromStart(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r')
  try {
    let from = 0
    let size = blockBytes
    while (true) {
      const bytes = await readAt(file, Buffer.allocUnsafe(size), from)
      const last = bytes.lastIndexOf(newline)
      if (last < 0) {
        if (bytes.length < size) return
        size *= 2 // A line longer than the block.
        continue
      }
      let start = 0
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        yield bytes.subarray(start, end)
        start = end + 1
      }
      from += last + 1
    }
  } finally {
    await file.close()
  }
}
