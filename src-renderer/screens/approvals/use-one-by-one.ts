import { useEffect, useState } from 'react'
import type { Approval, ApprovalQueue, Settled } from '../../../src-main/contract/model/approval.ts'
import { choose } from './one-by-one.ts'

/** What is on screen now. */
export type Turn =
  | { kind: 'question'; approval: Approval; at: number; onSettled: (settled: Settled, mine: boolean) => void }
  /** The question on screen ended somewhere else; it stays until the person has seen that. */
  | { kind: 'folded'; settled: Settled; onNext: () => void }
  | { kind: 'none' }
  | { kind: 'loading' }

/** Keeps one question on screen until it is answered or the person turns to another one. */
export function useOneByOne(queue: ApprovalQueue | undefined, onAllAnswered: () => void) {
  const [current, setCurrent] = useState<string | null>(null)
  const turn = useTurn(queue, current, setCurrent, onAllAnswered)
  const step = (by: 1 | -1): void => {
    if (queue && turn.kind === 'question')
      setCurrent(queue.pending.at((turn.at + by) % queue.pending.length)?.id ?? null)
  }
  return { turn, step, pick: setCurrent }
}

type Pick = (id: string | null) => void

function useTurn(
  queue: ApprovalQueue | undefined,
  current: string | null,
  setCurrent: Pick,
  onAllAnswered: () => void,
): Turn {
  const [mine, setMine] = useState<string | null>(null)
  const chosen = queue ? choose(queue, current, mine) : null

  // The first question that comes to an empty window becomes the one on screen.
  useEffect(() => {
    if (chosen?.kind === 'question' && chosen.approval.id !== current) setCurrent(chosen.approval.id)
  }, [chosen, current])

  if (!queue || !chosen) return { kind: 'loading' }
  if (chosen.kind === 'none') return chosen
  if (chosen.kind === 'folded') {
    // The window may only be hidden and shown again: what has been seen must not stand in the way of the next question.
    const onNext = (): void => {
      setCurrent(null)
      if (queue.pending.length === 0) onAllAnswered()
    }
    return { ...chosen, onNext }
  }
  const onSettled = (settled: Settled, answeredHere: boolean): void => {
    if (!answeredHere) return
    setMine(settled.id)
    if (queue.pending.every(one => one.id === settled.id)) onAllAnswered()
  }
  return { ...chosen, onSettled }
}
