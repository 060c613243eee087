import { z } from 'zod'
import { Verdict } from './decision.ts'
import { Id } from './id.ts'

/** What the Keeper tells the gateway while one tool call goes its way. The last item is always `finished`. */
export const ToolProgress = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('judged'), verdict: Verdict, reasons: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('waiting'), approval: Id }),
  z.strictObject({ kind: z.literal('running'), where: z.string() }),
  z.strictObject({ kind: z.literal('output'), text: z.string() }),
  z.strictObject({
    kind: z.literal('finished'),
    outcome: z.enum(['done', 'refused', 'failed']),
    /** What the model is told. Secrets are already taken out. */
    text: z.string(),
    exitCode: z.int().nullable(),
    durationMs: z.number().nonnegative(),
  }),
])
export type ToolProgress = z.infer<typeof ToolProgress>
