/**
 * Everything at once and at any moment. One round here; `npm run chaos` runs many more with other moments.
 * Whatever is killed is known by a mark in its command line, so that a mistake here cannot reach anything else.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { allPids } from '../../../src-main/kit/node/process-look.ts'
import { endChild, isAlive, signal, startChild, until } from '../../kit/child.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aHome } from '../../kit/temp-home.ts'

const rounds = Number(process.env['GATEHOUSE_CHAOS_ROUNDS'] ?? 1)
/** Milliseconds between the pull and the death of the one who pulls: before, during and after each of its steps. */
const moments = [0, 1, 2, 4, 8, 16, 30, 60]

function withMark(mark: string): number[] {
  return allPids().filter(pid => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark) && isAlive(pid)
    } catch {
      return false // it ended while we looked
    }
  })
}

describeWhere(process.platform === 'linux' ? null : 'needs Linux: it looks into /proc')('a Keeper that dies', () => {
  it.each(Array.from({ length: rounds * 2 }, (_, n) => moments[(n * 5 + 3) % moments.length] ?? 0))(
    '%i ms after the pull leaves nothing running and everything locked',
    async afterMs => {
      await using home = aHome()
      const mark = `7${process.pid}${Math.floor(performance.now() * 100)}`
      const child = startChild(process.execPath, [
        join(import.meta.dirname, '../../kit/a-rogue-house.ts'),
        home.root,
        mark,
      ])
      try {
        await until('the rogue', () => /rogue ready/.test(child.output()) && /watchdog true/.test(child.output()))
        expect(withMark(mark).length).toBeGreaterThanOrEqual(5)
        signal(child.pid, 'SIGUSR1')
        // The lock is the first thing on the disk; from then on a death is one in the middle.
        await until('the lock', () => existsSync(home.path('lockdown')))
        await new Promise(resolve => setTimeout(resolve, afterMs))
        signal(child.pid, 'SIGKILL')
        await until('nothing to be left', () => withMark(mark).length === 0, 6_000)
        expect(existsSync(home.path('lockdown'))).toBe(true)
      } finally {
        await endChild(child)
        for (const pid of withMark(mark)) signal(pid, 'SIGKILL')
        // The watchdog still writes its report; a folder that is removed too early would come back with it.
        await until('the watchdog to end', () => withMark(home.root).length === 0)
      }
    },
  )
})
