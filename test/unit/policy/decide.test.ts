import { describe, expect, it } from 'vitest'
import { defaultPolicy, type PolicySettings } from '../../../src-main/contract/model/policy.ts'
import type { ToolCall } from '../../../src-main/contract/model/tool-call.ts'
import { Decision } from '../../../src-main/contract/model/verdict.ts'
import { decideWith } from '../../../src-main/policy/core/decide-with.ts'
import { explain } from '../../../src-main/policy/core/explain.ts'
import type { PolicyFacts } from '../../../src-main/policy/core/facts.ts'
import { LAYERS } from '../../../src-main/policy/core/layers.ts'
import { aCall, anMcpCall, facts, fakeShell } from '../../kit/policy.ts'

const run = (command: string, more: Partial<ToolCall> = {}): ToolCall => aCall('exec', { command }, more)
const answer = (call: ToolCall, given: PolicyFacts): string => {
  const { verdict, layer, ruleId } = decideWith(fakeShell, given, call)
  return `${verdict} ${layer} ${ruleId}`
}
const base = defaultPolicy()
const audiences = (change: Partial<PolicySettings['audiences']>): Partial<PolicySettings> => ({
  audiences: { ...base.audiences, ...change },
})
const matrix = (change: Partial<PolicySettings['matrix']>): Partial<PolicySettings> => ({
  matrix: { ...base.matrix, ...change },
})
const ceilings = (change: Partial<PolicySettings['ceilings']>): Partial<PolicySettings> => ({
  ceilings: { ...base.ceilings, ...change },
})
const closed = { allow: ['*'], deny: ['exec'] }
const grant = { id: 'g1', effect: 'allow', tool: 'web_fetch', agent: '*' } as const
const mail = aCall('message', { channel: 'mail', to: 'anna', text: 'hi' })
const page = aCall('web_fetch', { url: 'https://example.com/' })
const elevation = { sessionId: 's-1', by: 'Ana', from: 0, until: 2_000_000 }

describe('the order of the layers', () => {
  it('is written down', () => {
    expect(LAYERS.map(([layer]) => layer)).toEqual([
      'lockdown',
      'read-only',
      'shell-mode',
      'memory',
      'ceiling-global',
      'ceiling-agent',
      'ceiling-sandbox',
      'ceiling-audience',
      'audience',
      'mcp',
      'hard-deny',
      'standing-deny',
      'paths',
      'network',
      'grants',
      'dangerous',
      'outward',
      'taint',
      'mode',
      'limits',
    ])
  })

  // Each line leaves the reasons of the later lines in place, so it also shows that the earlier layer speaks first.
  const everythingWrong: Partial<PolicySettings> = {
    readOnly: true,
    shellMode: 'off',
    ceilings: { global: closed, agents: { main: closed }, sandboxes: { box: closed }, audiences: { owner: closed } },
    audiences: { ...base.audiences, owner: { default: 'deny', tools: {} } },
    grants: [{ id: 'no', effect: 'deny', tool: 'exec', agent: '*' }],
    limits: { everyAgent: { perMinute: 1, perHour: 1, perDay: 1 }, agents: {} },
  }
  const tired = { sandbox: 'box', lockdown: true, calls: { minute: 9, hour: 9, day: 9 } }
  const steps: [string, Partial<PolicySettings>, Partial<PolicyFacts>][] = [
    ['deny lockdown lockdown.on', {}, {}],
    ['deny read-only read-only.on', {}, { lockdown: false }],
    ['deny shell-mode shell.off', { readOnly: false }, {}],
    ['deny ceiling-global ceiling.denied', { shellMode: 'sandbox' }, {}],
    ['deny ceiling-agent ceiling.denied', ceilings({ ...everythingWrong.ceilings, global: base.ceilings.global }), {}],
    ['deny ceiling-sandbox ceiling.denied', ceilings({ sandboxes: { box: closed }, audiences: { owner: closed } }), {}],
    ['deny ceiling-audience ceiling.denied', ceilings({ audiences: { owner: closed } }), {}],
    ['deny audience audience.deny', ceilings({}), {}],
    ['deny hard-deny test.deny', audiences({}), {}],
  ]
  let settings = everythingWrong
  let more: Partial<PolicyFacts> = tired
  it.each(
    steps.map(([expected, change, facts_]) => {
      settings = { ...settings, ...change }
      more = { ...more, ...facts_ }
      return [expected, { ...settings }, { ...more }] as const
    }),
  )('%s', (expected, given, fact) => expect(answer(run('deny x'), facts(given, fact))).toBe(expected))

  it('a lasting refusal comes after the hard denies, limits come last', () => {
    expect(answer(run('ask x'), facts(settings, more))).toBe('deny standing-deny grant.no')
    expect(answer(run('ask x'), facts({ ...settings, grants: [] }, more))).toBe('deny limits limits.minute')
  })

  it('every layer is heard, also after a refusal', () => {
    const { chain } = decideWith(fakeShell, facts(everythingWrong, tired), run('deny x'))
    expect(chain.map(said => said.layer)).toEqual(LAYERS.map(([layer]) => layer))
  })
})

describe('commands', () => {
  it.each<[string, ToolCall, PolicyFacts, string]>([
    ['everyday ones run', run('ls'), facts(), 'allow mode mode.ask'],
    ['dangerous ones ask', run('ask x'), facts(), 'ask dangerous test.ask'],
    ['hard denies hold in auto', run('deny x'), facts({ approvalMode: 'auto' }), 'deny hard-deny test.deny'],
    [
      'hard denies hold on the allowlist',
      run('deny x'),
      facts({ allowlist: { main: [{ path: '/usr/bin/deny' }] } }),
      'deny hard-deny test.deny',
    ],
    ['auto asks nothing', run('ask x'), facts({ approvalMode: 'auto' }), 'allow mode mode.auto'],
    ['strict asks always', run('ls'), facts({ approvalMode: 'strict' }), 'ask mode mode.strict'],
    [
      'strict asks for the allowlist too',
      run('ask x'),
      facts({ approvalMode: 'strict', allowlist: { main: [{ path: '/usr/bin/ask' }] } }),
      'ask mode mode.strict',
    ],
    [
      'the allowlist answers',
      run('ask x'),
      facts({ allowlist: { main: [{ path: '/usr/bin/ask' }] } }),
      'allow grants allowlist.covered',
    ],
    [
      'the allowlist of another agent does not',
      run('ask x'),
      facts({ allowlist: { other: [{ path: '/usr/bin/ask' }] } }),
      'ask dangerous test.ask',
    ],
    ['on this machine everything asks', run('ls'), facts({ shellMode: 'host' }), 'ask shell-mode shell.host'],
    [
      'on this machine the allowlist answers',
      run('ls'),
      facts({ shellMode: 'host', allowlist: { main: [{ path: '/usr/bin/ls' }] } }),
      'allow grants allowlist.covered',
    ],
    [
      'an elevated session runs here',
      run('ls'),
      facts({ shellMode: 'host' }, { elevations: [elevation] }),
      'allow mode mode.ask',
    ],
    [
      'and still asks for danger',
      run('ask x'),
      facts({ shellMode: 'host' }, { elevations: [elevation] }),
      'ask dangerous test.ask',
    ],
    [
      'an elevation ends by itself',
      run('ls'),
      facts({ shellMode: 'host' }, { elevations: [{ ...elevation, until: 1_000_000 }] }),
      'ask shell-mode shell.host',
    ],
    [
      'an elevation is for one session',
      run('ls', { sessionId: 's-2' }),
      facts({ shellMode: 'host' }, { elevations: [elevation] }),
      'ask shell-mode shell.host',
    ],
    [
      'an elevation without a name is none',
      run('ls'),
      facts({ shellMode: 'host' }, { elevations: [{ ...elevation, by: '' }] }),
      'ask shell-mode shell.host',
    ],
    [
      'a pattern of the user refuses',
      run('terraform apply'),
      facts({ patterns: { ...base.patterns, denied: ['terraform (apply|destroy)'] } }),
      'deny hard-deny user.denied-pattern',
    ],
    [
      'a pattern of the user asks',
      run('terraform plan'),
      facts({ patterns: { ...base.patterns, dangerous: ['^terraform '] } }),
      'ask dangerous user.dangerous-pattern',
    ],
    [
      'a broken pattern refuses',
      run('ls'),
      facts({ patterns: { ...base.patterns, denied: ['a('] } }),
      'deny hard-deny user.broken-pattern',
    ],
    ['a reader that breaks down refuses', run('throw'), facts(), 'deny hard-deny policy.fault'],
  ])('%s', (_what, call, given, expected) => expect(answer(call, given)).toBe(expected))
})

describe('audiences', () => {
  it.each<[string, ToolCall, PolicyFacts, string]>([
    ['strangers get nothing', run('ls', { audience: 'public' }), facts(), 'deny audience audience.deny'],
    ['the team asks each time', run('ls', { audience: 'team' }), facts(), 'ask audience audience.approval'],
    [
      'and auto does not change that',
      run('ls', { audience: 'team' }),
      facts({ approvalMode: 'auto' }),
      'ask audience audience.approval',
    ],
    [
      'a tool can be an exception',
      aCall('list', { path: '.' }, { audience: 'public' }),
      facts(audiences({ public: { default: 'deny', tools: { list: 'auto' } } })),
      'allow mode mode.ask',
    ],
    [
      'the name of a tool beats its server',
      anMcpCall('notion/delete', 'd', { audience: 'owner' }),
      facts({ ...audiences({ owner: { default: 'auto', tools: { 'notion/*': 'auto', 'notion/delete': 'deny' } } }) }),
      'deny audience audience.deny',
    ],
    [
      'an unknown audience is refused',
      run('ls', { audience: 'everyone' as 'owner' }),
      facts(),
      'deny audience audience.unknown',
    ],
    [
      'a name that every object has is unknown too',
      run('ls', { audience: 'constructor' as 'owner' }),
      facts(),
      'deny audience audience.unknown',
    ],
  ])('%s', (_what, call, given, expected) => expect(answer(call, given)).toBe(expected))
})

describe('what leaves the machine', () => {
  const known = { knownRecipients: ['mail:anna'] }
  it.each<[string, ToolCall, PolicyFacts, string]>([
    ['the web asks first', page, facts(), 'ask outward outward.web'],
    [
      'a listed host is an answer',
      page,
      facts({ network: { allow: ['example.com'], deny: [] } }),
      'allow grants url.listed',
    ],
    ['a grant is an answer', page, facts({ grants: [{ ...grant, host: 'example.com' }] }), 'allow grants grant.g1'],
    [
      'a grant for another host is none',
      page,
      facts({ grants: [{ ...grant, host: 'example.org' }] }),
      'ask outward outward.web',
    ],
    [
      'a grant that expired is none',
      page,
      facts({ grants: [{ ...grant, expiresAt: 1_000_000 }] }),
      'ask outward outward.web',
    ],
    [
      'posting is sending',
      aCall('web_fetch', { url: 'https://example.com/', method: 'POST' }),
      facts({ network: { allow: ['example.com'], deny: [] } }),
      'ask outward outward.send-new',
    ],
    [
      'an address of this network is refused',
      aCall('web_fetch', { url: 'http://127.0.0.1/' }),
      facts({ approvalMode: 'auto' }),
      'deny network url.address',
    ],
    ['a message needs an answer each time', mail, facts(known), 'ask outward outward.send-known'],
    ['no grant changes that', mail, facts({ grants: [{ ...grant, tool: 'message' }] }), 'ask outward outward.send-new'],
    [
      'unless the matrix does',
      mail,
      facts({
        ...known,
        ...matrix({ 'send-known': 'ask' }),
        grants: [{ ...grant, tool: 'message', recipient: 'mail:anna' }],
      }),
      'allow grants grant.g1',
    ],
    ['the matrix can refuse', mail, facts(matrix({ 'send-new': 'deny' })), 'deny outward outward.send-new'],
    ['auto sends', mail, facts({ approvalMode: 'auto' }), 'allow mode mode.auto'],
    ['but not when tainted', { ...mail, tainted: true }, facts({ approvalMode: 'auto' }), 'ask taint taint.leaves'],
    [
      'tainted with nothing private in reach',
      { ...mail, tainted: true },
      facts({ approvalMode: 'auto' }, { privateInReach: false }),
      'allow mode mode.auto',
    ],
    ['a tainted session may read', aCall('read', { path: 'a' }, { tainted: true }), facts(), 'allow mode mode.ask'],
    [
      'a tainted command that talks to the network asks',
      run('net x', { tainted: true }),
      facts({ allowlist: { main: [{ path: '/usr/bin/net' }] } }),
      'ask taint taint.leaves',
    ],
    ['an untainted one does not', run('net x'), facts(), 'allow mode mode.ask'],
    [
      'an attachment is a file that is read',
      aCall('message', { channel: 'mail', to: 'a', text: '', attachments: ['~/.ssh/id'] }),
      facts(),
      'deny paths path.keys',
    ],
    [
      'another session asks',
      aCall('sessions_send', { sessionId: 's-9', text: '' }),
      facts(),
      'ask outward outward.other-session',
    ],
    [
      'a schedule asks',
      aCall('cron', { action: 'add', schedule: '@daily', prompt: '' }),
      facts(),
      'ask outward outward.schedule',
    ],
  ])('%s', (_what, call, given, expected) => expect(answer(call, given)).toBe(expected))
})

describe('a decision', () => {
  it('is complete data', () => {
    const decision = decideWith(fakeShell, facts(), run('ask x'))
    expect(Decision.parse(decision)).toEqual(decision)
    expect(decision).toMatchObject({
      callId: 'call-1',
      verdict: 'ask',
      reasons: ['The fake reader says ask.'],
      scopes: ['once', 'session', 'always'],
      suggestion: { kind: 'allowlist', agent: 'main', entries: [{ path: '/usr/bin/ask', args: ['x'] }] },
      bindable: true,
      policyVersion: 'v1',
    })
  })

  it('offers no lasting answer where one must not hold', () => {
    expect(decideWith(fakeShell, facts(), mail)).toMatchObject({ scopes: ['once'], suggestion: null })
    expect(
      decideWith(fakeShell, facts({ network: { allow: ['example.com'], deny: [] } }), { ...page, tainted: true }),
    ).toMatchObject({ verdict: 'ask', scopes: ['once'] })
  })

  it('offers the host, not the web', () => {
    expect(decideWith(fakeShell, facts(), page).suggestion).toEqual({
      kind: 'grant',
      grant: { effect: 'allow', agent: 'main', audience: 'owner', tool: 'web_fetch', host: 'example.com' },
      words: 'main may fetch pages of example.com.',
    })
  })

  it('is explained in plain lines', () => {
    expect(explain(decideWith(fakeShell, facts(), run('ask x')))).toEqual([
      'Asks first. The fake reader says ask.',
      'Decided by: dangerous (test.ask), policy v1',
      'What would run:',
      '  ask   ask x',
      'Layers, in order:',
      ...LAYERS.map(([layer]) => expect.stringMatching(new RegExp(`^ {2}(pass|ask) +${layer} +.+`))),
      'To change it: Answer it, or allow exactly this program with a rule.',
      'Rule for "always": main may run ask x.',
    ])
  })
})
