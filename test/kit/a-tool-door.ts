import type { BoundPlan } from '../../src-main/approvals/core/plan.ts'
import { ApprovalDesk } from '../../src-main/approvals/node/desk.ts'
import type { Settled } from '../../src-main/contract/model/approval.ts'
import type { AuditEntry } from '../../src-main/contract/model/audit-entry.ts'
import type { ToolCall } from '../../src-main/contract/model/tool-call.ts'
import type { ToolProgress } from '../../src-main/contract/model/tool-progress.ts'
import type { Decision } from '../../src-main/contract/model/verdict.ts'
import { approvalEntry } from '../../src-main/keeper/approval-record.ts'
import type { LedgerSession } from '../../src-main/keeper/session-ledger.ts'
import { ToolDoor, type ToolDoorWorld, type ToolWish } from '../../src-main/keeper/tool-door.ts'
import { turnedClock } from './turned-clock.ts'

/** A decision with everything in it. */
export const aDecision = (more: Partial<Decision> = {}): Decision => ({
  callId: 'c1',
  tool: 'exec',
  agent: 'main',
  verdict: 'allow',
  layer: 'mode',
  ruleId: 'mode.ask',
  reasons: ['Everyday command.'],
  segments: [],
  categories: [],
  chain: [],
  scopes: ['once', 'session'],
  suggestion: null,
  bindable: true,
  notBindableBecause: null,
  wouldChange: [],
  policyVersion: 'p1',
  ...more,
})

const session: LedgerSession = {
  id: 's1',
  agent: 'main',
  audience: 'owner',
  origin: { door: 'window', direct: true },
  sender: 'you',
  title: 'Clean up',
  headless: false,
  tainted: false,
}

/** The one door with a real approval desk, and a policy, a runner and a record that a test sets. */
export function aToolDoor(more: Partial<ToolDoorWorld> = {}) {
  const clock = turnedClock()
  const trail: AuditEntry[] = []
  const ran: string[] = []
  const reports: string[] = []
  const judgedCalls: ToolCall[] = []
  const state = {
    decision: aDecision(),
    plan: {} as Partial<BoundPlan>,
    writable: true,
    surfaces: 1,
    barred: null as string | null,
    allowed: new Set<string>(),
  }
  const record = async (entry: AuditEntry): Promise<void> => {
    if (!state.writable) throw new Error('disk full')
    trail.push(entry)
  }
  const desk = new ApprovalDesk({
    clock,
    record: (what, approval, end) => record(approvalEntry(what, approval, end)),
    adopt: async () => ({ ok: true }),
    refuseAlways: async () => ({ ok: true }),
    pauseAfter: () => 4,
    onPause: () => {},
  })
  const door = new ToolDoor({
    ledger: { find: id => (id === session.id ? session : null) },
    judge: async call => {
      judgedCalls.push(call)
      const act = call.tool === 'exec' ? call.arguments.command : call.tool
      const plan: BoundPlan = {
        tool: call.tool,
        act,
        cwd: '/workspace',
        env: {},
        agent: call.agent,
        session: call.sessionId,
        sandbox: 'docker',
        program: '/bin/rm',
        scripts: [],
        policyVersion: 'p1',
        ...state.plan,
      }
      return {
        decision: state.decision,
        plan,
        seen: { links: {}, digests: {}, programs: {} },
        where: 'In the sandbox',
        runs: 'docker',
      }
    },
    desk,
    record,
    run: async (_call, judged, _stop, onOutput) => {
      ran.push(judged.plan.act)
      onOutput('out\n')
      return { outcome: 'done', text: 'out', exitCode: 0 }
    },
    barred: () => state.barred,
    clock,
    expiresAfterMs: () => 60_000,
    circumstances: async () => ({ sessionTitle: 'Clean up', timesBefore: 0, wouldHaveMatched: [] }),
    surfaces: () => state.surfaces,
    sessionAllows: (_session, digest) => state.allowed.has(digest),
    report: (what, cause) => void reports.push(`${what}: ${String(cause)}`),
    ...more,
  })
  const call = async (wish: Partial<ToolWish> = {}, stop = new AbortController()): Promise<ToolProgress[]> => {
    const steps: ToolProgress[] = []
    const full = { id: 'c1', session: 's1', tool: 'exec', arguments: { command: 'rm -rf build' }, ...wish }
    for await (const step of door.call(full, stop.signal)) steps.push(step)
    return steps
  }
  const asked = async () => {
    for (let i = 0; i < 50 && desk.watched.state.pending.length === 0; i++) await Promise.resolve()
    const [approval] = desk.watched.state.pending
    if (!approval) throw new Error('nothing was asked')
    return approval
  }
  const say = async (how: 'once' | 'deny' | 'session'): Promise<Settled | null> => {
    const approval = await asked()
    const result = await desk.answer(approval.id, approval.digest, { how }, 'window')
    return result.status === 'recorded' ? result.settled : null
  }
  const kinds = (): string[] => trail.map(entry => `${entry.kind}${'step' in entry ? ` ${entry.step}` : ''}`)
  return { door, desk, clock, trail, kinds, ran, reports, judgedCalls, state, call, asked, say }
}
