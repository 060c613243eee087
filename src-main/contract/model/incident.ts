import { z } from 'zod'
import { Instant } from './id.ts'

/**
 * How much is stopped. Each level holds everything of the one before.
 * `tools`: no tool runs, what runs is ended, talking goes on. `network`: nothing of ours reaches the outside any more.
 * `all`: nothing of ours runs but Gatehouse itself.
 */
export const KillLevel = z.enum(['tools', 'network', 'all'])
export type KillLevel = z.infer<typeof KillLevel>

/** What stays closed until a person lifts it. */
export const Lockdown = z.strictObject({ since: Instant, level: KillLevel, reason: z.string(), by: z.string() })
export type Lockdown = z.infer<typeof Lockdown>

/** The kinds of things that are ended. */
export const TargetKind = z.enum([
  'gateway',
  'container',
  'process-sandbox',
  'host-commands',
  'remote',
  'terminal',
  'process',
])
export type TargetKind = z.infer<typeof TargetKind>

/** Something that was to end and is proved to have ended, and how long after the trigger. */
export const EndedTarget = z.strictObject({
  kind: TargetKind,
  name: z.string(),
  pid: z.int().positive().nullable(),
  afterMs: z.number().nonnegative(),
})
export type EndedTarget = z.infer<typeof EndedTarget>

/** Something that was to end and did not, or of which nobody can say. */
export const SurvivingTarget = z.strictObject({
  kind: TargetKind,
  name: z.string(),
  pid: z.int().positive().nullable(),
  why: z.string(),
})
export type SurvivingTarget = z.infer<typeof SurvivingTarget>

/** What one pull of the kill switch did, and what looking again found. */
export const KillReport = z.strictObject({
  id: z.string(),
  level: KillLevel,
  drill: z.boolean(),
  by: z.string(),
  reason: z.string(),
  at: Instant,
  /** `all-ended`: looked twice, nothing is left. `unproved`: nothing is left to see, but not everything can be seen from here. */
  outcome: z.enum(['all-ended', 'unproved', 'survivors']),
  /** From the trigger to the last end that was seen. */
  endedAfterMs: z.number().nonnegative(),
  /** From the trigger to the second look that found nothing, or to giving up. */
  verifiedAfterMs: z.number().nonnegative(),
  looks: z.int().nonnegative(),
  ended: z.array(EndedTarget),
  survivors: z.array(SurvivingTarget),
  unproved: z.array(SurvivingTarget),
  approvalsDenied: z.int().nonnegative(),
  networkCut: z.boolean(),
  /** What went wrong on the way, in plain words: a full disk, an engine that did not answer. */
  troubles: z.array(z.string()),
})
export type KillReport = z.infer<typeof KillReport>

/** The kill switch as every surface shows it. */
export const IncidentView = z.strictObject({
  lockdown: Lockdown.nullable(),
  /** A pull that is being carried out now. */
  pulling: KillLevel.nullable(),
  last: KillReport.nullable(),
  /** Whether the watchdog stands by, which finishes a kill when Gatehouse itself dies. */
  watchdog: z.boolean(),
})
export type IncidentView = z.infer<typeof IncidentView>
