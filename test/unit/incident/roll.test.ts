import { spawn } from 'node:child_process'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { SandboxInfo } from '../../../src-main/contract/model/sandbox.ts'
import { Roll } from '../../../src-main/incident/node/roll.ts'
import { runsInContainer } from '../../../src-main/kit/node/process-look.ts'
import { describeWhere } from '../../kit/needs.ts'

let roll: Roll
beforeEach(() => {
  roll = new Roll(`gatehouse-test-roll-${process.pid}`)
})
afterEach(() => roll.close())

const box = (more: Partial<SandboxInfo>): SandboxInfo => ({
  id: '3f4e'.repeat(16),
  name: 'box',
  backend: 'docker',
  agent: 'main',
  session: null,
  state: 'running',
  initPid: null,
  image: 'i',
  createdAt: 1,
  lastUsedAt: 1,
  running: 0,
  ...more,
})
const pids = () => roll.inventory().targets.map(({ kind, pid }) => [kind, pid])

describeWhere(process.platform === 'linux' ? null : 'needs /proc')('the roll', () => {
  it('never takes the number that an engine in a virtual machine tells for a process of this machine', () => {
    // Whoever happens to have that number here, an editor for example; it would be killed at the first pull.
    const somebody = spawn('sleep', ['30'], { stdio: 'ignore' })
    try {
      roll.sandboxStarted(box({ initPid: somebody.pid ?? null }))
      roll.sandboxStarted(box({ id: '', name: 'no id', initPid: somebody.pid ?? null }))
      expect(pids()).toEqual([
        ['container', null],
        ['container', null],
      ])
    } finally {
      somebody.kill('SIGKILL')
    }
  })

  it('finds no process in a container of no name, and none that has ended', () => {
    expect([runsInContainer(process.pid, ''), runsInContainer(process.pid, '/')]).toEqual([false, false])
    expect(runsInContainer(2 ** 22 + 1, '3f4e'.repeat(16))).toBe(false)
  })

  it('lists the terminals that are open, and no longer those that have ended', () => {
    const terminal = (id: string) => ({ id, sandbox: 'b', name: `terminal ${id}` })
    let changes = 0
    roll.onChange(() => (changes += 1))
    roll.terminalsAre([terminal('one'), terminal('two')])
    roll.terminalsAre([terminal('two'), terminal('three')])
    expect(roll.inventory().targets.map(({ kind, id, within }) => [kind, id, within])).toEqual([
      ['terminal', 'two', 'b'],
      ['terminal', 'three', 'b'],
    ])
    expect(changes).toBe(4)
    roll.terminalsAre([])
    expect(roll.inventory().targets).toEqual([])
  })
})
