import { useState } from 'react'
import type { Answer, Approval, Settled } from '../../../src-main/contract/model/approval.ts'
import { useCommand } from '../../api/context.tsx'

/** What became of the last answer, as far as the card has to say something about it. */
export type AnswerNote = { kind: 'changed' } | { kind: 'rule-refused'; why: string } | null

/** A card's way to answer, and what became of it. */
export type CardAnswer = ReturnType<typeof useAnswer>

/** Sends an answer that is bound to exactly what was shown. */
export function useAnswer(approval: Approval, onSettled: (settled: Settled, mine: boolean) => void) {
  const send = useCommand('approvals.answer')
  const deny = useCommand('approvals.deny')
  const change = useCommand('approvals.edit')
  const [note, setNote] = useState<AnswerNote>(null)
  const [editRefused, setEditRefused] = useState<readonly string[]>([])
  const bound = { id: approval.id, digest: approval.digest }

  const answer = async (given: Answer): Promise<boolean> => {
    setNote(null)
    // A plain no takes no proof of a person, so no page asks for a PIN before it.
    const sent =
      given.how === 'deny'
        ? deny.mutateAsync({ ...bound, reason: given.reason })
        : send.mutateAsync({ ...bound, answer: given })
    const result = await sent.catch(() => null) // shown through `fault`
    if (result?.status === 'recorded') onSettled(result.settled, true)
    if (result?.status === 'already-settled') onSettled(result.settled, false)
    if (result?.status === 'changed-since-shown') setNote({ kind: 'changed' })
    if (result?.status === 'rule-refused') setNote({ kind: 'rule-refused', why: result.why })
    return result !== null && result.status !== 'rule-refused'
  }

  const edit = async (command: string): Promise<boolean> => {
    setEditRefused([])
    const result = await change.mutateAsync({ ...bound, command }).catch(() => null) // shown through change.error
    if (result?.status === 'refused') setEditRefused(result.why)
    return result !== null && result.status !== 'refused'
  }

  const fault = send.error ?? deny.error ?? change.error
  const busy = send.isPending || deny.isPending || change.isPending
  return { answer, edit, note, editRefused, fault, busy }
}
