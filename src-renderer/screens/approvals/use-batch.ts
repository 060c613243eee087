import { useState } from 'react'
import type { Approval, ApprovalQueue } from '../../../src-main/contract/model/approval.ts'
import type { BatchAnswer } from '../../../src-main/contract/model/approval-batch.ts'
import { useCommand } from '../../api/context.tsx'
import { review, snapshotOf } from './by-task.ts'

/** A batch as it is looked at, and the way to answer it. */
export type Batch = ReturnType<typeof useBatch>

/** A snapshot of one task on screen, and the answers to exactly that. */
export function useBatch(queue: ApprovalQueue, session: string, onAnswered: (ids: readonly string[]) => void) {
  const approve = useCommand('approvals.answerBatch')
  const deny = useCommand('approvals.denyBatch')
  const [snapshot, setSnapshot] = useState(() => snapshotOf(queue, session))
  const [refused, setRefused] = useState(false)
  const seen = review(queue, session, snapshot)

  const answer = async (given: BatchAnswer): Promise<void> => {
    setRefused(false)
    const sent =
      given.how === 'deny'
        ? deny.mutateAsync({ session, members: asShown([...seen.together, ...seen.alone]), reason: given.reason })
        : approve.mutateAsync({ session, members: asShown(seen.together), answer: given })
    const result = await sent.catch(() => null) // shown through `fault`
    if (result?.status === 'recorded') onAnswered(result.settled.map(one => one.id))
    else if (result) setRefused(true)
  }
  const lookAgain = (): void => {
    setRefused(false)
    setSnapshot(snapshotOf(queue, session))
  }
  return {
    ...seen,
    answer,
    lookAgain,
    refused,
    fault: approve.error ?? deny.error,
    busy: approve.isPending || deny.isPending,
  }
}

const asShown = (questions: readonly Approval[]) => questions.map(({ id, digest }) => ({ id, digest }))
