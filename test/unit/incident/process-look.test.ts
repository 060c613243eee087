import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'
import { allPids, killExactly, runs, startTimeOf } from '../../../src-main/kit/node/process-look.ts'
import { describeWhere } from '../../kit/needs.ts'

describeWhere(process.platform === 'linux' ? null : 'needs /proc')('telling one process from another', () => {
  const aSleep = () => {
    const child = spawn('sleep', ['30'], { stdio: 'ignore' })
    const ended = new Promise<NodeJS.Signals | null>(resolve => child.once('exit', (_code, signal) => resolve(signal)))
    return { pid: child.pid ?? -1, ended, end: () => child.kill('SIGKILL') }
  }

  it('kills exactly the process that was meant', async () => {
    const { pid, ended } = aSleep()
    const startedAt = startTimeOf(pid)
    expect(runs(pid, startedAt)).toBe(true)
    expect(killExactly(pid, startedAt)).toBe(true)
    expect(await ended).toBe('SIGKILL')
    expect(runs(pid, startedAt)).toBe(false)
  })

  it('leaves a process alone that only has the number of the one that was meant', async () => {
    const { pid, ended, end } = aSleep()
    expect(killExactly(pid, '1')).toBe(false)
    expect(runs(pid, startTimeOf(pid))).toBe(true)
    end()
    await ended
  })

  it.each([-1, 0, 1, process.pid, -process.pid])('never signals %i, whatever it is asked', pid => {
    expect(killExactly(pid, null)).toBe(false)
  })

  it('sees itself among all processes', () => {
    expect(allPids()).toContain(process.pid)
  })
})
