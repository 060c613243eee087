import { ApprovalDesk } from '../approvals/node/desk.ts'
import { OfferedGrant } from '../contract/model/verdict.ts'
import type { Clock } from '../kit/core/clock.ts'
import { refusedForGood } from '../policy/core/refused-for-good.ts'
import { approvalEntry } from './approval-record.ts'
import type { AskedBefore } from './asked-before.ts'
import type { Foundation } from './foundation.ts'

/** The desk of questions, with the trail and the book of lasting answers behind it. */
export function buildDesk(clock: Clock, base: Foundation, before: AskedBefore): ApprovalDesk {
  return new ApprovalDesk({
    clock,
    pauseAfter: () => base.config.current().approvals.pauseAfterDenials,
    onPause: session => {
      const entry = {
        kind: 'session',
        step: 'paused',
        who: 'gatehouse',
        door: 'keeper',
        session,
        result: 'stopped',
      } as const
      void base.record(entry).catch(() => {}) // the pause holds also when it cannot be written
    },
    record: async (what, approval, end) => {
      await base.record(approvalEntry(what, approval, end))
      if (what === 'asked') before.asked(approval.shown)
      if (end?.how === 'session') before.allowSession(approval.asked.session, approval.digest)
    },
    adopt: async (_approval, text, by, days) => {
      const rule = readRule(text)
      if (!rule) return { ok: false, why: 'The rule is not one that can be kept.' }
      const why = refusedForGood(rule)
      if (why !== null) return { ok: false, why }
      const lasting = days === null ? rule : endingAt(rule, clock.now() + days * DAY_MS)
      return (await base.grants.adopt(lasting, by)) === 'kept' ? { ok: true } : notKept
    },
    refuseAlways: async (approval, by) => {
      const command = approval.tool === 'exec' ? { command: approval.shown } : {}
      const about = { tool: approval.tool, agent: approval.asked.agent, ...command }
      const words = `never: ${approval.shown.slice(0, 200)}`
      return (await base.grants.refuse(about, by, words)) === 'kept' ? { ok: true } : notKept
    },
  })
}

const DAY_MS = 86_400_000

/** The same rule with an end. */
function endingAt(rule: OfferedGrant, expiresAt: number): OfferedGrant {
  return rule.kind === 'grant'
    ? { ...rule, grant: { ...rule.grant, expiresAt } }
    : { ...rule, entries: rule.entries.map(entry => ({ ...entry, expiresAt })) }
}

const notKept = {
  ok: false,
  why: 'The file of lasting answers was changed outside Gatehouse, so none can be kept. Look at that change first. Until then, answer once.',
} as const

function readRule(text: string): OfferedGrant | null {
  try {
    const parsed = OfferedGrant.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null // not a rule; the caller says so
  }
}
