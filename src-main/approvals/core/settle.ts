import type { Answer, Approval, Settled, SettledHow } from '../../contract/model/approval.ts'

/** Who or what ended a question: a door with a person behind it, or the machinery itself. */
export type By = string

/** Answers that let the plan run. Everything else, also everything not thought of, is a no. */
const allowing: ReadonlySet<SettledHow> = new Set(['once', 'session', 'always'])

/** Whether an end of a question lets its plan run. */
export function allows(how: SettledHow): boolean {
  return allowing.has(how)
}

/** What an answer to a shown question comes to. */
export type Settling =
  | {
      readonly status: 'settle'
      readonly how: SettledHow
      readonly reason: string | null
      readonly rule: string | null
    }
  | { readonly status: 'changed-since-shown' }

/**
 * Weighs one answer against the question as it is now. A digest other than the current one means that the person
 * saw something else: neither yes nor no counts as said about this.
 */
export function weigh(approval: Approval, digest: string, answer: Answer): Settling {
  if (approval.digest !== digest) return { status: 'changed-since-shown' }
  const reason = 'reason' in answer ? (answer.reason ?? null) : null
  return { status: 'settle', how: answer.how, reason, rule: answer.how === 'always' ? answer.rule : null }
}

/** The record of an ended question. */
export function settled(
  approval: Approval,
  how: SettledHow,
  by: By,
  reason: string | null,
  at: number,
  batch?: Settled['batch'],
): Settled {
  return {
    id: approval.id,
    digest: approval.digest,
    shown: approval.shown,
    tool: approval.tool,
    agent: approval.asked.agent,
    allowed: allows(how),
    how,
    by,
    reason,
    at,
    ...(batch && { batch }),
  }
}

/** What the agent is told when it may not: which kind of no, and the person's own words if they left some. */
export function tellAgent(end: Settled): string {
  const words: Record<SettledHow, string> = {
    once: 'Approved.',
    session: 'Approved.',
    always: 'Approved.',
    deny: 'Refused by the person in charge.',
    'deny-always': 'Refused by the person in charge, for good.',
    expired: 'Refused: nobody answered in time.',
    'gateway-gone': 'Refused: the gateway was restarted.',
    'keeper-stopped': 'Refused: Gatehouse was stopped.',
    'locked-down': 'Refused: Gatehouse is locked down.',
    'no-surface': 'Refused: nobody is there to ask.',
    'screen-locked': 'Refused: the screen was locked.',
    paused: 'Refused: this session is paused after several refusals.',
    withdrawn: 'Refused: the request was withdrawn.',
  }
  return end.reason ? `${words[end.how]} They say: ${end.reason}` : words[end.how]
}
