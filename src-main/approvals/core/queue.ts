import type { Approval, ApprovalChange, ApprovalQueue } from '../../contract/model/approval.ts'

/** How many answered questions the surfaces keep in sight. The audit trail keeps all. */
export const SETTLED_SHOWN = 100

/** Applies one change to the queue. */
export function reduceQueue(queue: ApprovalQueue, change: ApprovalChange): ApprovalQueue {
  switch (change.kind) {
    case 'asked':
      return { ...queue, pending: [...queue.pending, change.approval] }
    case 'replaced':
      return {
        ...queue,
        pending: queue.pending.map(known => (known.id === change.approval.id ? change.approval : known)),
      }
    case 'settled':
      return {
        pending: queue.pending.filter(known => known.id !== change.settled.id),
        settled: [change.settled, ...queue.settled].slice(0, SETTLED_SHOWN),
      }
  }
}

/** The question that already asks the same, if one waits: same plan, same session. */
export function twinOf(queue: ApprovalQueue, digest: string, session: string): Approval | null {
  return queue.pending.find(known => known.digest === digest && known.asked.session === session) ?? null
}
