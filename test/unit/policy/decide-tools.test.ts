import { describe, expect, it } from 'vitest'
import { defaultPolicy, type PolicySettings } from '../../../src-main/contract/model/policy.ts'
import type { ToolCall } from '../../../src-main/contract/model/tool-call.ts'
import { decideWith } from '../../../src-main/policy/core/decide-with.ts'
import type { PolicyFacts } from '../../../src-main/policy/core/facts.ts'
import { aCall, anMcpCall, facts, fakeShell } from '../../kit/policy.ts'

const run = (command: string, more: Partial<ToolCall> = {}): ToolCall => aCall('exec', { command }, more)
const answer = (call: ToolCall, given: PolicyFacts): string => {
  const { verdict, layer, ruleId } = decideWith(fakeShell, given, call)
  return `${verdict} ${layer} ${ruleId}`
}
const base = defaultPolicy()
const matrix = (change: Partial<PolicySettings['matrix']>): Partial<PolicySettings> => ({
  matrix: { ...base.matrix, ...change },
})
const grant = { id: 'g1', effect: 'allow', tool: 'web_fetch', agent: '*' } as const
const write = aCall('write', { path: 'a.txt', content: '' })

describe('files, memory, read-only and headless', () => {
  const direct = { origin: { door: 'channel', channel: 'telegram', direct: true } } as const
  const group = { origin: { door: 'channel', channel: 'telegram', direct: false } } as const
  const cron = { origin: { door: 'cron', direct: true } } as const
  const remember = (more: Partial<ToolCall>): ToolCall => aCall('memory', { action: 'read' }, more)
  it.each<[string, ToolCall, PolicyFacts, string]>([
    ['a file of the workspace is written', write, facts(), 'allow mode mode.ask'],
    [
      'a file outside is not',
      aCall('write', { path: '../x', content: '' }),
      facts({ approvalMode: 'auto' }),
      'deny paths path.outside',
    ],
    [
      'no grant opens a protected place',
      aCall('read', { path: '~/.ssh/id' }),
      facts({ grants: [{ ...grant, tool: 'read', pathsWithin: '/' }] }),
      'deny paths path.keys',
    ],
    [
      'a hook that runs later asks',
      aCall('write', { path: '.git/hooks/pre-commit', content: '' }),
      facts(),
      'ask dangerous danger.runs-later',
    ],
    ['read-only stops writes', write, facts({ readOnly: true }), 'deny read-only read-only.on'],
    ['read-only lets reads pass', aCall('read', { path: 'a' }), facts({ readOnly: true }), 'allow mode mode.ask'],
    ['the preset readonly does the same', run('ls'), facts({ autonomy: 'readonly' }), 'deny read-only read-only.on'],
    ['memory opens in a direct session of the owner', remember(direct), facts(), 'allow mode mode.ask'],
    ['not in a group', remember(group), facts(), 'deny memory memory.not-direct'],
    ['not for the team', remember({ ...direct, audience: 'team' }), facts(), 'deny memory memory.not-direct'],
    ['not for a schedule', remember(cron), facts(), 'deny memory memory.not-direct'],
    [
      'a headless session refuses what would ask',
      run('ask x', { headless: true }),
      facts(),
      'deny headless headless.nobody',
    ],
    ['and runs what would not', run('ls', { headless: true }), facts(), 'allow mode mode.ask'],
  ])('%s', (_what, call, given, expected) => expect(answer(call, given)).toBe(expected))
})

describe('MCP tools', () => {
  const served = (pins: Record<string, string>, tool = 'list'): Partial<PolicySettings> => ({
    ...matrix({ mcp: 'free' }),
    mcp: { notion: { pins, grants: [{ audience: 'owner', tool }] } },
  })
  it.each<[string, ToolCall, PolicyFacts, string]>([
    ['a new server has nothing', anMcpCall('notion/list', 'd1'), facts(), 'deny mcp mcp.unknown'],
    [
      'a tool that was not granted',
      anMcpCall('notion/drop', 'd1'),
      facts(served({ drop: 'd1' })),
      'deny mcp mcp.not-granted',
    ],
    ['a granted tool runs', anMcpCall('notion/list', 'd1'), facts(served({ list: 'd1' })), 'allow mode mode.ask'],
    ['a changed tool is held', anMcpCall('notion/list', 'd2'), facts(served({ list: 'd1' })), 'deny mcp mcp.changed'],
    [
      'a tool without a digest is held',
      anMcpCall('notion/list'),
      facts(served({ list: 'd1' })),
      'deny mcp mcp.changed',
    ],
    ['a tool nobody reviewed is held', anMcpCall('notion/list', 'd1'), facts(served({})), 'deny mcp mcp.not-reviewed'],
    [
      'a server named like a property of every object',
      anMcpCall('constructor/list', 'd1'),
      facts(),
      'deny mcp mcp.unknown',
    ],
  ])('%s', (_what, call, given, expected) => expect(answer(call, given)).toBe(expected))
})
