import { describe, expect, it } from 'vitest'
import type { Approval, Settled } from '../../../src-main/contract/model/approval.ts'
import type { SessionSummary, SessionView } from '../../../src-main/contract/model/session.ts'
import { KEEP_SETTLED, reduceApprovals } from '../../../src-renderer/api/reduce-approvals.ts'
import { reduceSession, reduceSessions } from '../../../src-renderer/api/reduce-sessions.ts'
import { clock, countdown } from '../../../src-renderer/ui/countdown.ts'

const approval = (id: string, shown = 'ls') => ({ id, shown }) as Approval
const settled = (id: string) => ({ id, how: 'deny' }) as Settled
const summary = (id: string, updatedAt: number) => ({ id, updatedAt }) as SessionSummary

describe('the approval queue', () => {
  it('adds at the end, so that the oldest question comes first', () => {
    const queue = reduceApprovals({ pending: [approval('a')], settled: [] }, { kind: 'asked', approval: approval('b') })
    expect(queue.pending.map(one => one.id)).toEqual(['a', 'b'])
  })

  it('replaces a question in its place', () => {
    const before = { pending: [approval('a'), approval('b')], settled: [] }
    const queue = reduceApprovals(before, { kind: 'replaced', approval: approval('a', 'pwd') })
    expect(queue.pending).toEqual([approval('a', 'pwd'), approval('b')])
  })

  it('does not bring back a question that was replaced after it was settled', () => {
    const queue = reduceApprovals(
      { pending: [], settled: [settled('a')] },
      { kind: 'replaced', approval: approval('a') },
    )
    expect(queue.pending).toEqual([])
  })

  it('moves a settled question, the latest first, and counts it once', () => {
    const before = { pending: [approval('a')], settled: [settled('z'), settled('a')] }
    expect(reduceApprovals(before, { kind: 'settled', settled: settled('a') })).toEqual({
      pending: [],
      settled: [settled('a'), settled('z')],
    })
  })

  it('keeps a bounded history', () => {
    let queue = { pending: [] as Approval[], settled: [] as Settled[] }
    for (let i = 0; i < KEEP_SETTLED + 5; i += 1)
      queue = reduceApprovals(queue, { kind: 'settled', settled: settled(`s${i}`) })
    expect(queue.settled).toHaveLength(KEEP_SETTLED)
    expect(queue.settled[0]?.id).toBe(`s${KEEP_SETTLED + 4}`)
  })
})

describe('the conversations', () => {
  it('sorts by latest activity and removes', () => {
    const list = reduceSessions([summary('a', 1), summary('b', 2)], { kind: 'put', summary: summary('a', 3) })
    expect(list.map(one => one.id)).toEqual(['a', 'b'])
    expect(reduceSessions(list, { kind: 'removed', id: 'a' }).map(one => one.id)).toEqual(['b'])
  })

  it('grows an answer, a tool output, and nothing else', () => {
    const view = {
      summary: summary('a', 1),
      entries: [
        { kind: 'assistant', id: 'e1', text: 'Hel' },
        { kind: 'tool', id: 'e2', output: 'one' },
      ],
    } as SessionView
    const next = [
      { kind: 'delta', id: 'e1', text: 'lo' } as const,
      { kind: 'delta', id: 'e2', text: 'two' } as const,
      { kind: 'delta', id: 'gone', text: 'x' } as const,
    ].reduce(reduceSession, view)
    expect(next.entries).toEqual([
      { kind: 'assistant', id: 'e1', text: 'Hello' },
      { kind: 'tool', id: 'e2', output: 'onetwo' },
    ])
    expect(view.entries[0]).toMatchObject({ text: 'Hel' })
    expect(reduceSession(next, { kind: 'cleared' }).entries).toEqual([])
  })
})

describe('the countdown', () => {
  it.each([
    [300_000, '5:00', 'calm'],
    [299_001, '5:00', 'calm'],
    [60_000, '1:00', 'soon'],
    [15_000, '0:15', 'last'],
    [1, '0:01', 'last'],
    [0, '0:00', 'over'],
    [-5, '0:00', 'over'],
  ])('with %i ms left reads %s and is %s', (left, words, urgency) => {
    expect(countdown(0, 300_000, 300_000 - left)).toMatchObject({ clock: words, urgency })
  })

  it('reads hours when there are any', () => {
    expect(clock(3_723_000)).toBe('1:02:03')
  })
})
