import { constants } from 'node:fs'
import { createRequire } from 'node:module'

/**
 * Four calls of the C library, for the one thing that Node's own cannot do: openat2(2) opens a path and refuses every
 * link on the way within the same system call, so that there is no moment to swap anything in.
 */
type Calls = {
  /** syscall(2), because no C library has a name for openat2 yet. */
  openAt2(number: number, folder: number, path: string, how: Buffer, size: number): number
  statx(fd: number, path: string, flags: number, wanted: number, into: Buffer): number
  read(fd: number, into: Buffer, most: number): number
  close(fd: number): number
}
/** The little of koffi that is used. */
type Koffi = { load(library: null): { func<F>(prototype: string): F } }

/** The number of openat2 on every processor Node runs on: later calls are numbered alike everywhere. */
const OPENAT2 = 437
const AT_FDCWD = -100
const AT_EMPTY_PATH = 0x1000
/** No link in any part of the path, also none of the kernel's own (`/proc/self/fd/N`). */
const RESOLVE_NO_SYMLINKS = 0x04
const O_CLOEXEC = 0x80000

/** `struct open_how`: flags, mode, resolve; 64 bits each. A pipe must not make us wait, nor a child inherit anything. */
const HOW = Buffer.alloc(24)
HOW.writeBigUInt64LE(BigInt(constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | O_CLOEXEC), 0)
HOW.writeBigUInt64LE(BigInt(RESOLVE_NO_SYMLINKS), 16)

/** `struct statx` is the same everywhere, other than `struct stat`. */
const FACTS = Buffer.alloc(256)
const MODE_NLINK_SIZE = 0x207

let known: Calls | null | undefined

/**
 * Reads a plain file into `into` and answers how long it is. Null for everything else: a link on the way or at the end,
 * no plain file, one with a second name, one that does not fit, no such call on this machine. Then whoever asked
 * walks (`beneath`), which follows what may be followed and has the words for what may not.
 * The path must have no `..`: without links and `..`, what is below a folder by name is below it.
 */
export function readStraight(path: string, into: Buffer): number | null {
  if (known === undefined) known = process.platform === 'linux' ? loadCalls() : null
  if (known === null) return null
  const fd = known.openAt2(OPENAT2, AT_FDCWD, path, HOW, HOW.length)
  if (fd < 0) return null
  try {
    if (known.statx(fd, '', AT_EMPTY_PATH, MODE_NLINK_SIZE, FACTS) !== 0 || !isPlainWithOneName()) return null
    const length = known.read(fd, into, into.length)
    return length < 0 || length === into.length ? null : length
  } finally {
    known.close(fd)
  }
}

function isPlainWithOneName(): boolean {
  const [nlink, mode] = [FACTS.readUInt32LE(16), FACTS.readUInt16LE(28)]
  return (mode & constants.S_IFMT) === constants.S_IFREG && nlink === 1
}

/** Null where the package is not installed, the kernel is older than 5.6, or a wall around us does not know the call. */
function loadCalls(): Calls | null {
  try {
    const koffi = createRequire(import.meta.url)('koffi') as Koffi
    const libc = koffi.load(null)
    const calls: Calls = {
      openAt2: libc.func('int syscall(long number, int folder, const char *path, void *how, size_t size)'),
      statx: libc.func('int statx(int fd, const char *path, int flags, uint32_t wanted, _Out_ void *into)'),
      read: libc.func('intptr_t read(int fd, _Out_ void *into, size_t most)'),
      close: libc.func('int close(int fd)'),
    }
    return allWork(calls) ? calls : null
  } catch {
    return null // optional by design: the walk does the same in more calls
  }
}

/** Each is called once, so that none fails for the first time when somebody reads a file. A folder has nothing to read. */
function allWork(calls: Calls): boolean {
  const fd = calls.openAt2(OPENAT2, AT_FDCWD, '/', HOW, HOW.length)
  if (fd < 0) return false
  const stats = calls.statx(fd, '', AT_EMPTY_PATH, MODE_NLINK_SIZE, FACTS)
  const read = calls.read(fd, FACTS, 1)
  return calls.close(fd) === 0 && stats === 0 && read === -1
}
