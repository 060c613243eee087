import { describe, expect, it } from 'vitest'
import type { Target } from '../../../src-main/incident/core/inventory.ts'
import { isSettled, type Look, type PullFacts, reportOf } from '../../../src-main/incident/core/kill-report.ts'

const facts: PullFacts = {
  id: 'p',
  level: 'all',
  drill: false,
  by: 'cli',
  reason: '',
  at: 1,
  approvalsDenied: 2,
  networkCut: true,
  troubles: [],
}
const box: Target = { id: 'b', kind: 'container', name: 'box', pid: 50, startedAt: '7', pidNamespace: 'pid:[1]' }
const far: Target = { id: 'f', kind: 'remote', name: 'far away', pid: null, startedAt: null, pidNamespace: null }
const look = (atMs: number, more: Partial<Look> = {}): Look => ({ atMs, gone: ['b'], alive: [], unknown: [], ...more })
const seen = new Map([['b', 3]])

describe('the report of a kill', () => {
  it('says that all ended only after two looks in a row found nothing', () => {
    expect(reportOf(facts, [box], [look(5), look(9)], seen)).toEqual({
      ...facts,
      outcome: 'all-ended',
      endedAfterMs: 3,
      verifiedAfterMs: 9,
      looks: 2,
      ended: [{ kind: 'container', name: 'box', pid: 50, afterMs: 3 }],
      survivors: [],
      unproved: [],
    })
    expect(reportOf(facts, [box], [look(5)], seen).outcome).toBe('survivors')
  })

  it('names a process that lives on in a sandbox whose first process is gone', () => {
    const alive = [{ pid: 77, name: 'sleep', of: box }]
    expect(reportOf(facts, [box], [look(5), look(9, { gone: [], alive })], new Map())).toMatchObject({
      outcome: 'survivors',
      ended: [],
      survivors: [{ kind: 'container', name: 'sleep in box', pid: 77 }],
    })
  })

  it('does not call ended what nobody can see', () => {
    const looks = [look(5, { unknown: ['f'] }), look(9, { unknown: ['f'] })]
    expect(reportOf(facts, [box, far], looks, seen)).toMatchObject({
      outcome: 'unproved',
      ended: [{ name: 'box' }],
      unproved: [{ name: 'far away', why: expect.stringContaining('another machine') }],
    })
  })

  it('counts everything as surviving when nobody looked', () => {
    expect(reportOf(facts, [box], [], new Map())).toMatchObject({
      outcome: 'survivors',
      survivors: [{ name: 'box', why: 'Nobody could look.' }],
    })
  })

  it('begins counting anew when something turns up between two empty looks', () => {
    const busy = look(6, { alive: [{ pid: 1, name: 'x', of: null }] })
    expect([[look(1)], [look(1), busy, look(2)], [busy, look(1), look(2)]].map(isSettled)).toEqual([false, false, true])
  })
})
