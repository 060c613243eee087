import type { Approval } from '../../contract/model/approval.ts'
import type { Category } from '../../contract/model/risk.ts'
import type { ToolCall } from '../../contract/model/tool-call.ts'
import type { Decision } from '../../contract/model/verdict.ts'
import { needsOwnLook } from './batch.ts'
import type { BoundPlan } from './plan.ts'

/** What a person should know about a question beyond the decision itself. */
export type Circumstances = {
  readonly id: string
  readonly digest: string
  readonly askedAt: number
  readonly expiresAt: number
  readonly where: string
  readonly sessionTitle: string
  readonly timesBefore: number
  /** Earlier commands that the offered rule would have let through. */
  readonly wouldHaveMatched: readonly string[]
}

/** Turns a decision into the question a person sees. Nothing that the answer binds to is left out. */
export function present(call: ToolCall, decision: Decision, plan: BoundPlan, about: Circumstances): Approval {
  const { suggestion } = decision
  return {
    id: about.id,
    digest: about.digest,
    askedAt: about.askedAt,
    expiresAt: about.expiresAt,
    tool: call.tool,
    headline: headline(call.tool),
    shown: plan.act,
    segments: decision.segments.map(segment => ({
      text: segment.display,
      verdict: segment.verdict,
      risks: [...new Set([...segment.categories.map(risk => riskWords[risk]), ...segment.reasons])],
    })),
    why: [...decision.reasons],
    where: about.where,
    cwd: plan.cwd,
    env: { ...plan.env },
    program: plan.program,
    scripts: plan.scripts.map(script => ({ ...script })),
    asked: {
      agent: call.agent,
      session: call.sessionId,
      sessionTitle: about.sessionTitle,
      channel: call.origin.channel ?? call.origin.door,
      sender: call.origin.sender ?? (call.origin.door === 'channel' ? 'unknown' : 'you'),
      audience: call.audience,
      tainted: call.tainted,
    },
    risk: riskLevel(decision.categories),
    timesBefore: about.timesBefore,
    twins: 0,
    offer:
      suggestion === null || !decision.scopes.includes('always')
        ? null
        : { words: suggestion.words, rule: JSON.stringify(suggestion), wouldHaveMatched: [...about.wouldHaveMatched] },
    ownLook: needsOwnLook(call, decision),
  }
}

/** The dangers of a category in words. */
export const riskWords: Readonly<Record<Category, string>> = {
  destroys: 'Deletes or overwrites things',
  privilege: 'Takes more rights',
  network: 'Reaches the network',
  secrets: 'May read secrets',
  'outside-workspace': 'Works outside the workspace',
  persistence: 'Changes what starts by itself',
  'runs-code': 'Runs code that cannot be seen here',
  unknown: 'Cannot be known before it runs',
}

const high: ReadonlySet<Category> = new Set(['privilege', 'secrets', 'persistence'])

/** One word for how much care a question needs. Not knowing is never low. */
export function riskLevel(categories: readonly Category[]): 'low' | 'medium' | 'high' {
  if (categories.some(category => high.has(category))) return 'high'
  return categories.length === 0 ? 'low' : 'medium'
}

function headline(tool: string): string {
  const known: Record<string, string> = {
    exec: 'Run a command',
    read: 'Read a file',
    write: 'Write a file',
    edit: 'Change a file',
    list: 'List a folder',
    search: 'Search files',
    web_fetch: 'Open a web address',
    web_search: 'Search the web',
    memory: 'Use long-term memory',
    message: 'Send a message',
    sessions_send: 'Write to another session',
    cron: 'Change the schedule',
  }
  return known[tool] ?? `Use the tool ${tool}`
}
