import { describe, expect, it } from 'vitest'
import { reduceQueue, SETTLED_SHOWN, twinOf } from '../../../src-main/approvals/core/queue.ts'
import { settled } from '../../../src-main/approvals/core/settle.ts'
import type { ApprovalQueue } from '../../../src-main/contract/model/approval.ts'
import { aDigest, anApproval } from '../../kit/an-approval.ts'

const first = anApproval({ id: 'q1' })
const second = anApproval({ id: 'q2', digest: aDigest('b') })
const queue: ApprovalQueue = { pending: [first, second], settled: [] }
const ended = (id: string) => settled(anApproval({ id }), 'once', 'window', null, 7)

describe('the queue', () => {
  it('takes a new question to its end', () => {
    const third = anApproval({ id: 'q3' })
    expect(reduceQueue(queue, { kind: 'asked', approval: third })).toEqual({
      ...queue,
      pending: [first, second, third],
    })
  })

  it('puts a changed question where it was', () => {
    const changed = { ...first, twins: 1 }
    expect(reduceQueue(queue, { kind: 'replaced', approval: changed })).toEqual({
      ...queue,
      pending: [changed, second],
    })
  })

  it('moves an answered question to the answered ones, the newest first', () => {
    const one = reduceQueue(queue, { kind: 'settled', settled: ended('q1') })
    expect(one).toEqual({ pending: [second], settled: [ended('q1')] })
    expect(reduceQueue(one, { kind: 'settled', settled: ended('q2') })).toEqual({
      pending: [],
      settled: [ended('q2'), ended('q1')],
    })
  })

  it('keeps a hundred answered questions in sight, and lets the oldest go', () => {
    const ids = Array.from({ length: SETTLED_SHOWN + 1 }, (_, at) => `q${at}`)
    const full = ids.reduce((now, id) => reduceQueue(now, { kind: 'settled', settled: ended(id) }), queue)
    expect(full.settled.map(({ id }) => id)).toEqual(ids.toReversed().slice(0, 100))
  })
})

describe('a question that asks the same', () => {
  it.each([
    ['the same plan in the same session', aDigest('b'), 's1', second],
    ['another plan', aDigest('c'), 's1', null],
    ['the same plan in another session', aDigest('b'), 's2', null],
  ])('is looked for: %s', (_what, digest, session, found) => {
    expect(twinOf(queue, digest, session)).toBe(found)
  })
})
