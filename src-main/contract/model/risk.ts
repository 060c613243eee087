import { z } from 'zod'

/** What a call would touch, in the words a person sorts risks by; shown as small labels. */
export const Category = z.enum([
  'destroys',
  'privilege',
  'network',
  'secrets',
  'outside-workspace',
  'persistence',
  'runs-code',
  'unknown',
])
export type Category = z.infer<typeof Category>
