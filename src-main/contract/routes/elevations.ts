import { z } from 'zod'
import { Elevation } from '../model/elevation.ts'
import { Id } from '../model/id.ts'
import { command, nothing, query, type RouteTable } from '../wire/route.ts'

const surfaces = ['window', 'tray', 'cli', 'dashboard'] as const

/** What became of a wish to elevate a conversation. */
export const ElevationOutcome = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('elevated'), elevation: Elevation }),
  z.strictObject({ status: z.literal('no-such-session') }),
  /** Commands are switched off, or the conversation is open to the public: no time makes that right. */
  z.strictObject({ status: z.literal('refused'), why: z.string() }),
])
export type ElevationOutcome = z.infer<typeof ElevationOutcome>

/** Conversations that may run on this machine for a while. Beginning one takes a person; ending one is free. */
export const elevationRoutes = {
  'elevations.list': query({ from: surfaces, input: nothing, output: z.array(Elevation) }),
  'elevations.begin': command({
    from: ['window', 'cli', 'dashboard'],
    needs: 'person',
    input: z.strictObject({ session: Id, minutes: z.int().min(1).max(240) }),
    output: ElevationOutcome,
  }),
  'elevations.end': command({
    from: surfaces,
    input: z.strictObject({ session: Id }),
    output: z.strictObject({ status: z.enum(['ended', 'none']) }),
  }),
} satisfies RouteTable
