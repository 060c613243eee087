import { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A set of processes that the kernel keeps: whatever a member starts is a member, also when it daemonises, changes its
 * session or wipes its environment, and one write ends them all. On Linux a cgroup of version 2.
 */
export type HeldSet = {
  readonly path: string
  /** Takes a process in. What it started before stays outside, so do this before it starts anything. */
  add(pid: number): boolean
  /** A set within this one; ending this one ends it too. */
  inner(name: string): HeldSet | null
  kill(): boolean
  members(): number[]
  /** Removes the set. A set with members stays. */
  remove(): void
}

/** Where version 2 is mounted alone, or beside version 1. */
const MOUNTS = ['/sys/fs/cgroup', '/sys/fs/cgroup/unified']

/**
 * Every set of ours has this in its name. One write ends all members of a set, so no path without it is ever written to: a
 * mistake in a path must not end the session of the user, or the machine.
 */
const OURS = 'gatehouse-'

function isOurs(path: string): boolean {
  return MOUNTS.some(mount => path.startsWith(`${mount}/`)) && path.split('/').some(name => name.startsWith(OURS))
}

/** Makes a set below the one we are in, or answers null where the kernel or its owner does not let us. */
export function makeHeldSet(name: string): HeldSet | null {
  if (process.platform !== 'linux' || !name.startsWith(OURS)) return null
  const mount = MOUNTS.find(isVersion2)
  if (mount === undefined) return null
  return makeAt(join(mount, ownPath(), name))
}

/** Ends and removes the sets whose names begin so: those of runs that were killed before they could. */
export function sweepHeldSets(prefix: string): void {
  const mount = process.platform === 'linux' && prefix.startsWith(OURS) ? MOUNTS.find(isVersion2) : undefined
  if (mount === undefined) return
  const place = join(mount, ownPath())
  for (const name of innerOf(place).filter(each => each.startsWith(prefix))) {
    const left = held(join(place, name))
    if (left.members().length > 0) left.kill()
    left.remove()
  }
}

function makeAt(path: string): HeldSet | null {
  try {
    mkdirSync(path, { recursive: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return null // read-only, or not delegated to this user
  }
  try {
    statSync(join(path, 'cgroup.kill')) // since Linux 5.14
    return held(path)
  } catch {
    rmdirQuietly(path)
    return null
  }
}

function held(path: string): HeldSet {
  return {
    path,
    add: pid => write(join(path, 'cgroup.procs'), String(pid)),
    inner: name => makeAt(join(path, name)),
    kill: () => killHeldSet(path),
    members: () => membersOf(path),
    remove: () => {
      for (const inner of innerOf(path)) rmdirQuietly(join(path, inner))
      rmdirQuietly(path)
    },
  }
}

/** Ends a set that somebody else of ours made, by its folder. */
export function killHeldSet(path: string): boolean {
  return isOurs(path) && write(join(path, 'cgroup.kill'), '1')
}

/** Who is in a set, sets within included. */
export function membersOf(path: string): number[] {
  const own = read(join(path, 'cgroup.procs')).split('\n').filter(Boolean).map(Number)
  return [...own, ...innerOf(path).flatMap(name => membersOf(join(path, name)))]
}

function innerOf(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []))
  } catch {
    return [] // the set was removed
  }
}

function isVersion2(mount: string): boolean {
  try {
    return statSync(join(mount, 'cgroup.controllers')).isFile()
  } catch {
    return false
  }
}

/** The line of version 2 in `/proc/self/cgroup` reads `0::/path`. */
function ownPath(): string {
  return /^0::(.*)$/m.exec(read('/proc/self/cgroup'))?.[1] ?? '/'
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // gone, or not ours to read
  }
}

function write(path: string, text: string): boolean {
  try {
    writeFileSync(path, text)
    return true
  } catch {
    return false // gone, or not ours to write: the caller has other means
  }
}

function rmdirQuietly(path: string): void {
  try {
    rmdirSync(path)
  } catch {
    // It still has members, or is gone.
  }
}
