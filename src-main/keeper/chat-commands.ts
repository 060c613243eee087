import type { ChatAuthor, ChatCommand } from '../access/core/chat-command.ts'
import { whyNotAnswer } from '../access/core/chat-command.ts'
import type { KillLevel, KillReport } from '../contract/model/incident.ts'
import type { Caller } from '../contract/wire/caller.ts'
import type { Rooms } from './rooms.ts'
import type { LedgerSession } from './session-ledger.ts'

/** What the Keeper answers to a chat command. */
export type ChatReply = { readonly tone: 'info' | 'warning'; readonly text: string }

const help = [
  '/status says what runs and what waits.',
  '/approve ID and /deny ID [reason] answer a question.',
  '/stop ends what this conversation is doing.',
  '/stop everything pulls the kill switch; /stop tools and /stop network stop less.',
].join('\n')

/** How long a farewell may take before the gateway that would say it is ended. */
const FAREWELL_MS = 300

/** Carries out a chat command and says what came of it. It never reaches a model, so no model can be talked into one. */
export async function runChatCommand(
  rooms: Rooms,
  command: ChatCommand,
  session: LedgerSession,
  caller: Caller,
  say: (reply: ChatReply) => Promise<unknown>,
): Promise<void> {
  if (command.command === 'stop' && command.what !== 'turn') return pull(rooms, command.what, session, caller, say)
  await say(await answerTo(rooms, command, session, caller))
}

async function answerTo(
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

/** Stopping is anybody's at our own doors, as everywhere; in a channel it is an admin's, also in a group that read strangers. */
async function pull(
  rooms: Rooms,
  level: KillLevel,
  session: LedgerSession,
  caller: Caller,
  say: (reply: ChatReply) => Promise<unknown>,
): Promise<void> {
  if (session.origin.door === 'channel' && authorOf(rooms, session, caller).standing !== 'admin') {
    await refuse(rooms, 'other', caller, `/stop ${level}`, ADMINS_ONLY)
    return void (await say({ tone: 'warning', text: ADMINS_ONLY }))
  }
  const by = session.origin.door === 'channel' ? `${session.origin.channel} admin` : `${caller.door} chat`
  const stop = (): Promise<KillReport> =>
    rooms.incident.killSwitch.pull(
      level,
      by,
      `Somebody wrote ${level === 'all' ? '/stop everything' : `/stop ${level}`} in a chat.`,
    )
  if (level === 'tools') return void (await say(stopped(await stop())))
  // The gateway would say it, and is what ends: so it says it before, if it can in a moment.
  const said = say({
    tone: 'warning',
    text: 'Stopping. Nothing starts again until you lift the lockdown in the window or with "gatehouse incident lift".',
  })
  await Promise.race([said.catch(() => {}), new Promise(resolve => setTimeout(resolve, FAREWELL_MS))])
  await stop()
}

const ADMINS_ONLY = 'Only a listed admin can stop everything. /stop ends what this conversation is doing.'

function stopped(report: KillReport): ChatReply {
  if (report.outcome === 'survivors')
    return { tone: 'warning', text: `${report.survivors.length} did not end. Look at the Incidents page.` }
  return {
    tone: 'warning',
    text: 'Tools are frozen. They stay so until you lift the lockdown in the window or with "gatehouse incident lift".',
  }
}

async function refuse(rooms: Rooms, who: string, caller: Caller, subject: string, reason: string): Promise<void> {
  await rooms.trail.append({
    kind: 'access',
    who,
    door: caller.door,
    step: 'attempt',
    subject,
    result: 'refused',
    reason,
  })
}

async function answer(
  rooms: Rooms,
  command: Extract<ChatCommand, { command: 'approve' | 'deny' }>,
  author: ChatAuthor,
  caller: Caller,
): Promise<ChatReply> {
  const refused = whyNotAnswer(author)
  if (refused !== null) {
    await refuse(rooms, author.standing, caller, `/${command.command}`, refused)
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
