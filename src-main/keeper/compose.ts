import { PresenceDesk } from '../access/node/presence.ts'
import type { keeperForGatewayRoutes } from '../contract/routes/gateway.ts'
import type { Handlers } from '../contract/wire/route.ts'
import { sandboxDoor } from '../sandbox/node/routes.ts'
import { GatewaySupervisor } from '../supervisor/node/gateway-supervisor.ts'
import { LeaseDesk } from '../vault/node/lease-desk.ts'
import { leaseHandlers } from '../vault/node/routes.ts'
import { accessEntry } from './access-record.ts'
import { AskedBefore } from './asked-before.ts'
import { buildDesk } from './build-desk.ts'
import { buildSandboxes } from './build-sandboxes.ts'
import { buildToolDoor } from './build-tool-door.ts'
import { ElevationDesk } from './elevations.ts'
import { firstPinProof } from './first-pin.ts'
import type { Foundation } from './foundation.ts'
import { GatewayDoor } from './gateway-door.ts'
import { GrantDesk } from './grant-desk.ts'
import { furnish, type House } from './house.ts'
import { buildIncident, lockedWords, onRoll, openRoll } from './incident.ts'
import { Judge } from './judge.ts'
import { lendModel } from './lend-model.ts'
import { lifecycleEntry } from './lifecycle-record.ts'
import { MessageGate } from './message-gate.ts'
import { modelWords } from './models.ts'
import type { KeeperParts } from './parts.ts'
import { pinStore } from './pin-store.ts'
import { logged } from './process-logs.ts'
import { reportFault } from './report-fault.ts'
import { SessionLedger } from './session-ledger.ts'
import { StatusBoard } from './status-board.ts'
import type { ToolDoor } from './tool-door.ts'

/** What the doors lend to the rooms, once both exist. */
export type DoorActs = { surfaces: () => number; dashboardLink: () => Promise<string>; requestShutdown: () => void }

/** Builds every room on its foundation and wires them. Nothing is started yet. */
export function buildHouse(parts: KeeperParts, base: Foundation, doors: DoorActs): House {
  const { clock } = parts
  const { keys, config, record } = base
  const ledger = new SessionLedger(base.folder.home)
  const before = new AskedBefore()
  const desk = buildDesk(clock, base, before)
  const presence = new PresenceDesk({
    store: pinStore(keys.vault),
    clock,
    firstPin: firstPinProof(keys.vault, parts.setUpCode),
    record: (step, connection) => record(accessEntry(step, connection)).then(() => {}),
  })
  const roll = openRoll(base.folder.home)
  const sandboxes = buildSandboxes(
    parts,
    base,
    roll,
    session => elevations.holds(session),
    () => barred(),
  )
  const board = new StatusBoard(clock, beforeTheStart(modelWords(config.current()), clock.now()))
  const incident = buildIncident(
    { ...parts, base, rooms: () => ({ sandboxes, terminals: door.terminals, supervisor, desk }) },
    roll,
  )
  const lockedFor = (what: 'tools' | 'gateway') => (): string | null =>
    incident.killSwitch.barred[what] ? lockedWords(incident.killSwitch.lockdown?.level ?? 'all') : null
  const barred = lockedFor('tools')
  const door = sandboxDoor(sandboxes, clock, barred, open => roll.terminalsAre(open))
  const elevations = new ElevationDesk({
    clock,
    ledger,
    barred,
    record,
    shellMode: () => config.current().policy.shell,
    tell: active => board.say({ elevations: active }),
  })
  const grantDesk = new GrantDesk(base.grants, base.usage, clock)
  const judge = new Judge({
    config,
    grants: base.grants,
    sandboxes,
    home: base.folder.home,
    lockdown: () => incident.killSwitch.lockdown !== null,
    elevations: () => elevations.list(),
    findSecrets: text => base.redaction.find(text),
    clock,
  })
  const tools = buildToolDoor(base, { ledger, before, desk, judge, grantDesk, sandboxes, barred, clock, ...doors })
  const leases = new LeaseDesk(keys.vault, clock, base.note)
  const gatewayDoor = new GatewayDoor({
    handlers: gatewayHandlers(base, tools, leases),
    report: reportFault(base),
    ended: connection => void leases.end(connection).catch(cause => base.report('lease end', cause)),
  })
  const supervisor = new GatewaySupervisor({
    starter: onRoll(logged(parts.starter(base.folder.home), base.logs), roll),
    barred: lockedFor('gateway'),
    redact: line => base.redaction.whole(line),
    connect: wire => gatewayDoor.connect(wire),
    clock,
    record: (what, facts) => record(lifecycleEntry(what, facts)).then(() => {}),
  })
  return furnish({
    ...base,
    presence,
    desk,
    sandboxes,
    sandboxDoor: door,
    supervisor,
    gatewayDoor,
    leases,
    board,
    ledger,
    messageGate: new MessageGate(clock, () => config.current().access.messagesPerMinute, record),
    tools,
    grantDesk,
    elevations,
    barred,
    gatewayBarred: lockedFor('gateway'),
    incident,
    askSystem: parts.askSystem ?? (async () => 'not-offered'),
    ...doors,
  })
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

/** What people see until the first news. */
function beforeTheStart(model: string, since: number): ConstructorParameters<typeof StatusBoard>[1] {
  return {
    gateway: { state: 'stopped', since, pid: null, reason: null, restarts: 0, nextTryAt: null, lastLines: [] },
    pending: 0,
    lockdown: null,
    sandbox: 'Looking for Docker…',
    model,
    pinSet: false,
    elevations: [],
  }
}
