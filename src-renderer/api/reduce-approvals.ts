import type { ApprovalChange, ApprovalQueue } from '../../src-main/contract/model/approval.ts'

/** Settled questions a page keeps in memory; older ones are in the audit trail. */
export const KEEP_SETTLED = 200

/** The queue after one change. A question is either pending or settled, never both. */
export function reduceApprovals(queue: ApprovalQueue, change: ApprovalChange): ApprovalQueue {
  switch (change.kind) {
    case 'asked':
      return { ...queue, pending: [...queue.pending.filter(a => a.id !== change.approval.id), change.approval] }
    case 'replaced':
      return { ...queue, pending: queue.pending.map(a => (a.id === change.approval.id ? change.approval : a)) }
    case 'settled':
      return {
        pending: queue.pending.filter(a => a.id !== change.settled.id),
        settled: [change.settled, ...queue.settled.filter(s => s.id !== change.settled.id)].slice(0, KEEP_SETTLED),
      }
  }
}
