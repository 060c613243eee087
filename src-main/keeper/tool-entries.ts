import type { BoundPlan } from '../approvals/core/plan.ts'
import type { AuditEntry } from '../contract/model/audit-entry.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import { type Act, digestOf, type Judged } from './judged.ts'

/** What every entry about a call says of it. */
const about = (call: ToolCall) => ({
  who: `agent:${call.agent}`,
  door: 'gateway',
  session: call.sessionId,
  agent: call.agent,
  call: call.id,
  tool: call.tool,
})

const subjectOf = (plan: BoundPlan): string => plan.act.slice(0, 16_000)

/** The policy judged a call. */
export function decisionEntry(call: ToolCall, { decision, plan }: Judged): AuditEntry {
  const results = { allow: 'ok', ask: 'waiting', deny: 'refused' } as const
  return {
    ...about(call),
    kind: 'decision',
    verdict: decision.verdict,
    subject: subjectOf(plan),
    rule: `${decision.layer}/${decision.ruleId}`.slice(0, 400),
    reason: decision.reasons.join(' ').slice(0, 4000),
    result: results[decision.verdict],
    facts: { policy: decision.policyVersion, categories: [...decision.categories] },
  }
}

/** A no because nobody could be asked is its own kind of no. */
export function nobodyEntry(call: ToolCall, digest: string): AuditEntry {
  return {
    ...about(call),
    kind: 'approval',
    step: 'denied',
    result: 'refused',
    approval: call.id,
    digest,
    facts: { how: 'no-surface' },
  }
}

/** What passed does not run, because something it rested on changed before it could. */
export function changedEntry({ call, judged, by }: Act, what: string): AuditEntry {
  const result = 'refused' as const
  if (by === 'policy')
    return {
      ...about(call),
      kind: 'decision',
      verdict: 'deny',
      subject: subjectOf(judged.plan),
      rule: 'binding/changed',
      reason: `It passed without a question, but ${what} before it could run.`.slice(0, 4000),
      result,
    }
  return {
    ...about(call),
    kind: 'approval',
    step: 'changed',
    result,
    approval: call.id,
    digest: digestOf(judged.plan),
    reason: `It was approved, but ${what} before it could run.`.slice(0, 4000),
  }
}

/** What both records of a run say. */
export function executionOf({ call, judged: { plan } }: Act) {
  const sandbox = plan.sandbox.slice(0, 400)
  return { ...about(call), kind: 'execution', subject: subjectOf(plan), digest: digestOf(plan), sandbox } as const
}

/** A call that is no call is worth a record: it is what a persuaded gateway looks like. */
export function oddityEntry(wish: { id: string; session: string; tool: string }, why: string): AuditEntry {
  return {
    kind: 'decision',
    who: 'gateway',
    door: 'gateway',
    session: wish.session,
    call: wish.id,
    verdict: 'deny',
    tool: wish.tool.slice(0, 400),
    result: 'refused',
    reason: why.slice(0, 4000),
  }
}
