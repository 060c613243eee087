import { createHash } from 'node:crypto'
import { type BoundPlan, canonical } from '../approvals/core/plan.ts'
import type { ConfigDesk } from '../config/node/config-desk.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import type { Decision } from '../contract/model/verdict.ts'
import type { Clock } from '../kit/core/clock.ts'
import type { GrantBook } from './grants.ts'
import { policySettings, sandboxSettings } from './policy-settings.ts'
import type { SessionLedger } from './session-ledger.ts'
import type { Judged } from './tool-door.ts'

/** What judging needs. */
export type JudgeWorld = {
  config: ConfigDesk
  grants: GrantBook
  ledger: SessionLedger
  workspaces: string
  clock: Clock
}

/** Judges calls with the settings that hold at this moment. */
export function openJudge(world: JudgeWorld): { judge(call: ToolCall): Promise<Judged> } {
  return {
    judge: async call => {
      const settings = policySettings(world.config.current(), world.grants.current)
      const policyVersion = createHash('sha256').update(canonical(settings)).digest('hex').slice(0, 16)
      const act = call.tool === 'exec' ? call.arguments.command : canonical(call.arguments)
      const words = act.split(/\s+/)
      const verdict = words.includes('sudo') ? 'deny' : words.includes('rm') ? 'ask' : 'allow'
      const decision: Decision = {
        callId: call.id,
        tool: call.tool,
        agent: call.agent,
        verdict,
        layer: 'dangerous',
        ruleId: 'interim',
        reasons: [
          verdict === 'allow' ? 'Everyday command.' : verdict === 'ask' ? 'Deletes files.' : 'sudo is never allowed.',
        ],
        segments: [],
        categories: verdict === 'ask' ? ['destroys'] : [],
        chain: [],
        scopes: ['once', 'session'],
        suggestion: null,
        bindable: true,
        notBindableBecause: null,
        wouldChange: [],
        policyVersion,
      }
      const plan: BoundPlan = {
        tool: call.tool,
        act,
        cwd: (call.tool === 'exec' && call.arguments.cwd) || '/workspace',
        env: (call.tool === 'exec' && call.arguments.env) || {},
        agent: call.agent,
        session: call.sessionId,
        sandbox: canonical(sandboxSettings(world.config.current(), call.agent)),
        program: null,
        scripts: [],
        policyVersion,
      }
      return { decision, plan, where: `In the sandbox of agent ${call.agent} (Docker, no network)` }
    },
  }
}
