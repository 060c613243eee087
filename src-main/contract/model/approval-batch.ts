import { z } from 'zod'
import { Settled } from './approval.ts'
import { Digest, Id } from './id.ts'

/** One question of a reviewed batch, as it was shown. */
export const BatchMember = z.strictObject({ id: Id, digest: Digest })
export type BatchMember = z.infer<typeof BatchMember>

/** What a person can say to several questions at once. Nothing that lasts: a lasting answer needs its own look. */
export const BatchAnswer = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('once') }),
  z.strictObject({ how: z.literal('deny'), reason: z.string().max(500).optional() }),
])
export type BatchAnswer = z.infer<typeof BatchAnswer>

const shown = {
  session: Id,
  members: z
    .array(BatchMember)
    .min(1)
    .max(100)
    .refine(members => new Set(members.map(member => member.id)).size === members.length, 'One question twice.'),
}

/** The questions of one task that were reviewed together, and the answer to exactly these. */
export const ReviewedBatch = z.strictObject({ ...shown, answer: BatchAnswer })
export type ReviewedBatch = z.infer<typeof ReviewedBatch>

/** The same, refused. */
export const DeniedBatch = z.strictObject({ ...shown, reason: z.string().max(500).optional() })

/** What became of an answer to a batch. */
export const BatchResult = z.discriminatedUnion('status', [
  /** `left` were no longer as shown: a no does not wait for them, and they go on waiting if they still do. */
  z.strictObject({ status: z.literal('recorded'), digest: Digest, settled: z.array(Settled), left: z.array(Id) }),
  /** Something is no longer as shown. Nothing was approved. */
  z.strictObject({ status: z.literal('changed-since-shown'), ids: z.array(Id) }),
  /** Some need a look of their own. Nothing was approved. */
  z.strictObject({ status: z.literal('needs-own-look'), ids: z.array(Id) }),
])
export type BatchResult = z.infer<typeof BatchResult>
