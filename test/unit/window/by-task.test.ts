import { describe, expect, it } from 'vitest'
import { byTask, review, snapshotOf, taskOf } from '../../../src-renderer/screens/approvals/by-task.ts'
import { anApproval } from '../../kit/window/nouns.ts'

const asked = anApproval().asked
const one = anApproval()
const two = anApproval({ ownLook: 'It may read secrets.' })
const other = anApproval({ asked: { ...asked, session: 's2', sessionTitle: 'Taxes' } })
const queue = { pending: [one, other, two], settled: [] }

describe('waiting questions', () => {
  it('are grouped by task, in the order in which the tasks first asked', () => {
    expect(byTask(queue)).toEqual([
      { session: 's1', title: 'Clean up the drafts', questions: [one, two] },
      { session: 's2', title: 'Taxes', questions: [other] },
    ])
  })
  it('have a task to review only where more than one waits', () => {
    expect(taskOf(queue, two.id)?.session).toBe('s1')
    expect(taskOf(queue, other.id)).toBeNull()
  })
})

describe('a snapshot of a task', () => {
  const snapshot = snapshotOf(queue, 's1')
  it('holds what waits in that task and nothing else', () =>
    expect(snapshot).toEqual([one, two].map(({ id, digest }) => ({ id, digest }))))
  it('keeps apart what needs its own look', () =>
    expect(review(queue, 's1', snapshot)).toEqual({ together: [one], alone: [two], lost: 0, later: 0 }))
  it('never takes in what came later', () => {
    const late = anApproval()
    expect(review({ ...queue, pending: [...queue.pending, late] }, 's1', snapshot)).toEqual({
      together: [one],
      alone: [two],
      lost: 0,
      later: 1,
    })
  })
  it('says how many are gone or changed', () => {
    const changed = { ...one, digest: 'f'.repeat(64) }
    expect(review({ ...queue, pending: [changed] }, 's1', snapshot)).toEqual({
      together: [],
      alone: [],
      lost: 2,
      later: 0,
    })
  })
})
