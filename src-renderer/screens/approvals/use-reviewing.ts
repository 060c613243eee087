import { useState } from 'react'
import type { ApprovalQueue } from '../../../src-main/contract/model/approval.ts'
import { byTask } from './by-task.ts'

/** Which task is being reviewed as a whole, and the queue without what was answered that way: no news to who did it. */
export function useReviewing(queue: ApprovalQueue | undefined) {
  const [session, setSession] = useState<string | null>(null)
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set())
  const rest = queue && {
    pending: queue.pending.filter(one => !answered.has(one.id)),
    settled: queue.settled.filter(one => !answered.has(one.id)),
  }
  const waits = session !== null && rest !== undefined && byTask(rest).some(task => task.session === session)
  return {
    queue: rest,
    session: waits ? session : null,
    open: setSession,
    close: () => setSession(null),
    answer: (ids: readonly string[]) => {
      setAnswered(before => new Set([...before, ...ids]))
      setSession(null)
    },
  }
}
