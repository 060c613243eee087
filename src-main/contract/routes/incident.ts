import { z } from 'zod'
import { IncidentView, KillLevel, KillReport } from '../model/incident.ts'
import { command, feed, nothing, type RouteTable } from '../wire/route.ts'

const surfaces = ['window', 'tray', 'cli', 'dashboard'] as const

/** The kill switch. Stopping is always allowed; only a proved person lets things start again. */
export const incidentRoutes = {
  'incident.watch': feed({ from: surfaces, input: nothing, snapshot: IncidentView, change: IncidentView }),
  'incident.kill': command({
    from: surfaces,
    input: z.strictObject({ level: KillLevel, reason: z.string().max(400).default('') }),
    output: KillReport,
  }),
  'incident.lift': command({
    from: surfaces,
    needs: 'person',
    input: nothing,
    output: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('lifted') }),
      z.strictObject({ status: z.literal('not-locked') }),
      /** Something still holds it down, for example the STOP file; `why` says what to do. */
      z.strictObject({ status: z.literal('held'), why: z.string() }),
    ]),
  }),
  /** Proves the switch on a harmless set of its own; touches nothing that is in use. */
  'incident.drill': command({ from: surfaces, input: nothing, output: KillReport }),
} satisfies RouteTable
