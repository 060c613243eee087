import { describe, expect, it } from 'vitest'
import { defaultPolicy, type PolicySettings } from '../../../src-main/contract/model/policy.ts'
import type { ToolCall } from '../../../src-main/contract/model/tool-call.ts'
import { Layer } from '../../../src-main/contract/model/verdict.ts'
import { decide } from '../../../src-main/policy/core/decide.ts'
import { explain } from '../../../src-main/policy/core/explain.ts'
import type { PolicyFacts } from '../../../src-main/policy/core/facts.ts'
import { wouldChange } from '../../../src-main/policy/core/would-change.ts'
import { differing } from '../../kit/case-by-case.ts'
import { aCall, anMcpCall, facts } from '../../kit/policy.ts'
import { digest, Record } from '../../kit/record.ts'

const base = defaultPolicy()
const exec = (command: string, more: Partial<ToolCall> = {}): ToolCall => aCall('exec', { command }, more)
const inGroup = { origin: { door: 'channel', channel: 'telegram', sender: '7', direct: false } } as const
const inChat = { origin: { door: 'channel', channel: 'telegram', sender: '7', direct: true } } as const

const CALLS: { readonly [name: string]: ToolCall } = {
  'an everyday command': exec('git status'),
  'a command that deletes': exec('rm -rf build'),
  'a command that installs': exec('npm install left-pad'),
  'a command for root': exec('sudo id'),
  'a command that fetches': exec('curl -s https://example.com/a.txt'),
  'a script': exec('bash build.sh'),
  'a command that nobody can know': exec('$CMD x'),
  'a command elsewhere': aCall('exec', { command: 'make', cwd: '/home/dev/other', env: { CI: '1' } }),
  'a command with another loader': aCall('exec', { command: 'ls', env: { LD_PRELOAD: './x.so' } }),
  'reading a file': aCall('read', { path: 'src/a.ts' }),
  'reading a key': aCall('read', { path: '~/.ssh/id_rsa' }),
  'reading outside': aCall('read', { path: '/srv/data.csv' }),
  'writing a file': aCall('write', { path: 'src/a.ts', content: '' }),
  'writing a hook': aCall('write', { path: '.git/hooks/pre-commit', content: '' }),
  'changing a file': aCall('edit', { path: '.envrc', find: 'a', replace: 'b' }),
  'listing a folder': aCall('list', { path: '.' }),
  'searching files': aCall('search', { query: 'TODO' }),
  'searching files outside': aCall('search', { query: 'TODO', path: '/srv' }),
  'a page': aCall('web_fetch', { url: 'https://example.com/' }),
  'a page of this network': aCall('web_fetch', { url: 'http://10.0.0.1/' }),
  'a form': aCall('web_fetch', { url: 'https://example.com/', method: 'POST', body: 'x' }),
  'a web search': aCall('web_search', { query: 'x' }),
  'memory, read': aCall('memory', { action: 'read' }, inChat),
  'memory, read in a group': aCall('memory', { action: 'search', text: 'x' }, inGroup),
  'memory, written': aCall('memory', { action: 'write', text: 'x' }),
  'memory, forgotten': aCall('memory', { action: 'forget', text: 'x' }, inChat),
  'a message to a friend': aCall('message', { channel: 'mail', to: 'anna', text: 'hi' }),
  'a message to a stranger': aCall('message', { channel: 'mail', to: 'zoe', text: 'hi', attachments: ['a.pdf'] }),
  'another session': aCall('sessions_send', { sessionId: 's-9', text: 'hi' }),
  'its own session': aCall('sessions_send', { sessionId: 's-1', text: 'hi' }),
  'the schedule, read': aCall('cron', { action: 'list' }),
  'the schedule, changed': aCall('cron', { action: 'add', schedule: '@daily', prompt: 'x' }),
  'the schedule, cut': aCall('cron', { action: 'remove', jobId: 'j' }),
  'a script of fish': aCall('exec', { command: 'set -gx PATH /tmp', shell: 'fish' }),
  'a file of content': aCall('web_fetch', { url: 'https://example.com/', body: 'x' }),
  'a tool of a server': anMcpCall('notion/list', 'd1'),
  'a tool that changed': anMcpCall('notion/list', 'd2'),
  'a tool of nobody': anMcpCall('gone/list', 'd1'),
}

const settings = (change: Partial<PolicySettings>): PolicyFacts => facts({ ...ready, ...change })
const ready: Partial<PolicySettings> = {
  knownRecipients: ['mail:anna'],
  mcp: { notion: { pins: { list: 'd1' }, grants: [{ audience: 'owner', tool: 'list' }] } },
}
const elevation = { sessionId: 's-1', by: 'Ana', from: 0, until: 2_000_000 }
const closed = { allow: ['*'], deny: ['exec', 'notion/*', 'web_fetch'] }
const grant = { id: 'g1', effect: 'allow', agent: '*' } as const

const GIVEN: { readonly [name: string]: (call: ToolCall) => readonly [PolicyFacts, ToolCall] } = {
  'as installed': call => [facts(), call],
  'set up': call => [settings({}), call],
  'locked down': call => [facts(ready, { lockdown: true }), call],
  'read-only': call => [settings({ readOnly: true }), call],
  strict: call => [settings({ approvalMode: 'strict' }), call],
  auto: call => [settings({ approvalMode: 'auto' }), call],
  'auto, after text of strangers': call => [settings({ approvalMode: 'auto' }), { ...call, tainted: true }],
  'nobody there': call => [settings({}), { ...call, headless: true }],
  'for the team': call => [settings({}), { ...call, audience: 'team' }],
  'for everybody': call => [settings({}), { ...call, audience: 'public' }],
  'without a shell': call => [settings({ shellMode: 'off' }), call],
  'on this machine': call => [settings({ shellMode: 'host' }), call],
  'on this machine, elevated': call => [facts({ ...ready, shellMode: 'host' }, { elevations: [elevation] }), call],
  'under a ceiling': call => [settings({ ceilings: { ...base.ceilings, global: closed } }), call],
  'under a ceiling of the agent': call => [
    settings({
      ceilings: { ...base.ceilings, agents: { main: { allow: ['read', 'exec', 'memory'], deny: [] }, other: closed } },
    }),
    call,
  ],
  'under a ceiling of the audience': call => [
    settings({ ceilings: { ...base.ceilings, audiences: { owner: { allow: ['*'], deny: ['cron', 'notion/*'] } } } }),
    call,
  ],
  'with all tools of a server granted': call => [
    settings({
      mcp: {
        notion: {
          pins: { list: 'd1' },
          grants: [
            { audience: 'owner', tool: '*' },
            { audience: 'team', tool: 'list' },
          ],
        },
      },
    }),
    call,
  ],
  'in a world of links and contents': call => [
    facts(
      {
        ...ready,
        shellMode: 'host',
        allowlist: {
          main: [
            { path: '/usr/bin/git', sha256: 'a'.repeat(64) },
            { path: '/usr/bin/rm', args: ['*'], paths_within: '/home/dev/app' },
          ],
        },
      },
      {
        world: {
          ...facts().world,
          programFolder: '/usr/bin',
          programs: { bash: '/bin/bash', rm: '/usr/bin/rm' },
          digests: { '/usr/bin/git': 'a'.repeat(64) },
          links: { '/home/dev/app/build': '/srv/build' },
        },
      },
    ),
    call,
  ],
  'in a sandbox with a ceiling': call => [
    facts(
      { ...ready, ceilings: { ...base.ceilings, sandboxes: { box: { allow: ['read'], deny: [] } } } },
      { sandbox: 'box' },
    ),
    call,
  ],
  'with lists': call => [
    settings({
      network: { allow: ['example.com'], deny: [] },
      allowlist: { main: [{ path: '/usr/bin/rm', args: ['-rf build'] }, { path: '/usr/bin/npm' }] },
      patterns: { ...base.patterns, denied: ['^make$'], dangerous: ['git (status|log)'] },
    }),
    call,
  ],
  'with grants': call => [
    settings({
      matrix: { ...base.matrix, 'send-known': 'ask', mcp: 'ask', 'other-session': 'ask' },
      grants: [
        { ...grant, tool: 'web_fetch', host: 'example.com' },
        { ...grant, id: 'g2', tool: 'message', recipient: 'mail:anna' },
        { ...grant, id: 'g3', tool: 'notion/list' },
        { ...grant, id: 'g4', tool: 'exec', command: 'rm -rf build' },
        { ...grant, id: 'g5', tool: 'write', pathsWithin: '/home/dev/app/.git' },
        { ...grant, id: 'g6', effect: 'deny', tool: 'web_search' },
      ],
    }),
    call,
  ],
  'with everything used up': call => [
    facts(
      {
        ...ready,
        limits: {
          everyAgent: { perMinute: 5, perHour: 5, perDay: 9 },
          agents: { other: { perMinute: 0, perHour: 0, perDay: 0 } },
        },
      },
      { calls: { minute: 1, hour: 5, day: 6 } },
    ),
    call,
  ],
}

const rows = Object.entries(GIVEN).flatMap(([when, given]) =>
  Object.entries(CALLS).map(([what, call]) => ({ name: `${when}: ${what}`, when, given, call })),
)

/** The decision, every layer that spoke, the reasons, and a digest of all the data and of its explanation. */
function says({ given, call }: (typeof rows)[number]): string {
  const decision = decide(...given(call))
  const spoke = decision.chain.filter(said => said.says !== 'pass').map(said => `${said.layer} ${said.says}`)
  const head = `${decision.verdict} ${decision.layer} ${decision.ruleId} [${spoke.join(', ')}]`
  return [`${head} ${digest([decision, explain(decision)])}`, ...decision.reasons].join(' | ')
}

describe('what the policy says to each kind of call is on record', () => {
  const record = new Record(new URL('records/decisions.txt', import.meta.url))
  record.renew(rows, row => row.name, says)

  it.each(Object.keys(GIVEN))('%s', when => {
    const ours = rows.filter(row => row.when === when)
    expect(ours.length).toBeGreaterThan(30)
    expect(differing(ours, row => record.difference(row.name, says(row)))).toEqual([])
  })
})

describe('what would change an answer', () => {
  const record = new Record(new URL('records/would-change.txt', import.meta.url))
  const layers = Layer.options.flatMap(layer => ['x.y', 'user.denied-pattern'].map(rule => ({ layer, rule })))
  const named = ({ layer, rule }: (typeof layers)[number]): string => `${layer} ${rule}`
  const changes = ({ layer, rule }: (typeof layers)[number]): string =>
    wouldChange(layer, rule, 'web_fetch').join(' | ')
  record.renew(layers, named, changes)

  it('is on record for each layer', () => {
    expect(differing(layers, one => record.difference(named(one), changes(one)))).toEqual([])
  })
})
