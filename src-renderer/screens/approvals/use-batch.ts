import { useState } from 'react'
import type { ApprovalQueue } from '../../../src-main/contract/model/approval.ts'
import type { BatchAnswer } from '../../../src-main/contract/model/approval-batch.ts'
import { useCommand } from '../../api/context.tsx'
import { review, snapshotOf } from './by-task.ts'

/** A snapshot of one task on screen, and the answers to exactly that. */
export function useBatch(queue: ApprovalQueue, session: string, onAnswered: (ids: readonly string[]) => void) {
  const send = useCommand('approvals.answerBatch')
  const [snapshot, setSnapshot] = useState(() => snapshotOf(queue, session))
  const [refused, setRefused] = useState(false)
  const seen = review(queue, session, snapshot)

  const answer = async (given: BatchAnswer): Promise<void> => {
    setRefused(false)
    const members = given.how === 'deny' ? [...seen.together, ...seen.alone] : seen.together
    const batch = { session, members: members.map(({ id, digest }) => ({ id, digest })), answer: given }
    const result = await send.mutateAsync(batch).catch(() => null) // shown through send.error
    if (result?.status === 'recorded') onAnswered(result.settled.map(one => one.id))
    else if (result) setRefused(true)
  }
  const lookAgain = (): void => {
    setRefused(false)
    setSnapshot(snapshotOf(queue, session))
  }
  return { ...seen, answer, lookAgain, refused, fault: send.error, busy: send.isPending }
}
