import { z } from 'zod'
import { Id } from './id.ts'
import { SecretName } from './secret.ts'

/** What the gateway needs to know of an agent to speak for it. Nothing here gives power: every tool call is judged again. */
export const AgentCard = z.strictObject({
  id: Id,
  name: z.string().max(80),
  /** What the owner wants this agent to be, on top of the security rules that every agent gets. */
  instructions: z.string().max(20_000),
  tools: z.array(z.string()),
  /** Model steps in one turn; a runaway loop ends here. */
  maxSteps: z.int().positive().max(200),
})
export type AgentCard = z.infer<typeof AgentCard>

/** How to reach a model for one turn, and the name of the one secret it needs; the value is asked for by itself, under a lease. */
export const ModelLease = z.discriminatedUnion('provider', [
  z.strictObject({ provider: z.literal('practice') }),
  z.strictObject({
    provider: z.enum(['openai-compatible', 'anthropic']),
    baseUrl: z.url(),
    model: z.string().min(1),
    key: SecretName.nullable(),
    maxOutputTokens: z.int().positive(),
  }),
])
export type ModelLease = z.infer<typeof ModelLease>

/** One model for a turn, and whether there is a further one to go on with where this one does not answer. */
export const OfferedModel = z.strictObject({ lease: ModelLease, more: z.boolean() })
export type OfferedModel = z.infer<typeof OfferedModel>
