import { PresenceDesk } from '../access/node/presence.ts'
import { sandboxDoor } from '../sandbox/node/routes.ts'
import { accessEntry } from './access-record.ts'
import { AskedBefore } from './asked-before.ts'
import { buildDesk } from './build-desk.ts'
import { buildGateway } from './build-gateway.ts'
import { buildSandboxes } from './build-sandboxes.ts'
import { buildToolDoor } from './build-tool-door.ts'
import { ElevationDesk } from './elevations.ts'
import { firstPinProof } from './first-pin.ts'
import type { Foundation } from './foundation.ts'
import { GrantDesk } from './grant-desk.ts'
import { furnish, type House } from './house.ts'
import { buildIncident, lockedWords, openRoll } from './incident.ts'
import { Judge } from './judge.ts'
import { MessageGate } from './message-gate.ts'
import { modelWords } from './models.ts'
import type { KeeperParts } from './parts.ts'
import { pinStore } from './pin-store.ts'
import { SessionLedger } from './session-ledger.ts'
import { StatusBoard } from './status-board.ts'

/** What the doors lend to the rooms, once both exist. */
export type DoorActs = { surfaces: () => number; dashboardLink: () => Promise<string>; requestShutdown: () => void }

/** Builds every room on its foundation and wires them. Nothing is started yet. */
export function buildHouse(parts: KeeperParts, base: Foundation, doors: DoorActs): House {
  const { clock } = parts
  const { config, record } = base
  const ledger = new SessionLedger(base.folder.home)
  const before = new AskedBefore()
  const desk = buildDesk(clock, base, before)
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
    { ...parts, base, rooms: () => ({ sandboxes, terminals: door.terminals, supervisor: gateway.supervisor, desk }) },
    roll,
  )
  const lockedFor = (what: 'tools' | 'gateway') => (): string | null =>
    incident.killSwitch.barred[what] ? lockedWords(incident.killSwitch.lockdown?.level ?? 'all') : null
  const [barred, gatewayBarred] = [lockedFor('tools'), lockedFor('gateway')]
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
  const gateway = buildGateway(parts, base, { tools, roll, gatewayBarred })
  return furnish({
    ...base,
    presence: buildPresence(parts, base),
    desk,
    sandboxes,
    sandboxDoor: door,
    ...gateway,
    board,
    ledger,
    messageGate: new MessageGate(clock, () => config.current().access.messagesPerMinute, record),
    tools,
    grantDesk,
    elevations,
    barred,
    gatewayBarred,
    incident,
    askSystem: parts.askSystem ?? (async () => 'not-offered'),
    ...doors,
  })
}

/** Who proved to be the person this machine belongs to. */
function buildPresence({ clock, setUpCode }: KeeperParts, { keys, record }: Foundation): PresenceDesk {
  return new PresenceDesk({
    store: pinStore(keys.vault),
    clock,
    firstPin: firstPinProof(keys.vault, setUpCode),
    record: (step, connection) => record(accessEntry(step, connection)).then(() => {}),
  })
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
