import type { ApprovalDesk } from '../approvals/node/desk.ts'
import type { Clock } from '../kit/core/clock.ts'
import type { Sandboxes } from '../sandbox/node/open-sandboxes.ts'
import type { AskedBefore } from './asked-before.ts'
import type { Foundation } from './foundation.ts'
import type { GrantDesk } from './grant-desk.ts'
import type { Judge } from './judge.ts'
import { wouldHaveMatched } from './preview-rule.ts'
import { runTool } from './run-tool.ts'
import type { SessionLedger } from './session-ledger.ts'
import { takeIn } from './take-in.ts'
import { ToolDoor } from './tool-door.ts'

/** The rooms that have a say in a tool call. */
type AroundTheDoor = {
  readonly ledger: SessionLedger
  readonly before: AskedBefore
  readonly desk: ApprovalDesk
  readonly judge: Judge
  readonly grantDesk: GrantDesk
  readonly sandboxes: Sandboxes
  readonly barred: () => string | null
  readonly clock: Clock
  readonly surfaces: () => number
}

/** The one door that every tool call passes, with the rooms that judge, ask, run and remember behind it. */
export function buildToolDoor(base: Foundation, around: AroundTheDoor): ToolDoor {
  const { ledger, before, judge, grantDesk, sandboxes } = around
  return new ToolDoor({
    ...around,
    record: base.record,
    report: base.report,
    judge: async (call, looking) => {
      const judged = await judge.judge(call, looking)
      if (looking === 'first') grantDesk.used(judged.decision)
      return judged
    },
    expiresAfterMs: () => base.config.current().approvals.expiresAfterSeconds * 1000,
    circumstances: async (call, judged) => ({
      sessionTitle: ledger.find(call.sessionId)?.title ?? '',
      timesBefore: before.count(judged.plan.act),
      wouldHaveMatched: await wouldHaveMatched(base.trail, base.folder.home, judged.decision.suggestion),
    }),
    sessionAllows: (session, digest) => before.sessionAllows(session, digest),
    run: async (call, judged, stop, onOutput) => {
      const runner = { sandboxes, redaction: async () => base.redaction, ...limitsOf(base, call.agent) }
      return takeIn(call, await runTool(runner, call, judged, stop, onOutput), ledger)
    },
  })
}

/** What one command of an agent may take; an agent that is not configured gets little. */
function limitsOf(base: Foundation, agent: string): { defaultTimeoutMs: number; outputCap: number } {
  const limits = base.config.current().agents[agent]?.sandbox.limits
  return { defaultTimeoutMs: (limits?.timeoutSeconds ?? 120) * 1000, outputCap: (limits?.outputKb ?? 64) * 1024 }
}
