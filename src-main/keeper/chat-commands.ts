import type { ChatAuthor, ChatCommand } from '../access/core/chat-command.ts'
import { whyNotAnswer } from '../access/core/chat-command.ts'
import type { Caller } from '../contract/wire/caller.ts'
import type { Rooms } from './rooms.ts'
import type { LedgerSession } from './session-ledger.ts'

/** What the Keeper answers to a chat command. */
export type ChatReply = { readonly tone: 'info' | 'warning'; readonly text: string }

const help = [
  '/status says what runs and what waits.',
  '/approve ID and /deny ID [reason] answer a question.',
  '/stop ends what this conversation is doing.',
].join('\n')

/** Carries out a chat command. It never reaches a model, so no model can be talked into one. */
export async function runChatCommand(
  rooms: Rooms,
  command: ChatCommand,
  session: LedgerSession,
  caller: Caller,
): Promise<ChatReply> {
  switch (command.command) {
    case 'help':
      return { tone: 'info', text: help }
    case 'unknown':
      return { tone: 'warning', text: `There is no command /${command.name}.\n${help}` }
    case 'status':
      return { tone: 'info', text: statusWords(rooms) }
    case 'stop':
      await rooms.desk.endAll('withdrawn', 'agent', approval => approval.asked.session === session.id)
      await rooms.gatewayDoor.gateway.call('chat.stop', { session: session.id })
      return { tone: 'info', text: 'Stopped.' }
    case 'approve':
    case 'deny':
      return answer(rooms, command, authorOf(rooms, session, caller), caller)
  }
}

async function answer(
  rooms: Rooms,
  command: Extract<ChatCommand, { command: 'approve' | 'deny' }>,
  author: ChatAuthor,
  caller: Caller,
): Promise<ChatReply> {
  const refused = whyNotAnswer(author)
  if (refused !== null) {
    await rooms.trail.append({
      kind: 'access',
      who: author.standing,
      door: caller.door,
      step: 'attempt',
      subject: `/${command.command}`,
      result: 'refused',
      reason: refused,
    })
    return { tone: 'warning', text: refused }
  }
  const found = rooms.desk.watched.state.pending.filter(
    known => command.id.length >= 6 && known.id.startsWith(command.id),
  )
  const approval = found.length === 1 ? found[0] : undefined
  if (!approval) return { tone: 'warning', text: 'No such question is waiting.' }
  if (command.command === 'approve' && approval.risk === 'high')
    return { tone: 'warning', text: 'This is a high risk. Answer it in the window, where you see all of it.' }
  const how = command.command === 'approve' ? ({ how: 'once' } as const) : denial(command.reason)
  const result = await rooms.desk.answer(approval.id, approval.digest, how, caller.door)
  return result.status === 'recorded'
    ? { tone: 'info', text: result.settled.allowed ? `Approved: ${approval.shown}` : `Denied: ${approval.shown}` }
    : { tone: 'warning', text: 'It was already answered, or it changed. Look at it again.' }
}

function denial(reason: string | null): { how: 'deny'; reason?: string } {
  return reason === null ? { how: 'deny' } : { how: 'deny', reason: reason.slice(0, 500) }
}

/** At our own doors presence decides; in a channel the list of admins does. */
function authorOf(rooms: Rooms, session: LedgerSession, caller: Caller): ChatAuthor {
  const { origin, tainted } = session
  const admins = rooms.config.current().access.admins
  const isAdmin = origin.door === 'channel' && admins.includes(`${origin.channel ?? ''}:${origin.sender ?? ''}`)
  const standing = isAdmin ? 'admin' : caller.presence === 'person' ? 'person' : 'other'
  return { standing, direct: origin.direct, tainted }
}

function statusWords(rooms: Rooms): string {
  const { gateway, model, sandbox, pending } = rooms.board.watched.state
  const waiting = rooms.desk.watched.state.pending.map(approval => `${approval.id.slice(0, 8)}  ${approval.shown}`)
  return [`Gateway: ${gateway.state}. Model: ${model}.`, sandbox, `${pending} waiting for you.`, ...waiting].join('\n')
}
