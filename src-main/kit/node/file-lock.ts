import { setTimeout as pause } from 'node:timers/promises'
import { KernelLock } from './kernel-lock.ts'

/** Runs an act while no other process (or other part of this one) holds the same lock. */
export type FileLock = <T>(path: string, act: () => Promise<T>) => Promise<T>

/** The lock stayed taken for the whole wait. */
export class LockTaken extends Error {
  constructor(path: string) {
    super(`Another process holds ${path}.`)
    this.name = 'LockTaken'
  }
}

/** Waits for its turn, and lets go however the act ends. */
export const fileLock: FileLock = async (path, act) => {
  const lock = await take(path, 10_000)
  try {
    return await act()
  } finally {
    lock.release()
  }
}

async function take(path: string, waitMs: number): Promise<KernelLock> {
  for (let waited = 0; ; ) {
    const lock = KernelLock.take(path)
    if (lock !== null) return lock
    if (waited >= waitMs) throw new LockTaken(path)
    const step = Math.min(5 + waited / 10, 50)
    await pause(step)
    waited += step
  }
}
