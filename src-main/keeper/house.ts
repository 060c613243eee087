import { randomUUID } from 'node:crypto'
import { readChatCommand } from '../access/core/chat-command.ts'
import type { Caller } from '../contract/wire/caller.ts'
import { Fault } from '../contract/wire/fault.ts'
import { titleFrom } from '../kit/core/title.ts'
import { type ChatReply, runChatCommand } from './chat-commands.ts'
import { agentCard } from './models.ts'
import type { Rooms } from './rooms.ts'
import type { LedgerSession } from './session-ledger.ts'

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

/** Who writes at our own doors. */
const OWNER = 'you'

/** Takes a message of a person at one of our own doors: such a session is the owner's, because the door is. */
async function send(
  rooms: Rooms,
  input: { session: string | null; text: string; headless: boolean },
  caller: Caller,
): Promise<{ session: string }> {
  if (rooms.gatewayBarred() !== null) throw new Fault('locked-down')
  const known = input.session === null ? null : rooms.ledger.find(input.session)
  const command = readChatCommand(input.text)
  // Only what reaches a model is counted: "/stop" always gets through.
  if (!command)
    await rooms.messageGate.admit({ door: known?.origin.channel ?? caller.door, sender: known?.sender ?? OWNER })
  const session = input.session === null ? await openSession(rooms, caller, input) : known
  if (!session) throw new Fault('not-found', { what: 'session' })
  // The owner speaking in a paused conversation is the owner letting it go on; a program of theirs is not.
  if (caller.presence === 'person') rooms.desk.resume(session.id)
  const { agent, audience, sender } = session
  const about = { session: session.id, audience, sender, channel: session.origin.channel ?? session.origin.door }
  if (command) {
    const say = async (reply: ChatReply): Promise<unknown> =>
      rooms.gatewayDoor.gateway.call('turn.note', { ...about, agent, asked: input.text, ...reply })
    await runChatCommand(rooms, command, session, caller, say)
    return { session: session.id }
  }
  const headless = input.headless || session.headless
  const card = agentCard(rooms.config.current(), agent)
  await rooms.gatewayDoor.gateway.call('turn.start', { ...about, agent: card, text: input.text, headless })
  return { session: session.id }
}

async function openSession(
  rooms: Rooms,
  caller: Caller,
  input: { text: string; headless: boolean },
): Promise<LedgerSession> {
  const door = caller.door === 'cli' ? 'cli' : caller.door === 'dashboard' ? 'dashboard' : 'window'
  const session = rooms.ledger.draft({
    agent: rooms.config.current().gateway.defaultAgent,
    audience: 'owner',
    origin: { door, direct: true },
    sender: OWNER,
    title: titleFrom(input.text),
    headless: input.headless,
  })
  await recordOpening(rooms, session.id, caller)
  rooms.ledger.keep(session)
  return session
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
