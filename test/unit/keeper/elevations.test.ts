import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../../src-main/contract/model/audit-entry.ts'
import type { Elevation } from '../../../src-main/contract/model/elevation.ts'
import type { ShellMode } from '../../../src-main/contract/model/policy.ts'
import { ElevationDesk } from '../../../src-main/keeper/elevations.ts'
import type { LedgerSession } from '../../../src-main/keeper/session-ledger.ts'
import { turnedClock } from '../../kit/turned-clock.ts'

const MINUTE = 60_000
const session = (id: string, audience: LedgerSession['audience']): LedgerSession => ({
  id,
  agent: 'main',
  audience,
  origin: { door: 'window', direct: true },
  sender: 'you',
  title: `Talk ${id}`,
  headless: false,
  tainted: false,
})

function aDesk() {
  const clock = turnedClock()
  const sessions = [session('s1', 'owner'), session('s2', 'team'), session('open', 'public')]
  const state = { shell: 'sandbox' as ShellMode, barred: null as string | null, writable: true }
  const records: AuditEntry[] = []
  const told: string[][] = []
  const desk = new ElevationDesk({
    clock,
    ledger: { find: id => sessions.find(one => one.id === id) ?? null },
    shellMode: () => state.shell,
    barred: () => state.barred,
    record: async entry => {
      if (!state.writable) throw new Error('disk full')
      records.push(entry)
    },
    tell: (active: Elevation[]) => void told.push(active.map(one => one.sessionId)),
  })
  return { desk, clock, state, records, told }
}

describe('a conversation on this machine', () => {
  it('is there for a set time and ends by itself, and both are on record', async () => {
    const { desk, clock, records, told } = aDesk()
    expect(await desk.begin('s1', 30, 'window')).toEqual({
      status: 'elevated',
      elevation: {
        sessionId: 's1',
        title: 'Talk s1',
        agent: 'main',
        by: 'the person at the window',
        from: 1_000_000,
        until: 1_000_000 + 30 * MINUTE,
      },
    })
    expect(desk.holds('s1')).toBe(true)
    expect(desk.holds('s2')).toBe(false)
    await clock.turn(30 * MINUTE)
    expect(desk.holds('s1')).toBe(false)
    expect(told).toEqual([['s1'], []])
    expect(records).toEqual([
      {
        kind: 'access',
        step: 'granted',
        subject: 'running on this machine',
        who: 'owner',
        door: 'window',
        session: 's1',
        agent: 'main',
        result: 'ok',
        reason: 'the person at the window, for 30 minutes',
      },
      {
        kind: 'access',
        step: 'revoked',
        subject: 'running on this machine',
        who: 'gatehouse',
        door: 'keeper',
        session: 's1',
        agent: 'main',
        result: 'expired',
        reason: 'its time is over',
      },
    ])
  })

  it('takes another end when it is said again', async () => {
    const { desk, clock } = aDesk()
    await desk.begin('s1', 30, 'cli')
    await clock.turn(20 * MINUTE)
    await desk.begin('s1', 30, 'cli')
    await clock.turn(20 * MINUTE)
    expect(desk.list()).toMatchObject([{ sessionId: 's1', by: 'the person at the terminal' }])
    await clock.turn(10 * MINUTE)
    expect(desk.list()).toEqual([])
  })

  it('ends when a person says so, also when that cannot be written', async () => {
    const { desk, state } = aDesk()
    await desk.begin('s1', 30, 'window')
    state.writable = false
    expect(await desk.end('s1', 'tray')).toBe('ended')
    expect(desk.holds('s1')).toBe(false)
    expect(await desk.end('s1', 'tray')).toBe('none')
  })

  it('ends with everything else when that is stopped', async () => {
    const { desk, records } = aDesk()
    await desk.begin('s1', 30, 'window')
    await desk.begin('s2', 30, 'window')
    await desk.endAll('everything was locked down')
    expect(desk.list()).toEqual([])
    expect(records.slice(2)).toMatchObject([{ result: 'stopped' }, { result: 'stopped' }])
  })

  it('does not begin where it cannot be written', async () => {
    const { desk, state } = aDesk()
    state.writable = false
    await expect(desk.begin('s1', 30, 'window')).rejects.toThrow('disk full')
    expect(desk.list()).toEqual([])
  })

  it.each<[string, string, Partial<ReturnType<typeof aDesk>['state']>, object]>([
    ['nobody knows it', 'nope', {}, { status: 'no-such-session' }],
    ['it is open to the public', 'open', {}, { status: 'refused', why: expect.stringContaining('public') }],
    ['commands are off', 's1', { shell: 'off' }, { status: 'refused', why: expect.stringContaining('off') }],
    ['all is locked down', 's1', { barred: 'Locked down.' }, { status: 'refused', why: 'Locked down.' }],
  ])('does not begin where %s', async (_name, id, set, outcome) => {
    const { desk, state, records } = aDesk()
    Object.assign(state, set)
    expect(await desk.begin(id, 30, 'window')).toEqual(outcome)
    expect([desk.list(), records]).toEqual([[], []])
  })
})
