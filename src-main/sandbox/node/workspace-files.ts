import { createHash, randomBytes } from 'node:crypto'
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import type { WorkspaceAccess } from '../../contract/model/sandbox.ts'
import {
  FileBounds,
  type FileEdited,
  type FileRefusal,
  type FileText,
  type FileWritten,
  type FolderEntry,
  type FolderList,
  looksBinary,
  type RefusalCode,
  refuse,
  replaceText,
  type SearchHit,
  type SearchResult,
  sliceLines,
  workspaceParts,
} from '../core/workspace.ts'
import { beneath, type Held, IsLink, NotBeneath, openPlain } from './beneath.ts'
import { readStraight } from './read-straight.ts'

/** Where a workspace is and what may be done with it. */
export type WorkspaceWorld = {
  /** The real path of its folder on this machine. */
  readonly root: string
  /** What the sandbox calls it. */
  readonly inside: string
  /** `elsewhere`: the workspace is on another machine, where commands reach it and we do not. */
  readonly access: WorkspaceAccess | 'elsewhere'
  /** Who new files belong to; null for whoever we are. */
  readonly owner: { readonly uid: number; readonly gid: number } | null
}

/** The file tools of an agent. No path, link or race leads out of the workspace. */
export class WorkspaceFiles {
  readonly #world: WorkspaceWorld
  readonly #roots: readonly string[]

  constructor(world: WorkspaceWorld) {
    this.#world = world
    this.#roots = [world.inside, world.root]
  }

  /** The real path of the workspace on this machine. */
  get root(): string {
    return this.#world.root
  }

  /** The text of a file, from line `offset` on. */
  read(path: string, part: { offset?: number | undefined; limit?: number | undefined } = {}): FileText | FileRefusal {
    const bytes = this.#bytesOf(path)
    return bytes instanceof Uint8Array ? sliceLines(bytes.toString('utf8'), part.offset ?? 1, part.limit) : bytes
  }

  /**
   * SHA-256 of a file's bytes, whatever they are and however many: what an answer to "may this run?" binds to. `read`
   * would not do: it leaves out what is not text, and all that is long.
   */
  digest(path: string): { ok: true; sha256: string } | FileRefusal {
    return this.#use(path, 'ro', held => digestPlain(path, held))
  }

  /** What a link says where it leads; null for whatever is no link, or not in the workspace. */
  linkAt(path: string): string | null {
    const found = this.#use(path, 'ro', held => readlinkSync(held.path))
    return typeof found === 'string' ? found : null
  }

  /** Writes a whole file at once: readers see the old one or the new one, never a half. */
  write(path: string, content: string): FileWritten | FileRefusal {
    const bytes = Buffer.from(content)
    if (bytes.length > FileBounds.writeBytes) return refuse('too-large', path, size(bytes.length))
    const made = this.#makeFolders(path)
    if (made !== null) return made
    return this.#use(path, 'rw', held => {
      const before = statOf(held)
      if (before?.isSymbolicLink()) throw new IsLink()
      if (before !== null && !before.isFile()) return refuse('not-a-file', path)
      replaceFile(held, bytes, before?.mode, this.#world.owner)
      return { ok: true, bytes: bytes.length, created: before === null }
    })
  }

  /** Replaces a piece of text. */
  edit(path: string, find: string, replacement: string, every: 'once' | 'all' = 'once'): FileEdited | FileRefusal {
    return this.#use(path, 'rw', held => {
      const bytes = readPlain(path, held)
      if (!(bytes instanceof Uint8Array)) return bytes
      const edited = replaceText(path, bytes.toString('utf8'), find, replacement, every)
      if (!edited.ok) return edited
      const after = Buffer.from(edited.text)
      if (after.length > FileBounds.writeBytes) return refuse('too-large', path, size(after.length))
      replaceFile(held, after, statOf(held)?.mode, this.#world.owner)
      return { ok: true, bytes: after.length, replaced: edited.replaced }
    })
  }

  /** What is in a folder. */
  list(path: string): FolderList | FileRefusal {
    return this.#use(path, 'ro', held => {
      if (statOf(held) === null) return refuse('not-found', path)
      return listFolder(held) ?? refuse('not-a-folder', path)
    })
  }

  /** Lines that contain a text, below a folder. Bounded in files, hits and, by breathing, in how long it blocks us. */
  async search(query: string, path = '.', stop?: { readonly aborted: boolean }): Promise<SearchResult | FileRefusal> {
    if (query === '') return refuse('no-match', path)
    const hits: SearchHit[] = []
    const folders = [path]
    let files = 0
    let since = performance.now()
    for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
      const listed = this.list(folder)
      if (!listed.ok && folder === path) return listed.code === 'not-a-folder' ? this.#searchOne(query, path) : listed
      for (const entry of listed.ok ? listed.entries : []) {
        const child = folder === '.' ? entry.name : `${folder}/${entry.name}`
        if (entry.kind === 'folder' && !SKIPPED.has(entry.name)) folders.push(child)
        if (entry.kind !== 'file' || entry.bytes > FileBounds.searchFileBytes) continue
        hits.push(...this.#hitsIn(child, query))
        files += 1
        const full = hits.length >= FileBounds.hits || files >= FileBounds.searchFiles || stop?.aborted === true
        if (full) return { ok: true, hits: hits.slice(0, FileBounds.hits), files, more: true }
        if (performance.now() - since < 10) continue
        await breathe()
        since = performance.now()
      }
    }
    return { ok: true, hits, files, more: false }
  }

  #searchOne(query: string, path: string): SearchResult {
    const hits = this.#hitsIn(path, query)
    return { ok: true, hits: hits.slice(0, FileBounds.hits), files: 1, more: hits.length > FileBounds.hits }
  }

  #hitsIn(path: string, query: string): SearchHit[] {
    const bytes = this.#bytesOf(path)
    if (!(bytes instanceof Uint8Array) || !bytes.includes(query)) return []
    return bytes
      .toString('utf8')
      .split('\n')
      .flatMap((text, index) =>
        text.includes(query) ? [{ path, line: index + 1, text: text.slice(0, FileBounds.hitLength) }] : [],
      )
  }

  /** Makes the folders on the way to a new file, each beneath the one before. */
  #makeFolders(path: string): FileRefusal | null {
    const parts = workspaceParts(path, this.#roots)
    if (parts === null) return refuse('outside', path)
    for (let depth = 1; depth < parts.length; depth++) {
      const made = this.#use(parts.slice(0, depth).join('/'), 'rw', held => {
        if (statOf(held) !== null) return null
        mkdirSync(held.path, 0o755)
        return this.#give(held)
      })
      if (made !== null) return made
    }
    return null
  }

  #give(held: Held): null {
    if (this.#world.owner === null) return null
    const fd = openSync(held.path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
    try {
      fchownSync(fd, this.#world.owner.uid, this.#world.owner.gid)
    } finally {
      closeSync(fd)
    }
    return null
  }

  /**
   * What a text file contains; to be used before the next file is read. In one straight step where no link is on the
   * way, else name by name.
   */
  #bytesOf(path: string): Buffer | FileRefusal {
    const parts = this.#partsOf(path, 'ro')
    if (!Array.isArray(parts)) return parts
    const length = parts.includes('..') ? null : readStraight(`${this.#world.root}/${parts.join('/')}`, common)
    if (length === null) return this.#use(path, 'ro', held => readPlain(path, held))
    const bytes = common.subarray(0, length)
    return looksBinary(bytes) ? refuse('binary', path) : bytes
  }

  /** The names on the way to a path, or why nobody goes there. */
  #partsOf(path: string, needs: 'ro' | 'rw'): string[] | FileRefusal {
    const { access } = this.#world
    if (access === 'elsewhere') return refuse('elsewhere', path)
    if (access === 'none' || (needs === 'rw' && access === 'ro')) return refuse('no-access', path, access)
    return workspaceParts(path, this.#roots) ?? refuse('outside', path)
  }

  #use<T>(path: string, needs: 'ro' | 'rw', use: (held: Held) => T): T | FileRefusal {
    const parts = this.#partsOf(path, needs)
    if (!Array.isArray(parts)) return parts
    try {
      return beneath(this.#world.root, parts, this.#roots, use)
    } catch (error) {
      return refusalOf(error, path)
    }
  }
}

/** Most files fit; a new buffer for each costs more than the reading. Reading never waits, so one is enough for all. */
const common = Buffer.allocUnsafeSlow(64 * 1024)

/** Folders that are large and never what is searched for. */
const SKIPPED = new Set(['.git', 'node_modules', '.venv', '__pycache__'])

/** The names of a held folder, each looked at while the folder stays open; null when it is no folder (any more). */
function listFolder(held: Held): FolderList | null {
  let fd: number
  try {
    fd = openSync(held.path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  } catch (error) {
    if (statOf(held)?.isSymbolicLink()) throw new IsLink()
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return null
    throw error
  }
  try {
    const folder = process.platform === 'linux' ? `/proc/self/fd/${fd}` : held.path
    const names = readdirSync(folder).sort()
    const entries = names.slice(0, FileBounds.entries).flatMap(name => describe(folder, name))
    return { ok: true, entries, more: names.length > FileBounds.entries }
  } finally {
    closeSync(fd)
  }
}

function describe(folder: string, name: string): FolderEntry[] {
  const stats = lstatSync(`${folder}/${name}`, { throwIfNoEntry: false })
  if (stats === undefined) return [] // it just went
  const kind = stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'other'
  return [{ name, kind, bytes: stats.isFile() ? stats.size : 0 }]
}

function readPlain(path: string, held: Held): Buffer | FileRefusal {
  const fd = openPlain(held.path)
  try {
    const stats = fstatSync(fd)
    if (!stats.isFile()) return refuse('not-a-file', path)
    if (stats.nlink > 1) return refuse('hard-link', path)
    if (stats.size > FileBounds.readBytes) return refuse('too-large', path, size(stats.size))
    const bytes = readAll(fd, stats.size)
    if (bytes === null) return refuse('too-large', path, `over ${size(FileBounds.readBytes)}`)
    return looksBinary(bytes) ? refuse('binary', path) : bytes
  } finally {
    closeSync(fd)
  }
}

function digestPlain(path: string, held: Held): { ok: true; sha256: string } | FileRefusal {
  const fd = openPlain(held.path)
  try {
    if (!fstatSync(fd).isFile()) return refuse('not-a-file', path)
    const hash = createHash('sha256')
    const piece = Buffer.allocUnsafe(256 * 1024)
    for (let read = readSync(fd, piece); read > 0; read = readSync(fd, piece)) hash.update(piece.subarray(0, read))
    return { ok: true, sha256: hash.digest('hex') }
  } finally {
    closeSync(fd)
  }
}

/** Reads to the end, which may be further than the size said: /proc-like files and files that grow. */
function readAll(fd: number, expected: number): Buffer | null {
  let bytes = Buffer.allocUnsafe(expected + 1)
  let length = 0
  for (;;) {
    const room = bytes.length - length
    const read = readSync(fd, bytes, length, room, null)
    length += read
    // The buffer has one byte more than the file: a read that does not fill it has seen the end.
    if (read < room) return bytes.subarray(0, length)
    if (length > FileBounds.readBytes) return null
    if (length === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length + 4096)])
  }
}

/** A new file beside the old one, then a rename in the same held folder. */
function replaceFile(held: Held, bytes: Buffer, mode: number | undefined, owner: WorkspaceWorld['owner']): void {
  const temporary = `${held.folder}/.gatehouse-${randomBytes(6).toString('hex')}.tmp`
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
  const fd = openSync(temporary, flags, 0o600)
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
    // setuid and setgid never survive an edit.
    fchmodSync(fd, (mode ?? 0o644) & 0o777)
    if (owner !== null) fchownSync(fd, owner.uid, owner.gid)
    renameSync(temporary, held.path)
  } catch (error) {
    unlinkSync(temporary)
    throw error
  } finally {
    closeSync(fd)
  }
}

function statOf(held: Held) {
  try {
    return lstatSync(held.path)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}

function refusalOf(error: unknown, path: string): FileRefusal {
  if (error instanceof NotBeneath) return refuse(error.code, path)
  const codes: Record<string, RefusalCode> = {
    ENOENT: 'not-found',
    ELOOP: 'outside',
    ENOTDIR: 'not-a-folder',
    EISDIR: 'not-a-file',
    ENXIO: 'not-a-file',
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = codes[code]
  if (known !== undefined) return refuse(known, path)
  return refuse('failed', path, ERRORS[code] ?? (code || 'unknown error'))
}

const ERRORS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}

function size(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
