import { z } from 'zod'
import { Id, Instant } from './id.ts'

/** A person lets one conversation run its commands on this machine itself, until a set moment. */
export const Elevation = z.strictObject({
  sessionId: Id,
  /** What the conversation is called, for people. */
  title: z.string(),
  agent: z.string(),
  /** Who allowed it, in words. */
  by: z.string().min(1),
  from: Instant,
  until: Instant,
})
export type Elevation = z.infer<typeof Elevation>
