import { z } from 'zod'

/** What kind of harm a call can do; a person reads these as small labels. */
export const Category = z.enum([
  'destroys',
  'privilege',
  'network',
  'secrets',
  'outside-workspace',
  'persistence',
  'unknown',
])
export type Category = z.infer<typeof Category>

/** One piece of a command, or a whole non-shell call, with its risk in words. */
export const SegmentRisk = z.strictObject({
  text: z.string(),
  level: z.enum(['safe', 'danger', 'deny']),
  categories: z.array(Category),
  reasons: z.array(z.string()),
})
export type SegmentRisk = z.infer<typeof SegmentRisk>
