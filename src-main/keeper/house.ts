import { randomUUID } from 'node:crypto'
import { readChatCommand } from '../access/core/chat-command.ts'
import type { PresenceDesk } from '../access/node/presence.ts'
import type { ApprovalDesk } from '../approvals/node/desk.ts'
import type { AuditTrail } from '../audit/node/trail.ts'
import type { ConfigDesk } from '../config/node/config-desk.ts'
import type { Caller } from '../contract/wire/caller.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { Sandboxes } from '../sandbox/node/open-sandboxes.ts'
import type { SandboxDoor } from '../sandbox/node/routes.ts'
import type { GatewaySupervisor } from '../supervisor/node/gateway-supervisor.ts'
import { runChatCommand } from './chat-commands.ts'
import type { GatewayDoor } from './gateway-door.ts'
import type { GrantDesk } from './grant-desk.ts'
import type { Incident } from './incident.ts'
import type { Keys } from './keys.ts'
import { agentCard } from './models.ts'
import type { SessionLedger } from './session-ledger.ts'
import type { StatusBoard } from './status-board.ts'
import { titleFrom } from './title.ts'
import type { ToolDoor } from './tool-door.ts'

/** The rooms, built and wired, and the few acts that take more than one of them. */
export type Rooms = {
  readonly keys: Keys
  readonly trail: AuditTrail
  readonly config: ConfigDesk
  readonly presence: PresenceDesk
  readonly desk: ApprovalDesk
  readonly sandboxes: Sandboxes
  readonly sandboxDoor: SandboxDoor
  readonly supervisor: GatewaySupervisor
  readonly gatewayDoor: GatewayDoor
  readonly board: StatusBoard
  readonly ledger: SessionLedger
  readonly grantDesk: GrantDesk
  readonly tools: ToolDoor
  /** Why no tool may run now, and why the gateway may not; null when it may. */
  readonly barred: () => string | null
  readonly gatewayBarred: () => string | null
  readonly incident: Incident
  readonly dashboardLink: () => Promise<string>
  readonly requestShutdown: () => void
}

/** Everything the doors may reach. */
export type House = Rooms & {
  send(input: { session: string | null; text: string; headless: boolean }, caller: Caller): Promise<{ session: string }>
  stopGateway(): Promise<void>
}

/** Adds what spans rooms. */
export function furnish(rooms: Rooms): House {
  return {
    ...rooms,
    send: (input, caller) => send(rooms, input, caller),
    stopGateway: async () => {
      await rooms.desk.endAll('gateway-gone', 'gatehouse')
      await rooms.supervisor.stop()
    },
  }
}

/** Takes a message of a person at one of our own doors: such a session is the owner's, because the door is. */
async function send(
  rooms: Rooms,
  input: { session: string | null; text: string; headless: boolean },
  caller: Caller,
): Promise<{ session: string }> {
  if (rooms.gatewayBarred() !== null) throw new Fault('locked-down')
  const { gateway } = rooms.gatewayDoor
  const session = input.session === null ? openSession(rooms, caller, input) : rooms.ledger.find(input.session)
  if (!session) throw new Fault('not-found', { what: 'session' })
  if (input.session === null) await recordOpening(rooms, session.id, caller)
  const { agent, audience, sender } = session
  const about = { session: session.id, audience, sender, channel: session.origin.channel ?? session.origin.door }
  const command = readChatCommand(input.text)
  if (command) {
    const reply = await runChatCommand(rooms, command, session, caller)
    await gateway.call('turn.note', { ...about, agent, asked: input.text, ...reply })
    return { session: session.id }
  }
  const headless = input.headless || session.headless
  const card = agentCard(rooms.config.current(), agent)
  await gateway.call('turn.start', { ...about, agent: card, text: input.text, headless })
  return { session: session.id }
}

function openSession(rooms: Rooms, caller: Caller, input: { text: string; headless: boolean }) {
  const door = caller.door === 'cli' ? 'cli' : caller.door === 'dashboard' ? 'dashboard' : 'window'
  return rooms.ledger.open({
    agent: rooms.config.current().gateway.defaultAgent,
    audience: 'owner',
    origin: { door, direct: true },
    sender: 'you',
    title: titleFrom(input.text),
    headless: input.headless,
  })
}

async function recordOpening(rooms: Rooms, session: string, caller: Caller): Promise<void> {
  await rooms.trail.append({
    kind: 'session',
    step: 'opened',
    who: 'owner',
    door: caller.door,
    session,
    agent: rooms.config.current().gateway.defaultAgent,
    result: 'ok',
    call: randomUUID(),
  })
}
