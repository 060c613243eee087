import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** A file that begins anew at a size; the old ones get a number, and the oldest goes. */
export interface RotatingFileParts {
  readonly folder: string
  /** `keeper` gives `keeper.log`, `keeper.1.log` and so on. */
  readonly name: string
  readonly maxBytes: number
  /** How many old files are kept. */
  readonly keep: number
}

/**
 * Writes whole lines, each with one write(2): a process that dies loses none it has written, and two lines never mix.
 * Modes are given at creation, so no other user can read the file at any moment.
 */
export class RotatingFile {
  readonly #parts: RotatingFileParts
  #file: number
  #bytes: number

  constructor(parts: RotatingFileParts) {
    this.#parts = parts
    mkdirSync(parts.folder, { recursive: true, mode: 0o700 })
    this.#file = open(this.#path(0))
    this.#bytes = fstatSync(this.#file).size
  }

  write(line: string): void {
    const bytes = Buffer.from(line)
    if (this.#bytes > 0 && this.#bytes + bytes.length > this.#parts.maxBytes) this.#rotate()
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at)
    this.#bytes += bytes.length
  }

  close(): void {
    if (this.#file >= 0) closeSync(this.#file)
    this.#file = -1
  }

  #rotate(): void {
    closeSync(this.#file)
    const { keep } = this.#parts
    if (existsSync(this.#path(keep))) unlinkSync(this.#path(keep))
    for (let number = keep - 1; number >= 0; number -= 1) {
      if (existsSync(this.#path(number))) renameSync(this.#path(number), this.#path(number + 1))
    }
    if (keep === 0) unlinkSync(this.#path(0))
    this.#file = open(this.#path(0))
    this.#bytes = 0
  }

  #path(number: number): string {
    return join(this.#parts.folder, number === 0 ? `${this.#parts.name}.log` : `${this.#parts.name}.${number}.log`)
  }
}

function open(path: string): number {
  const flags = constants.O_CREAT | constants.O_WRONLY | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0)
  const file = openSync(path, flags, 0o600)
  fchmodSync(file, 0o600) // A file that was there before may be looser.
  return file
}
