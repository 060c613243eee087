import { z } from 'zod'
import { Segment, Verdict } from './decision.ts'
import { AllowlistEntry, StandingGrant } from './policy.ts'
import { Category } from './risk.ts'

/** The layers every call passes, in this order. */
export const Layer = z.enum([
  'lockdown',
  'read-only',
  'shell-mode',
  'memory',
  'ceiling-global',
  'ceiling-agent',
  'ceiling-sandbox',
  'ceiling-audience',
  'audience',
  'mcp',
  'hard-deny',
  'standing-deny',
  'paths',
  'network',
  'grants',
  'dangerous',
  'outward',
  'taint',
  'mode',
  'limits',
  'headless',
])
export type Layer = z.infer<typeof Layer>

/** What one layer said: `pass` has no opinion, `allow` covers questions of later layers. */
export const LayerSaid = z.strictObject({
  layer: Layer,
  says: z.enum(['pass', 'allow', 'ask', 'deny']),
  ruleId: z.string(),
  reason: z.string(),
})
export type LayerSaid = z.infer<typeof LayerSaid>

/** How long an answer may hold. */
export const AnswerScope = z.enum(['once', 'session', 'always'])
export type AnswerScope = z.infer<typeof AnswerScope>

/** A narrow rule to offer behind "always": a program of the exec allowlist or a grant of a tool. */
export const OfferedGrant = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('allowlist'),
    agent: z.string(),
    entries: z.array(AllowlistEntry),
    words: z.string(),
  }),
  z.strictObject({ kind: z.literal('grant'), grant: StandingGrant.omit({ id: true }), words: z.string() }),
])
export type OfferedGrant = z.infer<typeof OfferedGrant>

/** The answer of the policy to one call: data that can be shown, stored, compared and explained. */
export const Decision = z.strictObject({
  callId: z.string(),
  tool: z.string(),
  agent: z.string(),
  verdict: Verdict,
  /** The layer that decided, and its rule. */
  layer: Layer,
  ruleId: z.string(),
  /** Plain words, the deciding one first. */
  reasons: z.array(z.string()),
  segments: z.array(Segment),
  categories: z.array(Category),
  chain: z.array(LayerSaid),
  /** Scopes a person may be offered; empty unless the verdict is `ask`. */
  scopes: z.array(AnswerScope),
  suggestion: OfferedGrant.nullable(),
  /** Whether the plan that a person sees can be tied to what will run, and why not. */
  bindable: z.boolean(),
  notBindableBecause: z.string().nullable(),
  wouldChange: z.array(z.string()),
  policyVersion: z.string(),
})
export type Decision = z.infer<typeof Decision>
