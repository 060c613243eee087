import { describe, expect, it } from 'vitest'
import type { AuditTrail } from '../../../src-main/audit/node/trail.ts'
import { StatusBoard } from '../../../src-main/keeper/status-board.ts'
import { tendTrail } from '../../../src-main/keeper/tend-trail.ts'
import { turnedClock } from '../../kit/turned-clock.ts'

function aTended(opening: Partial<AuditTrail['opening']> = {}) {
  const clock = turnedClock()
  const did: string[] = []
  let writing = true
  const trail = {
    opening: {
      records: 1,
      tornBytes: 0,
      unsigned: 0,
      damaged: false,
      rolledBack: null,
      anchorUnread: false,
      ...opening,
    },
    health: () => (writing ? { writing } : { writing, since: 0, why: 'disk-full', cause: 'ENOSPC' }),
    probe: async () => {
      did.push('probe')
      writing = true
    },
    retire: async () => {
      did.push('retire')
      return []
    },
  } as unknown as AuditTrail
  const board = new StatusBoard(clock, {
    gateway: { state: 'stopped', since: 0, pid: null, reason: null, restarts: 0, nextTryAt: null, lastLines: [] },
    pending: 0,
    lockdown: null,
    sandbox: '',
    model: '',
    pinSet: true,
    elevations: [],
  })
  const end = tendTrail({ trail, board }, clock, () => {})
  const shown = () => board.watched.state.conditions.map(condition => condition.code)
  return { clock, did, shown, end, breakDisk: () => (writing = false) }
}

describe('the trail', () => {
  it('is tried again during an outage, and left alone while it works', async () => {
    const { clock, did, breakDisk } = aTended()
    await clock.turn(20_000)
    expect(did).toEqual([])
    breakDisk()
    await clock.turn(5_000)
    expect(did).toEqual(['probe'])
  })

  it('loses what is older than its time once a day', async () => {
    const { clock, did, end } = aTended()
    await clock.turn(50 * 60 * 60_000)
    expect(did).toEqual(['retire', 'retire'])
    end()
    await clock.turn(50 * 60 * 60_000)
    expect(did).toHaveLength(2)
  })

  it.each([
    ['was rolled back', { rolledBack: { expectedSeq: 9, foundSeq: 4 } }],
    ['was changed', { damaged: true }],
  ])('that %s is shown to a person', (_name, opening) => {
    expect(aTended(opening).shown()).toEqual(['audit-bent'])
  })
})
