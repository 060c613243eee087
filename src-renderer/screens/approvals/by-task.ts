import type { Approval, ApprovalQueue } from '../../../src-main/contract/model/approval.ts'
import type { BatchMember } from '../../../src-main/contract/model/approval-batch.ts'

/** Questions of one task: a conversation runs one turn at a time, so what waits in it together belongs together. */
export type Task = { readonly session: string; readonly title: string; readonly questions: readonly Approval[] }

/** The waiting questions by task, in the order in which the tasks first asked. */
export function byTask(queue: ApprovalQueue): Task[] {
  const sessions = [...new Set(queue.pending.map(one => one.asked.session))]
  return sessions.map(session => {
    const questions = queue.pending.filter(one => one.asked.session === session)
    return { session, title: questions[0]?.asked.sessionTitle ?? '', questions }
  })
}

/** The task of a question when more than that question waits in it. */
export function taskOf(queue: ApprovalQueue, id: string): Task | null {
  return byTask(queue).find(task => task.questions.length > 1 && task.questions.some(one => one.id === id)) ?? null
}

/** A snapshot that a person looks at, compared with the queue as it is now. */
export type Review = {
  /** As shown and still so; these a yes can be given to together. */
  readonly together: readonly Approval[]
  /** As shown and still so, and to be approved one by one. */
  readonly alone: readonly Approval[]
  /** Shown, but gone or changed since. */
  readonly lost: number
  /** Asked after the snapshot was taken; no answer to it takes them in. */
  readonly later: number
}

/** What a task asks at this moment, to be looked at as one snapshot. */
export const snapshotOf = (queue: ApprovalQueue, session: string): BatchMember[] =>
  queue.pending.filter(one => one.asked.session === session).map(({ id, digest }) => ({ id, digest }))

/** Compares a snapshot with the queue. */
export function review(queue: ApprovalQueue, session: string, snapshot: readonly BatchMember[]): Review {
  const here = queue.pending.filter(one => one.asked.session === session)
  const asShown = here.filter(one => snapshot.some(({ id, digest }) => id === one.id && digest === one.digest))
  return {
    together: asShown.filter(one => one.ownLook === null),
    alone: asShown.filter(one => one.ownLook !== null),
    lost: snapshot.length - asShown.length,
    later: here.filter(one => snapshot.every(({ id }) => id !== one.id)).length,
  }
}
