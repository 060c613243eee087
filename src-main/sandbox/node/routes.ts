import type { SandboxView } from '../../contract/model/sandbox.ts'
import type { sandboxRoutes } from '../../contract/routes/sandbox.ts'
import { Fault } from '../../contract/wire/fault.ts'
import type { Handlers } from '../../contract/wire/route.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { Watched } from '../../kit/core/watched.ts'
import type { Sandboxes } from './open-sandboxes.ts'
import { type OpenTerminal, TerminalDesk } from './terminal-desk.ts'

/** The room's side of its table, and the terminals for the kill switch. */
export type SandboxDoor = { readonly handlers: Handlers<typeof sandboxRoutes>; readonly terminals: TerminalDesk }

/** Opens the room's door. `barred` says why nothing may start at the moment, or null; `tell` hears which terminals run. */
export function sandboxDoor(
  sandboxes: Sandboxes,
  clock: Clock,
  barred: () => string | null,
  tell: (terminals: readonly OpenTerminal[]) => void = () => {},
): SandboxDoor {
  const empty: SandboxView = { sandboxes: [], backends: [], terminals: [] }
  const watched = new Watched<SandboxView, SandboxView>(empty, (_, next) => next)
  const terminals: TerminalDesk = new TerminalDesk(clock, () => {
    tell(terminals.running())
    void refresh()
  })
  const refresh = async () =>
    watched.apply({ sandboxes: sandboxes.list(), backends: await sandboxes.status(), terminals: terminals.list() })
  sandboxes.onChange(() => void refresh())
  const start = async <T>(act: () => Promise<T>): Promise<T> => {
    if (barred() !== null) throw new Fault('locked-down')
    return act().catch(error => {
      throw error instanceof Fault
        ? error
        : new Fault('sandbox-failed', { why: String(error).slice(0, 300) }, { cause: error })
    })
  }
  const handlers: Handlers<typeof sandboxRoutes> = {
    'sandbox.watch': async function* (_input, _caller, stop) {
      await refresh()
      yield* watched.watch(stop)
    },
    'sandbox.explain': ({ agent }) => sandboxes.explain(agent),
    'sandbox.recreate': async ({ agent }) => ({ ended: await sandboxes.recreate(agent) }),
    'sandbox.warm': async ({ agent }) => {
      await start(() => sandboxes.warm(agent))
      return {}
    },
    'sandbox.prune': async () => ({ removed: await sandboxes.prune() }),
    'sandbox.build': async function* ({ agent }) {
      for await (const line of sandboxes.build(agent ?? 'main')) yield { line }
    },
    'sandbox.verify': async function* ({ agent }) {
      await start(async () => {})
      yield* sandboxes.verify(agent)
    },
    'terminal.open': async function* ({ agent, session, rows, cols }, _caller, stop) {
      const sandbox = await start(() => sandboxes.forAgent(agent, session))
      yield* terminals.open(sandbox, { rows, cols }, stop)
    },
    'terminal.write': async ({ id, text }) => {
      terminals.write(id, text)
      return {}
    },
    'terminal.resize': async ({ id, rows, cols }) => {
      terminals.resize(id, { rows, cols })
      return {}
    },
    'terminal.end': async ({ id }) => {
      terminals.end(id)
      return {}
    },
  }
  return { handlers, terminals }
}
