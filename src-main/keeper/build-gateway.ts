import type { keeperForGatewayRoutes } from '../contract/routes/gateway.ts'
import type { Handlers } from '../contract/wire/route.ts'
import type { Roll } from '../incident/node/roll.ts'
import { GatewaySupervisor } from '../supervisor/node/gateway-supervisor.ts'
import { LeaseDesk } from '../vault/node/lease-desk.ts'
import { leaseHandlers } from '../vault/node/routes.ts'
import type { Foundation } from './foundation.ts'
import { GatewayDoor } from './gateway-door.ts'
import { onRoll } from './incident.ts'
import { lendModel } from './lend-model.ts'
import { lifecycleEntry } from './lifecycle-record.ts'
import type { KeeperParts } from './parts.ts'
import { logged } from './process-logs.ts'
import { reportFault } from './report-fault.ts'
import type { Rooms } from './rooms.ts'
import type { ToolDoor } from './tool-door.ts'

/** What the gateway stands between: the door for its tools, the list of what runs, and the lock that keeps it from starting. */
type AroundTheGateway = { readonly tools: ToolDoor; readonly roll: Roll; readonly gatewayBarred: () => string | null }

/** The gateway's door, what is lent through it, and who starts and watches it. */
export function buildGateway(
  parts: KeeperParts,
  base: Foundation,
  { tools, roll, gatewayBarred }: AroundTheGateway,
): Pick<Rooms, 'leases' | 'gatewayDoor' | 'supervisor'> {
  const { clock } = parts
  const leases = new LeaseDesk(base.keys.vault, clock, base.note)
  const gatewayDoor = new GatewayDoor({
    handlers: gatewayHandlers(base, tools, leases),
    report: reportFault(base),
    ended: connection => void leases.end(connection).catch(cause => base.report('lease end', cause)),
  })
  const supervisor = new GatewaySupervisor({
    starter: onRoll(logged(parts.starter(base.folder.home), base.logs), roll),
    barred: gatewayBarred,
    redact: line => base.redaction.whole(line),
    connect: wire => gatewayDoor.connect(wire),
    clock,
    record: (what, facts) => base.record(lifecycleEntry(what, facts)).then(() => {}),
  })
  return { leases, gatewayDoor, supervisor }
}

function gatewayHandlers(
  base: Foundation,
  tools: ToolDoor,
  leases: LeaseDesk,
): Handlers<typeof keeperForGatewayRoutes> {
  return {
    'tool.call': (wish, _caller, stop) => tools.call(wish, stop),
    'model.lease': (wish, caller) => lendModel(base, leases, wish, caller.connection),
    ...leaseHandlers(leases),
  }
}
