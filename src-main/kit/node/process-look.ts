import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Fields 3 (state) and 22 (start time) of `/proc/<pid>/stat`; the name before them may hold anything, also brackets. */
function statOf(pid: number): { state: string; startedAt: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? 'X', startedAt: fields[19] ?? '' }
  } catch {
    return null // it ended
  }
}

/** When a process started, in the kernel's ticks; null when it is gone or this is not Linux. */
export function startTimeOf(pid: number): string | null {
  return statOf(pid)?.startedAt ?? null
}

/** Whether this very process still runs. A zombie has ended: only its parent has not asked yet. */
export function runs(pid: number, startedAt: string | null): boolean {
  if (process.platform !== 'linux') return answersSignal(pid)
  const stat = statOf(pid)
  if (stat === null || stat.state === 'Z' || stat.state === 'X') return false
  return startedAt === null || stat.startedAt === startedAt
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The PID namespace a process lives in, as the kernel names it; null when it is gone or hidden. */
export function pidNamespaceOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid`)
  } catch {
    return null // it ended, or belongs to somebody else
  }
}

/** The PID namespace a process's children are born into: that of the init when `unshare` started one. */
export function childNamespaceOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/ns/pid_for_children`)
  } catch {
    return null // it ended, or belongs to somebody else
  }
}

/**
 * Whether a process of this machine runs in that container. An engine in a virtual machine (Docker Desktop) speaks of the
 * numbers in there, and here somebody else has the same number.
 */
export function runsInContainer(pid: number, container: string): boolean {
  if (container.length < 12) return false // no id of a container; a short text would be found anywhere
  try {
    return readFileSync(`/proc/${pid}/cgroup`, 'utf8').includes(container)
  } catch {
    return false // it ended, or there is no /proc: then nothing is known, and nothing is signalled
  }
}

/** Every process there is now. Empty where there is no /proc. */
export function allPids(): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc').flatMap(name => (/^\d+$/.test(name) ? [Number(name)] : []))
}

/** The short name of a process. */
export function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return 'a process' // it ended while we looked
  }
}

/** SIGKILL for this very process. Answers whether there was one; never another that got its number, never a group. */
export function killExactly(pid: number, startedAt: string | null): boolean {
  if (pid <= 1 || pid === process.pid || !runs(pid, startedAt)) return false
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}
