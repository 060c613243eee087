import { spawnSync } from 'node:child_process'
import { rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { fileLock } from '../../../src-main/kit/node/file-lock.ts'
import { KernelLock } from '../../../src-main/kit/node/kernel-lock.ts'
import { aHome } from '../../kit/temp-home.ts'

const source = JSON.stringify(resolve(import.meta.dirname, '../../../src-main/kit/node/kernel-lock.ts'))

/** Whether another process gets the lock now. */
function othersGet(path: string): boolean {
  const program = `import { KernelLock } from ${source}; process.stdout.write(String(KernelLock.take(${JSON.stringify(path)}) !== null))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  return stdout === 'true'
}

describe('a lock', () => {
  it('keeps other processes and other parts of this one out until it is released', async () => {
    await using home = aHome()
    const path = home.path('a.lock')
    const lock = KernelLock.take(path)
    expect([KernelLock.take(path), othersGet(path)]).toEqual([null, false])
    lock?.release()
    expect(othersGet(path)).toBe(true)
    KernelLock.take(path)?.release()
  })

  it('keeps other processes out while another part of this one waits for it', async () => {
    await using home = aHome()
    const path = home.path('a.lock')
    const order: string[] = []
    let second = Promise.resolve()
    await fileLock(path, async () => {
      second = fileLock(path, async () => void order.push('second'))
      await pause(30)
      order.push(othersGet(path) ? 'a stranger' : 'nobody')
    })
    await second
    expect(order).toEqual(['nobody', 'second'])
  })

  it('is taken from nobody by garbage in its file, which means nothing', async () => {
    await using home = aHome()
    const path = home.path('a.lock')
    writeFileSync(path, 'x'.repeat(5000))
    const lock = KernelLock.take(path)
    expect([lock !== null, othersGet(path)]).toEqual([true, false])
    lock?.release()
  })

  it('is a file for its owner alone, and never a link to another', async () => {
    await using home = aHome()
    const path = home.path('a.lock')
    KernelLock.take(path)?.release()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    rmSync(path)
    writeFileSync(home.path('precious'), 'x')
    symlinkSync(home.path('precious'), path)
    expect(() => KernelLock.take(path)).toThrow('is a link')
  })
})
