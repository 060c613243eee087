import { z } from 'zod'
import { AuditCheck } from '../model/audit-check.ts'
import { AuditQuery, AuditRecord } from '../model/audit-entry.ts'
import { feed, nothing, query, type RouteTable, stream } from '../wire/route.ts'

const people = ['window', 'tray', 'cli', 'dashboard'] as const

/** Reading the trail. There is no route that writes: entries come from the rooms, inside the Keeper. */
export const auditRoutes = {
  /** Newest first; `before` continues an earlier answer. */
  'audit.search': query({ from: people, input: AuditQuery, output: z.array(AuditRecord) }),
  /** The newest records, then every group of new ones. */
  'audit.tail': feed({
    from: people,
    input: z.strictObject({ last: z.int().min(0).max(1000).default(50) }),
    snapshot: z.array(AuditRecord),
    change: z.array(AuditRecord),
  }),
  'audit.verify': query({ from: people, input: nothing, output: AuditCheck }),
  /** Lines in the format asked for, oldest first, in pieces. The export itself is recorded. */
  'audit.export': stream({
    from: people,
    input: AuditQuery.omit({ limit: true, before: true }).extend({
      format: z.enum(['jsonl', 'syslog', 'otlp']).default('jsonl'),
      /** Where the caller takes it, for the record. */
      to: z.string().max(300).optional(),
    }),
    item: z.string(),
  }),
  /** Whether entries can be written right now. */
  'audit.health': query({
    from: people,
    input: nothing,
    output: z.discriminatedUnion('writing', [
      z.strictObject({ writing: z.literal(true) }),
      z.strictObject({
        writing: z.literal(false),
        since: z.number(),
        why: z.enum(['disk-full', 'write-failed']),
        cause: z.string(),
      }),
    ]),
  }),
} satisfies RouteTable
