import type { Approval, ApprovalQueue, Settled } from '../../../src-main/contract/model/approval.ts'

/** Which question is on screen, or word of how the one that was there ended. */
export type Chosen =
  | { kind: 'question'; approval: Approval; at: number }
  | { kind: 'folded'; settled: Settled }
  | { kind: 'none' }

/** Which question is on screen: the chosen one while it waits, word of its end, else the oldest that waits. */
export function choose(queue: ApprovalQueue, current: string | null, mine: string | null): Chosen {
  const at = queue.pending.findIndex(one => one.id === current)
  const approval = queue.pending[at] ?? null
  if (approval && approval.id !== mine) return { kind: 'question', approval, at }
  const settled = queue.settled.find(one => one.id === current)
  if (settled && settled.id !== mine) return { kind: 'folded', settled }
  const next = queue.pending.findIndex(one => one.id !== mine)
  const oldest = queue.pending[next]
  return oldest ? { kind: 'question', approval: oldest, at: next } : { kind: 'none' }
}
