import type { IncidentView, KillLevel, KillReport } from '../../../src-main/contract/model/incident.ts'
import type { incidentRoutes } from '../../../src-main/contract/routes/incident.ts'
import type { Handlers } from '../../../src-main/contract/wire/route.ts'
import { nextLockdown } from '../../../src-main/incident/core/lockdown.ts'
import { Watched } from '../../../src-main/kit/core/watched.ts'

const calm: IncidentView = { lockdown: null, pulling: null, last: null, watchdog: true }

/** A report as a clean pull gives it. */
export function aKillReport(more: Partial<KillReport> = {}): KillReport {
  return {
    id: 'pull-1',
    level: 'all',
    drill: false,
    by: 'window',
    reason: '',
    at: 1_000,
    outcome: 'all-ended',
    endedAfterMs: 12,
    verifiedAfterMs: 60,
    looks: 2,
    ended: [{ kind: 'gateway', name: 'the gateway', pid: 4_001, afterMs: 12 }],
    survivors: [],
    unproved: [],
    approvalsDenied: 0,
    networkCut: true,
    troubles: [],
    ...more,
  }
}

/** A kill switch with nothing behind it, locking and lifting as the real one does. */
export function anIncident() {
  const view = new Watched<IncidentView, IncidentView>(calm, (_, next) => next)
  const pull = (level: KillLevel, reason: string): KillReport => {
    const lockdown = nextLockdown(view.state.lockdown, { what: 'pulled', level, by: 'window', reason }, Date.now())
    const last = aKillReport({ level, reason })
    view.apply({ ...view.state, lockdown, last })
    return last
  }
  const handlers: Handlers<typeof incidentRoutes> = {
    'incident.watch': (_input, _caller, stop) => view.watch(stop),
    'incident.kill': async ({ level, reason }) => pull(level, reason),
    'incident.lift': async () => {
      if (view.state.lockdown === null) return { status: 'not-locked' }
      view.apply({ ...view.state, lockdown: null })
      return { status: 'lifted' }
    },
    'incident.drill': async () => aKillReport({ drill: true }),
  }
  return { handlers, view, forget: () => view.apply(calm) }
}
