import { describe, expect, it } from 'vitest'
import { readChatCommand } from '../../../src-main/access/core/chat-command.ts'
import type { AuditEntry } from '../../../src-main/contract/model/audit-entry.ts'
import type { Caller } from '../../../src-main/contract/wire/caller.ts'
import { type ChatReply, runChatCommand } from '../../../src-main/keeper/chat-commands.ts'
import type { Rooms } from '../../../src-main/keeper/rooms.ts'
import type { LedgerSession } from '../../../src-main/keeper/session-ledger.ts'

const own: LedgerSession = {
  id: 's1',
  agent: 'main',
  audience: 'owner',
  origin: { door: 'window', direct: true },
  sender: 'you',
  title: 'Clean up',
  headless: false,
  tainted: false,
}
const group = (sender: string): LedgerSession => ({
  ...own,
  origin: { door: 'channel', channel: 'telegram', sender, direct: false },
  tainted: true,
})
const caller = (door: Caller['door']): Caller => ({ door, connection: 'c1', presence: 'unproved' })

/** Types a line into a conversation of a house whose switch only remembers that it was pulled. */
async function type(text: string, session: LedgerSession, from: Caller, gateway: 'answers' | 'hangs' | 'dead') {
  const did: string[] = []
  const trail: AuditEntry[] = []
  const rooms = {
    config: { current: () => ({ access: { admins: ['telegram:anna'] } }) },
    trail: { append: async (entry: AuditEntry) => void trail.push(entry) },
    incident: {
      killSwitch: {
        pull: async (level: string, by: string) => {
          did.push(`pull ${level} by ${by}`)
          return { outcome: 'all-ended', survivors: [] }
        },
      },
    },
    desk: { endAll: async () => void did.push('withdraw its questions') },
    gatewayDoor: { gateway: { call: async (route: string) => void did.push(route) } },
  } as unknown as Rooms
  const say = (reply: ChatReply): Promise<unknown> => {
    did.push(`say ${reply.text.split('.')[0]}`)
    if (gateway === 'hangs') return new Promise(() => {})
    return gateway === 'dead' ? Promise.reject(new Error('gateway-down')) : Promise.resolve()
  }
  const command = readChatCommand(text)
  if (command) await runChatCommand(rooms, command, session, from, say)
  return { did, trail }
}

describe('/stop in a chat', () => {
  it('ends what this conversation does, and nothing else', async () => {
    const { did } = await type('/stop', own, caller('window'), 'answers')
    expect(did).toEqual(['withdraw its questions', 'chat.stop', 'say Stopped'])
  })

  it.each(['window', 'cli', 'dashboard'] as const)('everything: pulls the switch for anybody at the %s', async door => {
    const { did } = await type('/stop everything', own, caller(door), 'answers')
    expect(did).toEqual(['say Stopping', `pull all by ${door} chat`])
  })

  it.each(['hangs', 'dead'] as const)('everything: pulls it also when the gateway %s', async gateway => {
    const { did } = await type('/stop everything', own, caller('window'), gateway)
    expect(did).toEqual(['say Stopping', 'pull all by window chat'])
  })

  it('tools: freezes first and says so afterwards, because the gateway stays', async () => {
    const { did } = await type('/stop tools', own, caller('window'), 'answers')
    expect(did).toEqual(['pull tools by window chat', 'say Tools are frozen'])
  })

  it('everything: is an admin’s in a channel, also in a group that has read text of strangers', async () => {
    const { did } = await type('/stop everything', group('anna'), caller('gateway'), 'answers')
    expect(did).toEqual(['say Stopping', 'pull all by telegram admin'])
  })

  it('everything: is nobody else’s in a channel, and the attempt is on record', async () => {
    const { did, trail } = await type('/stop everything', group('mallory'), caller('gateway'), 'answers')
    expect(did).toEqual(['say Only a listed admin can stop everything'])
    expect(trail).toMatchObject([{ kind: 'access', step: 'attempt', subject: '/stop all', result: 'refused' }])
  })
})
