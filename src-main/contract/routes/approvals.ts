import { z } from 'zod'
import { Answer, AnswerResult, Approval, ApprovalChange, ApprovalQueue } from '../model/approval.ts'
import { BatchResult, DeniedBatch, ReviewedBatch } from '../model/approval-batch.ts'
import { Digest, Id } from '../model/id.ts'
import { command, feed, nothing, type RouteTable } from '../wire/route.ts'

const surfaces = ['window', 'tray', 'cli', 'dashboard'] as const

/** The one queue of questions. Only a proved person may allow; the gateway can ask and can never answer. */
export const approvalRoutes = {
  'approvals.watch': feed({ from: surfaces, input: nothing, snapshot: ApprovalQueue, change: ApprovalChange }),
  'approvals.answer': command({
    from: surfaces,
    needs: 'person',
    /** `digest` is of what was shown: if the plan changed meanwhile, the answer does not count. */
    input: z.strictObject({ id: Id, digest: Digest, answer: Answer }),
    output: AnswerResult,
  }),
  /** Saying no is always safe, so it needs no proof; only a lasting no does, because it is a rule. */
  'approvals.deny': command({
    from: surfaces,
    input: z.strictObject({ id: Id, digest: Digest, reason: z.string().max(500).optional() }),
    output: AnswerResult,
  }),
  /** One answer to several questions of one task that were reviewed together: exactly these, or none is approved. */
  'approvals.answerBatch': command({ from: surfaces, needs: 'person', input: ReviewedBatch, output: BatchResult }),
  /** The same as a no, which needs no proof here either. */
  'approvals.denyBatch': command({ from: surfaces, input: DeniedBatch, output: BatchResult }),
  /** A no to everything that waits. */
  'approvals.denyAll': command({ from: surfaces, input: nothing, output: z.strictObject({ denied: z.int() }) }),
  /** Replaces the command, judges it again and binds to the new plan; the question stays open under a new digest. */
  'approvals.edit': command({
    from: surfaces,
    needs: 'person',
    input: z.strictObject({ id: Id, digest: Digest, command: z.string().min(1).max(64_000) }),
    output: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('replaced'), approval: Approval }),
      z.strictObject({ status: z.literal('refused'), why: z.array(z.string()) }),
      z.strictObject({ status: z.literal('gone') }),
    ]),
  }),
} satisfies RouteTable
