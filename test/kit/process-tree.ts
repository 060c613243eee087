import { readdirSync, readFileSync } from 'node:fs'

function parentOf(pid: number): number {
  try {
    // The name, in brackets, may hold spaces and brackets itself: read from the last one.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    // Ended while we looked.
    return 0
  }
}

/** The processes that descend from this one, by /proc. */
export function descendants(root: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger)
  const children = (pid: number): number[] => all.filter(one => parentOf(one) === pid)
  const below = (pid: number): number[] => children(pid).flatMap(child => [child, ...below(child)])
  return below(root)
}

function isRunning(pid: number): boolean {
  try {
    // A zombie has ended; only its parent has not asked yet.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return !['Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2)[0] ?? '')
  } catch {
    // No such process.
    return false
  }
}

/** Waits until none of these processes runs; answers with those that still do. */
export async function stillRunning(pids: number[], withinMs: number): Promise<number[]> {
  const until = Date.now() + withinMs
  while (pids.some(isRunning) && Date.now() < until) await new Promise(resolve => setTimeout(resolve, 25))
  return pids.filter(isRunning)
}
