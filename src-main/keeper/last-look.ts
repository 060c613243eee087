import { type BoundPlan, whatChanged } from '../approvals/core/plan.ts'
import type { AuditEntry } from '../contract/model/audit-entry.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import { type Act, type Judged, type Looking, whatMoved } from './judged.ts'
import type { LedgerSession } from './session-ledger.ts'
import { changedEntry } from './tool-entries.ts'

/** What the last look needs. */
export type LastLookWorld = {
  readonly ledger: { find(session: string): LedgerSession | null }
  readonly judge: (call: ToolCall, looking: Looking) => Promise<Judged>
  readonly barred: () => string | null
  readonly record: (entry: AuditEntry) => Promise<unknown>
}

/**
 * Judges every call once more when it is about to run, and says why it does not run; null when it may. What was
 * approved, and what the policy let pass because of a file, a link, a list or a setting, is the only thing that may run.
 */
export async function lastLook(world: LastLookWorld, act: Act): Promise<string | null> {
  const tainted = act.call.tainted || world.ledger.find(act.call.sessionId)?.tainted === true
  const now = await world.judge({ ...act.call, tainted }, act.by === 'policy' ? 'unasked' : 'again')
  // After the look, which may wait: a switch that was pulled meanwhile counts.
  const barred = world.barred()
  if (barred !== null) return `Refused: ${barred}`
  const what = difference(act, now)
  if (what === null) return null
  await world.record(changedEntry(act, what))
  return `Refused: ${what} after it was ${act.by === 'policy' ? 'judged. Try' : 'approved. Ask'} again.`
}

function difference({ judged: before, by }: Act, now: Judged): string | null {
  const moved = whatMoved(before.seen, now.seen, by === 'yes-with-rule' ? 'only-known' : 'all')
  const changed = [...new Set([...whatChanged(expectedPlan(before.plan, by, now.plan), now.plan), ...moved])]
  if (changed.length > 0) return `${changed.join(' and ')} changed`
  if (now.decision.verdict === 'deny') return 'the policy forbids it now'
  return by === 'policy' && now.decision.verdict === 'ask' ? 'the policy asks about it now' : null
}

/** The plan as it was, apart from what may differ without anybody having changed it. */
function expectedPlan(before: BoundPlan, by: Act['by'], now: BoundPlan): BoundPlan {
  // After "always" the policy is another one because of this very answer; what it says now is still asked.
  if (by === 'yes-with-rule') return { ...before, policyVersion: now.policyVersion }
  // An everyday command rested on no program and no script, so none were looked up.
  const boundNothing = by === 'policy' && before.program === null && before.scripts.length === 0
  return boundNothing ? { ...before, program: now.program, scripts: now.scripts } : before
}
