import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { gatewayRoutes, keeperForGatewayRoutes } from '../contract/routes/gateway.ts'
import { client } from '../contract/wire/client.ts'
import type { Handlers } from '../contract/wire/route.ts'
import { serve } from '../contract/wire/serve.ts'
import type { Wire } from '../contract/wire/wire.ts'
import { systemClock } from '../kit/node/system-clock.ts'
import { LifeLine } from './node/life-line.ts'
import { tameModelLibrary } from './node/models.ts'
import { SessionDesk } from './node/session-desk.ts'
import { SessionStore } from './node/session-store.ts'
import { Turns } from './node/turns.ts'

/** Builds the agent process around its one wire. `end` is how it leaves. */
export function composeGateway(options: {
  wire: Wire
  folder: string
  version: string
  end: (code: number) => void
}): void {
  tameModelLibrary()
  const store = new SessionStore(join(options.folder, 'sessions.db'))
  const desk = new SessionDesk(store, systemClock)
  const keeper = client(options.wire, keeperForGatewayRoutes, 'gateway')
  const turns = new Turns(desk, keeper, systemClock)
  const lifeLine = new LifeLine()

  const handlers: Handlers<typeof gatewayRoutes> = {
    'turn.start': async input => {
      turns.start(input)
      return {}
    },
    'turn.note': async input => {
      turns.note(input)
      return {}
    },
    'gateway.beat': async () => {
      lifeLine.beat(() => options.end(3))
      return {}
    },
    'gateway.end': async () => {
      await turns.stopAll()
      store.close()
      setImmediate(() => options.end(0))
      return {}
    },
    'chat.stop': async ({ session }) => {
      turns.stop(session)
      return {}
    },
    'sessions.watch': (_input, _caller, stop) => desk.list.watch(stop),
    'sessions.follow': ({ session }, _caller, stop) => desk.get(session).watched.watch(stop),
    'sessions.reset': async ({ session }) => {
      turns.stop(session)
      desk.reset(session)
      return {}
    },
    'sessions.remove': async ({ session }) => {
      turns.stop(session)
      desk.remove(session)
      return {}
    },
  }
  serve(options.wire, gatewayRoutes, handlers, {
    caller: () => ({ door: 'keeper', connection: 'parent', presence: 'unproved' }),
    version: options.version,
    newRef: () => randomBytes(4).toString('hex').toUpperCase(),
    newStop: () => new AbortController(),
    report: ({ route, code, ref, cause }) => process.stderr.write(`${ref} ${route} ${code} ${String(cause)}\n`),
  })
  options.wire.onClose(() => options.end(2)) // the Keeper is gone, however it went: so are we
}
