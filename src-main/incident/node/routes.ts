import type { incidentRoutes } from '../../contract/routes/incident.ts'
import type { Caller } from '../../contract/wire/caller.ts'
import type { Handlers } from '../../contract/wire/route.ts'
import type { KillSwitch } from './kill-switch.ts'

/** The room's side of its table. `prove` says why a caller is not a proved person, or null. */
export function incidentHandlers(
  killSwitch: KillSwitch,
  prove: (caller: Caller) => Promise<string | null>,
  drill: () => ReturnType<Handlers<typeof incidentRoutes>['incident.drill']>,
): Handlers<typeof incidentRoutes> {
  return {
    'incident.watch': (_input, _caller, stop) => killSwitch.watched.watch(stop),
    'incident.kill': ({ level, reason }, caller) => killSwitch.pull(level, caller.door, reason),
    'incident.lift': (_input, caller) => killSwitch.lift(caller.door, () => prove(caller)),
    'incident.drill': () => drill(),
  }
}
