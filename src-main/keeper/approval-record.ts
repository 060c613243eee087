import type { Approval, Settled, SettledHow } from '../contract/model/approval.ts'
import type { AuditEntry } from '../contract/model/audit-entry.ts'

type Step = Extract<AuditEntry, { kind: 'approval' }>['step']

const steps: Readonly<Record<SettledHow, { step: Step; result: 'ok' | 'refused' | 'expired' }>> = {
  once: { step: 'allowed-once', result: 'ok' },
  session: { step: 'allowed-once', result: 'ok' },
  always: { step: 'allowed-always', result: 'ok' },
  deny: { step: 'denied', result: 'refused' },
  'deny-always': { step: 'denied', result: 'refused' },
  expired: { step: 'expired', result: 'expired' },
  'gateway-gone': { step: 'withdrawn', result: 'refused' },
  'keeper-stopped': { step: 'withdrawn', result: 'refused' },
  'locked-down': { step: 'withdrawn', result: 'refused' },
  'no-surface': { step: 'denied', result: 'refused' },
  'screen-locked': { step: 'denied', result: 'refused' },
  paused: { step: 'denied', result: 'refused' },
  withdrawn: { step: 'withdrawn', result: 'refused' },
}

/** The record of a question, or of how it ended. Which kind of end it was is always in the facts. */
export function approvalEntry(what: 'asked' | 'settled', approval: Approval, end: Settled | null): AuditEntry {
  const about = {
    kind: 'approval' as const,
    approval: approval.id,
    tool: approval.tool,
    digest: approval.digest,
    session: approval.asked.session,
    agent: approval.asked.agent,
  }
  if (what === 'asked' || end === null)
    return {
      ...about,
      who: `agent:${approval.asked.agent}`,
      door: 'gateway',
      step: 'asked',
      result: 'waiting',
      reason: approval.why.join(' ').slice(0, 4000),
    }
  const { step, result } = steps[end.how]
  return {
    ...about,
    who: end.by === 'time' || end.by === 'gatehouse' || end.by === 'agent' ? end.by : 'owner',
    door: end.by,
    step,
    result,
    facts: { how: end.how, ...(end.batch && { batch: end.batch.digest, batchSize: end.batch.size }) },
    ...(end.reason === null ? {} : { reason: end.reason }),
  }
}
