import type { Approval } from '../../contract/model/approval.ts'
import type { BatchAnswer, BatchMember, ReviewedBatch } from '../../contract/model/approval-batch.ts'
import type { Category } from '../../contract/model/risk.ts'
import type { ToolCall } from '../../contract/model/tool-call.ts'
import type { Decision, Layer } from '../../contract/model/verdict.ts'
import { canonical } from './plan.ts'

/** Dangers that a person has to meet one by one: among others they are too easily read over. */
const ownLookFor: Readonly<Partial<Record<Category, string>>> = {
  destroys: 'It deletes or overwrites things.',
  privilege: 'It takes more rights.',
  secrets: 'It may read secrets.',
  persistence: 'It changes what starts by itself.',
  unknown: 'What it does cannot be known before it runs.',
}

/** Layers that ask because something leaves the machine; what leaves cannot be called back. */
const leaves: ReadonlySet<Layer> = new Set(['outward', 'taint'])

/** Why a yes to this question needs a look of its own, or null when it may be one of a batch. */
export function needsOwnLook(call: ToolCall, decision: Decision): string | null {
  if (!decision.bindable) return 'An answer cannot be bound to it.'
  if (call.tainted) return 'Its conversation has read text by strangers.'
  if (decision.chain.some(said => leaves.has(said.layer) && said.says === 'ask')) return 'It sends something out.'
  const danger = decision.categories.find(category => ownLookFor[category] !== undefined)
  return danger === undefined ? null : (ownLookFor[danger] ?? null)
}

/** What a reviewed snapshot is, as one text; its sha256 names the batch in the record. */
export function canonicalBatch(session: string, members: readonly BatchMember[]): string {
  return canonical({ session, members: members.toSorted((a, b) => (a.id < b.id ? -1 : 1)) })
}

/** What an answer to a batch comes to: which questions it settles, or why it approves none. */
export type BatchSettling =
  | { readonly status: 'settle'; readonly approvals: readonly Approval[]; readonly left: readonly string[] }
  | { readonly status: 'changed-since-shown' | 'needs-own-look'; readonly ids: readonly string[] }

/**
 * Weighs an answer to a batch. A yes is to the whole snapshot or to nothing: one question that is gone, changed, of
 * another task or dangerous by itself takes the yes from all. A no takes what is still as shown and leaves the rest.
 */
export function weighBatch(
  { session, members, answer }: ReviewedBatch,
  waiting: (id: string) => Approval | null,
): BatchSettling {
  const found = members.map(member => ({
    id: member.id,
    approval: asShown(waiting(member.id), member, session),
  }))
  const approvals = found.flatMap(({ approval }) => approval ?? [])
  const left = found.filter(({ approval }) => approval === null).map(({ id }) => id)
  const alone = approvals.filter(approval => approval.ownLook !== null).map(({ id }) => id)
  if (left.length > 0 && (isYes(answer) || approvals.length === 0)) return { status: 'changed-since-shown', ids: left }
  if (isYes(answer) && alone.length > 0) return { status: 'needs-own-look', ids: alone }
  return { status: 'settle', approvals, left }
}

const isYes = (answer: BatchAnswer): boolean => answer.how !== 'deny'

function asShown(approval: Approval | null, member: BatchMember, session: string): Approval | null {
  return approval?.digest === member.digest && approval.asked.session === session ? approval : null
}
