import { z } from 'zod'
import { Elevation } from './elevation.ts'
import { Instant } from './id.ts'

/** The gateway's life in words people understand. */
export const GatewayState = z.strictObject({
  state: z.enum(['stopped', 'starting', 'running', 'waiting-to-restart', 'gave-up', 'stopping']),
  since: Instant,
  pid: z.int().nullable(),
  /** Why it is not running, in plain words. */
  reason: z.string().nullable(),
  restarts: z.int().nonnegative(),
  nextTryAt: Instant.nullable(),
  /** The last lines it printed, when it gave up. */
  lastLines: z.array(z.string()),
})
export type GatewayState = z.infer<typeof GatewayState>

/** Something that stays wrong until someone does something. */
export const Condition = z.strictObject({
  code: z.string(),
  title: z.string(),
  advice: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  since: Instant,
  facts: z.record(z.string(), z.string()),
})
export type Condition = z.infer<typeof Condition>

/** Everything the tray icon depends on. */
export const KeeperStatus = z.strictObject({
  version: z.string(),
  startedAt: Instant,
  gateway: GatewayState,
  pending: z.int().nonnegative(),
  lockdown: z
    .strictObject({ since: Instant, level: z.enum(['tools', 'network', 'all']), reason: z.string(), by: z.string() })
    .nullable(),
  conditions: z.array(Condition),
  /** Where commands run, in words. */
  sandbox: z.string(),
  /** Which model answers, in words; says so when it is the built-in practice model. */
  model: z.string(),
  pinSet: z.boolean(),
  /** Conversations that may run on this machine itself, while they may. */
  elevations: z.array(Elevation),
})
export type KeeperStatus = z.infer<typeof KeeperStatus>
