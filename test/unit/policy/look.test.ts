import { describe, expect, it } from 'vitest'
import type { PolicySettings } from '../../../src-main/contract/model/policy.ts'
import type { ToolCall } from '../../../src-main/contract/model/tool-call.ts'
import { lookAt } from '../../../src-main/policy/core/look.ts'
import { mcpObstacle } from '../../../src-main/policy/core/mcp-grants.ts'
import { aCall, facts, fakeShell } from '../../kit/policy.ts'

const look = (call: ToolCall, settings: Partial<PolicySettings> = {}): ReturnType<typeof lookAt> =>
  lookAt(call, facts(settings), fakeShell)

describe('which places a call touches', () => {
  const touched = (call: ToolCall): string[] => look(call).paths.map(({ allowed }) => (allowed ? 'may' : 'may not'))

  it.each<[string, ToolCall, string[]]>([
    ['reading', aCall('read', { path: 'a.txt' }), ['may']],
    ['writing', aCall('write', { path: 'a.txt', content: '' }), ['may']],
    ['changing reads and writes', aCall('edit', { path: 'a.txt', find: 'a', replace: 'b' }), ['may', 'may']],
    ['listing', aCall('list', { path: 'a' }), ['may']],
    ['searching without a place looks through the workspace', aCall('search', { query: 'x' }), ['may']],
    ['searching elsewhere', aCall('search', { query: 'x', path: '/srv' }), ['may not']],
    [
      'sending files reads each of them',
      aCall('message', { channel: 'mail', to: 'anna', text: '', attachments: ['a.pdf', '~/.ssh/id_rsa'] }),
      ['may', 'may not'],
    ],
    ['a message without files', aCall('message', { channel: 'mail', to: 'anna', text: '' }), []],
    ['a command in the workspace', aCall('exec', { command: 'ls' }), []],
    ['a command in a folder of the workspace', aCall('exec', { command: 'ls', cwd: 'src' }), ['may']],
    ['a command in a folder of keys', aCall('exec', { command: 'ls', cwd: '~/.ssh' }), ['may not']],
    ['a page', aCall('web_fetch', { url: 'https://example.com/' }), []],
  ])('%s', (_what, call, expected) => expect(touched(call)).toEqual(expected))
})

describe('an entry of the allowlist', () => {
  const covers = (expiresAt: number | undefined, call = aCall('exec', { command: 'ask x' })): boolean => {
    const entry = { path: '/usr/bin/ask', ...(expiresAt === undefined ? {} : { expiresAt }) }
    return look(call, { allowlist: { main: [entry] } }).covered
  }
  const { now } = facts()

  it.each<[string, boolean, boolean]>([
    ['covers its command', covers(undefined), true],
    ['covers it until its end', covers(now + 1), true],
    ['covers nothing from its end on', covers(now), false],
    ['covers nothing after its end', covers(now - 1), false],
    ['covers no other agent', covers(undefined, aCall('exec', { command: 'ask x' }, { agent: 'other' })), false],
    [
      'covers no agent by what every object inherits',
      covers(undefined, aCall('exec', { command: 'ask x' }, { agent: 'constructor' })),
      false,
    ],
    ['covers no other command', covers(undefined, aCall('exec', { command: 'net x' })), false],
    ['covers no call but commands', covers(undefined, aCall('read', { path: 'a' })), false],
  ])('%s', (_what, got, expected) => expect(got).toBe(expected))
})

describe('the name of a tool of a server', () => {
  const servers = { notion: { pins: { list: 'd1' }, grants: [{ audience: 'owner' as const, tool: '*' }] } }
  it.each<[string, string, string | null]>([
    ['a tool that was granted and reviewed', 'notion/list', null],
    ['no tool', 'notion/', 'mcp.name'],
    ['no server', '/list', 'mcp.name'],
    ['no slash', 'list', 'mcp.name'],
    ['nothing', '', 'mcp.name'],
    ['another server', 'gone/list', 'mcp.unknown'],
    ['a server by what every object inherits', 'constructor/list', 'mcp.unknown'],
    ['a tool nobody looked at', 'notion/add', 'mcp.not-reviewed'],
    ['a tool by what every object inherits', 'notion/constructor', 'mcp.not-reviewed'],
  ])('%s', (_what, name, expected) => expect(mcpObstacle(servers, name, 'd1', 'owner')?.ruleId ?? null).toBe(expected))
})
