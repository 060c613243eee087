import { z } from 'zod'
import { Digest, Instant } from './id.ts'

const short = z.string().max(400)

/** What became of the thing a record speaks about. One vocabulary for every kind, so that a search by result is possible. */
export const AuditResult = z.enum(['ok', 'waiting', 'refused', 'failed', 'expired', 'stopped'])
export type AuditResult = z.infer<typeof AuditResult>

/** Facts are flat on purpose: a nested object is where a secret hides from a reader. */
export const AuditFacts = z.record(
  z.string().max(80),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
)
export type AuditFacts = z.infer<typeof AuditFacts>

const about = {
  /** Who did it: `owner`, `agent:main`, `telegram:4711`, `gatehouse`. */
  who: short,
  /** Which door they came through: `window`, `notification`, `tray`, `cli`, `dashboard`, `chat`, `gateway`, `webhook`, `keeper`. */
  door: short,
  result: AuditResult,
  /** Why, in words a person reads. */
  reason: z.string().max(4000).optional(),
  /** The policy or anomaly rule that decided. */
  rule: short.optional(),
  session: short.optional(),
  agent: short.optional(),
  durationMs: z.number().nonnegative().optional(),
  /** Joins the records of one call: its decision, its approval, its execution. */
  call: short.optional(),
  facts: AuditFacts.optional(),
}

const kind = <K extends string, S extends z.ZodRawShape>(name: K, shape: S) =>
  z.strictObject({ kind: z.literal(name), ...about, ...shape })

/** The policy judged a tool call. */
export const DecisionEntry = kind('decision', {
  verdict: z.enum(['allow', 'ask', 'deny']),
  tool: short,
  /** The exact thing that was judged, redacted: a command line, a path, a URL. */
  subject: z.string().max(16_000).optional(),
})
/** A person (or the clock) answered an approval. */
export const ApprovalEntry = kind('approval', {
  approval: short,
  step: z.enum(['asked', 'allowed-once', 'allowed-always', 'denied', 'expired', 'withdrawn', 'changed']),
  tool: short.optional(),
  /** Digest of the plan that was shown; the execution carries the same one. */
  digest: short.optional(),
})
/** A tool ran. `started` is written before the act, `finished` after it. */
export const ExecutionEntry = kind('execution', {
  step: z.enum(['started', 'finished']),
  tool: short,
  subject: z.string().max(16_000).optional(),
  sandbox: short.optional(),
  exitCode: z.number().int().nullable().optional(),
  digest: short.optional(),
})
/** Somebody wanted in, or somebody's rights changed: pairing, allowlists, logins, unlocks. */
export const AccessEntry = kind('access', {
  step: z.enum(['attempt', 'paired', 'unpaired', 'granted', 'revoked', 'unlocked', 'locked', 'read']),
  subject: short,
})
/** Configuration, policy or an allowlist changed, or was found changed from outside. */
export const ConfigEntry = kind('config', {
  step: z.enum(['changed', 'found-changed', 'accepted', 'reverted', 'restored', 'reloaded']),
  area: z.enum(['config', 'policy', 'grants', 'allowlist', 'agents', 'rules']),
  paths: z.array(short).max(200),
  loosens: z.boolean(),
})
/** A secret was touched. The value never comes near the trail; its name does. */
export const SecretEntry = kind('secret', {
  step: z.enum([
    'added',
    'used',
    'changed',
    'rotated',
    'removed',
    'imported',
    'exported',
    'refused',
    'leased',
    'lease-ended',
  ]),
  secret: short,
})
/** Something started, stopped, crashed or was killed. */
export const LifecycleEntry = kind('lifecycle', {
  part: short,
  step: z.enum(['starting', 'started', 'stopping', 'stopped', 'crashed', 'killed', 'restarting', 'gave-up', 'updated']),
})
/** A caller asked for a route it may not use, or sent something that does not parse. */
export const RouteRefusalEntry = kind('route-refusal', { route: short, code: short })
/** Traffic to a place outside the machine. */
export const NetworkEntry = kind('network', { verdict: z.enum(['allow', 'ask', 'deny']), destination: short })
/** A session of an agent began, was paused, or ended. */
export const SessionEntry = kind('session', {
  step: z.enum(['opened', 'paused', 'resumed', 'reset', 'aborted', 'closed', 'exported', 'tainted']),
})
/** Something a person must look at, and the steps of the kill switch. */
export const IncidentEntry = kind('incident', {
  incident: short,
  step: z.enum(['opened', 'freeze', 'cut-network', 'stop-all', 'killed', 'verified', 'lockdown', 'lifted', 'closed']),
})
/** An anomaly rule saw its pattern. */
export const AnomalyEntry = kind('anomaly', {
  act: z.enum(['alert', 'pause-session', 'freeze-tools', 'kill']),
  count: z.number().int().positive(),
})
/** Data was sent to, or fetched for, a person: exports, backups, restores. */
export const TransferEntry = kind('transfer', {
  step: z.enum(['exported', 'backed-up', 'restored', 'sent']),
  subject: short,
})
/** The trail mended itself: a torn line after a crash, or an outage of the disk. */
export const RepairEntry = kind('repair', {
  step: z.enum(['torn-line', 'unsigned-tail', 'damaged-tail', 'outage', 'rolled-back', 'rekeyed']),
  segment: short,
  bytes: z.number().int().nonnegative(),
})
/** The last record of a finished segment; always signed. */
export const SealEntry = kind('seal', {
  segment: short,
  records: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
})
/** Written before old segments are removed: what went, and where the chain goes on. */
export const RetentionEntry = kind('retention', {
  segments: z.array(short).max(10_000),
  throughSeq: z.number().int().positive(),
  throughHash: Digest,
  throughAt: z.string(),
})

/** One event, as the room that saw it reports it. The trail adds when, which number, and the chain. */
export const AuditEntry = z.discriminatedUnion('kind', [
  DecisionEntry,
  ApprovalEntry,
  ExecutionEntry,
  AccessEntry,
  ConfigEntry,
  SecretEntry,
  LifecycleEntry,
  RouteRefusalEntry,
  NetworkEntry,
  SessionEntry,
  IncidentEntry,
  AnomalyEntry,
  TransferEntry,
  RepairEntry,
  SealEntry,
  RetentionEntry,
])
export type AuditEntry = z.infer<typeof AuditEntry>
export type AuditKind = AuditEntry['kind']

/** Every kind of record, in the order a person would list them. */
export const auditKinds = AuditEntry.options.map(option => option.shape.kind.value) as [AuditKind, ...AuditKind[]]
export const AuditKind = z.enum(auditKinds)

const stamp = {
  /** SHA-256 over the raw bytes of the line before, in hex; 64 zeros for the first line ever. */
  prev: Digest,
  at: z.iso.datetime({ precision: 3 }),
  seq: z.int().positive(),
  /** HMAC-SHA-256 over everything before it in this line; the last record of every write carries one. */
  mac: Digest.optional(),
}

/** What the trail itself adds to an entry. */
export const AuditStamp = z.strictObject(stamp)
export type AuditStamp = z.infer<typeof AuditStamp>

/** One line of the trail. */
export const AuditRecord = z.discriminatedUnion('kind', [
  DecisionEntry.extend(stamp),
  ApprovalEntry.extend(stamp),
  ExecutionEntry.extend(stamp),
  AccessEntry.extend(stamp),
  ConfigEntry.extend(stamp),
  SecretEntry.extend(stamp),
  LifecycleEntry.extend(stamp),
  RouteRefusalEntry.extend(stamp),
  NetworkEntry.extend(stamp),
  SessionEntry.extend(stamp),
  IncidentEntry.extend(stamp),
  AnomalyEntry.extend(stamp),
  TransferEntry.extend(stamp),
  RepairEntry.extend(stamp),
  SealEntry.extend(stamp),
  RetentionEntry.extend(stamp),
])
export type AuditRecord = z.infer<typeof AuditRecord>

/** Says that an entry is on disk: its number and the hash of its line. */
export interface AuditReceipt {
  readonly seq: number
  readonly at: string
  readonly hash: string
}

/** What to look for in the trail. Newest first; `before` continues an earlier answer. */
export const AuditQuery = z.strictObject({
  since: Instant.optional(),
  until: Instant.optional(),
  session: short.optional(),
  agent: short.optional(),
  kind: z.union([AuditKind, z.array(AuditKind).min(1)]).optional(),
  result: AuditResult.optional(),
  who: short.optional(),
  call: short.optional(),
  text: z.string().max(400).optional(),
  limit: z.number().int().min(1).max(1000).default(100),
  before: z.number().int().positive().optional(),
})
export type AuditQuery = z.input<typeof AuditQuery>
