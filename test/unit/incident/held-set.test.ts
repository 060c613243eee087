import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { killHeldSet, makeHeldSet, sweepHeldSets } from '../../../src-main/kit/node/held-set.ts'
import { runs, startTimeOf } from '../../../src-main/kit/node/process-look.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aHome } from '../../kit/temp-home.ts'

const name = `gatehouse-test-held-${process.pid}`
const probe = makeHeldSet(name)
probe?.remove()

describeWhere(probe === null ? 'needs a cgroup of version 2 that we may write to' : null)('a held set', () => {
  it('ends its members and theirs, whatever session they are in, and nobody else', async () => {
    const set = makeHeldSet(name)
    const inside = spawn('sh', ['-c', 'read go; setsid sleep 30 & sleep 30'], { stdio: ['pipe', 'ignore', 'ignore'] })
    const outside = spawn('sleep', ['30'], { stdio: 'ignore' })
    try {
      set?.add(inside.pid ?? -1)
      inside.stdin?.end('go\n')
      await expect.poll(() => set?.members().length).toBe(3)
      expect(killHeldSet(set?.path ?? '')).toBe(true)
      await expect.poll(() => set?.members()).toEqual([])
      expect(runs(outside.pid ?? -1, startTimeOf(outside.pid ?? -1))).toBe(true)
    } finally {
      outside.kill('SIGKILL')
      inside.kill('SIGKILL')
      set?.remove()
    }
  })

  it('is never made, swept or ended where its name does not say that it is ours', async () => {
    // A set of somebody else's, made beside ours by hand; with a broken guard this test ends one sleep and nothing more.
    const set = makeHeldSet(name)
    const theirs = join(set?.path ?? '', '..', `other-test-held-${process.pid}`)
    set?.remove()
    mkdirSync(theirs)
    const member = spawn('sleep', ['30'], { stdio: 'ignore' })
    try {
      writeFileSync(join(theirs, 'cgroup.procs'), String(member.pid))
      expect(makeHeldSet(`other-test-held-${process.pid}-2`)).toBeNull()
      expect(killHeldSet(theirs)).toBe(false)
      sweepHeldSets(`other-test-held-${process.pid}`)
      await new Promise(resolve => setTimeout(resolve, 50))
      expect(runs(member.pid ?? -1, startTimeOf(member.pid ?? -1))).toBe(true)
    } finally {
      member.kill('SIGKILL')
      await new Promise(resolve => member.once('exit', resolve))
      await expect.poll(() => removed(theirs)).toBe(true)
    }
  })

  it('is none outside the kernel’s own tree, whatever the folder is called', async () => {
    await using home = aHome()
    mkdirSync(home.path('gatehouse-x'))
    writeFileSync(home.path('gatehouse-x', 'cgroup.kill'), '')
    expect(killHeldSet(home.path('gatehouse-x'))).toBe(false)
    expect(readFileSync(home.path('gatehouse-x', 'cgroup.kill'), 'utf8')).toBe('')
  })
})

function removed(path: string): boolean {
  try {
    rmdirSync(path)
    return true
  } catch {
    return false // its last member is still being collected
  }
}
