import { z } from 'zod'
import { Id, Instant } from './id.ts'

/** One lasting answer, as a person reads it: what, by whom, when, why, and when it last mattered. */
export const GrantView = z.strictObject({
  id: Id,
  effect: z.enum(['allow', 'deny']),
  agent: z.string(),
  words: z.string(),
  /** Through which door it was given; `unknown` for one that came with an older file. */
  by: z.string(),
  givenAt: Instant.nullable(),
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  uses: z.int().nonnegative(),
  /** Not needed for a long time: better taken back. */
  stale: z.boolean(),
})
export type GrantView = z.infer<typeof GrantView>
