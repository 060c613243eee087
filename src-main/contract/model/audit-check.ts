import { z } from 'zod'
import { AuditRecord } from './audit-entry.ts'

/** What can be wrong with a trail. `torn` and `unsigned-tail` are also what a crash leaves; the others are not. */
export const AuditFindingCode = z.enum([
  'edited',
  'missing',
  'moved',
  'bad-signature',
  'unsigned-tail',
  'torn',
  'not-sealed',
  'wrong-name',
  'rolled-back',
  'anchor-forged',
  'anchor-unread',
  'unreadable',
])
export type AuditFindingCode = z.infer<typeof AuditFindingCode>

/** One thing that is wrong with the trail, and where. */
export const AuditFinding = z.strictObject({
  code: AuditFindingCode,
  segment: z.string(),
  /** Line in the segment, from 1. */
  line: z.int().positive().optional(),
  /** Number of the record, where it is known. */
  seq: z.int().nonnegative().optional(),
  more: z.string().optional(),
})
export type AuditFinding = z.infer<typeof AuditFinding>

/** The outcome of checking a whole trail. */
export const AuditCheck = z.strictObject({
  intact: z.boolean(),
  findings: z.array(AuditFinding),
  /** Repairs that the trail itself recorded: nothing is wrong now, but a person may want to know. */
  repairs: z.array(AuditRecord),
  records: z.int().nonnegative(),
  segments: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
  seals: z.enum(['checked', 'not-checked']),
  anchor: z.enum(['checked', 'not-checked', 'none']),
})
export type AuditCheck = z.infer<typeof AuditCheck>
