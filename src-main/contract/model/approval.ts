import { z } from 'zod'
import { Audience } from './audience.ts'
import { Digest, Id, Instant } from './id.ts'
import { Channel } from './session.ts'

/** One part of the command with its dangers in words. */
export const ApprovalSegment = z.strictObject({
  text: z.string(),
  verdict: z.enum(['allow', 'ask', 'deny']),
  /** Plain words: "Deletes files", "Talks to the network". */
  risks: z.array(z.string()),
})
export type ApprovalSegment = z.infer<typeof ApprovalSegment>

/** A standing rule that a person may choose instead of answering each time. */
export const OfferedRule = z.strictObject({
  /** How the rule reads to a person. */
  words: z.string(),
  /** The rule itself, opaque to the window; the Keeper checks it again when it comes back. */
  rule: z.string(),
  /** What else it would have matched in past sessions, newest first. */
  wouldHaveMatched: z.array(z.string()),
})
export type OfferedRule = z.infer<typeof OfferedRule>

/** One question to a person: everything the answer binds to, and nothing hidden. */
export const Approval = z.strictObject({
  id: Id,
  /** Of the exact plan that will run. The answer carries it back. */
  digest: Digest,
  askedAt: Instant,
  expiresAt: Instant,
  tool: z.string(),
  /** "Run a command", "Send a message". */
  headline: z.string(),
  /** The whole command or call, raw. Every surface shows it escaped. */
  shown: z.string(),
  segments: z.array(ApprovalSegment),
  /** Why the policy asks, in plain words. */
  why: z.array(z.string()),
  where: z.string(),
  cwd: z.string(),
  env: z.record(z.string(), z.string()),
  /** The program that will really start, once links and PATH are resolved. */
  program: z.string().nullable(),
  scripts: z.array(z.strictObject({ path: z.string(), sha256: Digest })),
  asked: z.strictObject({
    agent: Id,
    session: Id,
    sessionTitle: z.string(),
    channel: Channel,
    sender: z.string(),
    audience: Audience,
    tainted: z.boolean(),
  }),
  risk: z.enum(['low', 'medium', 'high']),
  /** How often this same plan has been asked about before. */
  timesBefore: z.int().nonnegative(),
  /** How many identical questions wait behind this one and get the same answer. */
  twins: z.int().nonnegative(),
  offer: OfferedRule.nullable(),
  /** Why a yes to it cannot be given together with others, or null when it can. */
  ownLook: z.string().nullable(),
})
export type Approval = z.infer<typeof Approval>

/** What a person can say. */
export const Answer = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('once') }),
  z.strictObject({ how: z.literal('session') }),
  /** Without `days` it has no end. */
  z.strictObject({
    how: z.literal('always'),
    rule: z.string().max(4000),
    days: z.int().min(1).max(3650).optional(),
  }),
  z.strictObject({ how: z.literal('deny'), reason: z.string().max(500).optional() }),
  z.strictObject({ how: z.literal('deny-always'), reason: z.string().max(500).optional() }),
])
export type Answer = z.infer<typeof Answer>

/** How a question ended. Only the first five are a person's doing; the record never mixes them up. */
export const SettledHow = z.enum([
  'once',
  'session',
  'always',
  'deny',
  'deny-always',
  'expired',
  'gateway-gone',
  'keeper-stopped',
  'locked-down',
  'no-surface',
  'screen-locked',
  'paused',
  'withdrawn',
])
export type SettledHow = z.infer<typeof SettledHow>

/** A question that has been answered, by whom and through what. */
export const Settled = z.strictObject({
  id: Id,
  digest: Digest,
  shown: z.string(),
  tool: z.string(),
  agent: Id,
  allowed: z.boolean(),
  how: SettledHow,
  by: z.string(),
  reason: z.string().nullable(),
  at: Instant,
  /** The reviewed batch it was answered in, by the digest of its snapshot; absent when answered alone. */
  batch: z.strictObject({ digest: Digest, size: z.int().positive() }).optional(),
})
export type Settled = z.infer<typeof Settled>

/** The queue as every surface sees it. */
export const ApprovalQueue = z.strictObject({ pending: z.array(Approval), settled: z.array(Settled) })
export type ApprovalQueue = z.infer<typeof ApprovalQueue>

/** One step of the queue. */
export const ApprovalChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('asked'), approval: Approval }),
  z.strictObject({ kind: z.literal('replaced'), approval: Approval }),
  z.strictObject({ kind: z.literal('settled'), settled: Settled }),
])
export type ApprovalChange = z.infer<typeof ApprovalChange>

/** What became of an answer. */
export const AnswerResult = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('recorded'), settled: Settled }),
  z.strictObject({ status: z.literal('already-settled'), settled: Settled }),
  z.strictObject({ status: z.literal('changed-since-shown') }),
  z.strictObject({ status: z.literal('rule-refused'), why: z.string() }),
])
export type AnswerResult = z.infer<typeof AnswerResult>
