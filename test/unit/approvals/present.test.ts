import { describe, expect, it } from 'vitest'
import type { BoundPlan } from '../../../src-main/approvals/core/plan.ts'
import { type Circumstances, present, riskLevel } from '../../../src-main/approvals/core/present.ts'
import { Approval } from '../../../src-main/contract/model/approval.ts'
import type { Category } from '../../../src-main/contract/model/risk.ts'
import type { ToolCall } from '../../../src-main/contract/model/tool-call.ts'
import type { Decision } from '../../../src-main/contract/model/verdict.ts'
import { aDigest } from '../../kit/an-approval.ts'
import { aCall, anMcpCall } from '../../kit/policy.ts'

const word = (text: string) => ({ text, literal: true })

const segment: Decision['segments'][number] = {
  argv: ['rm', '-rf', 'build'].map(word),
  program: 'rm',
  display: 'rm -rf build',
  redirects: [],
  env: [],
  verdict: 'ask',
  ruleId: 'delete.recursive',
  reasons: ['It deletes a folder.', 'Deletes or overwrites things'],
  categories: ['destroys', 'outside-workspace'],
  via: [],
}

const decision: Decision = {
  callId: 'call-1',
  tool: 'exec',
  agent: 'main',
  verdict: 'ask',
  layer: 'dangerous',
  ruleId: 'delete.recursive',
  reasons: ['It deletes a folder.'],
  segments: [segment],
  categories: ['destroys'],
  chain: [],
  scopes: ['once', 'session', 'always'],
  suggestion: {
    kind: 'allowlist',
    agent: 'main',
    entries: [{ path: '/bin/rm', args: ['-rf build'] }],
    words: 'main may run rm -rf build.',
  },
  bindable: true,
  notBindableBecause: null,
  wouldChange: [],
  policyVersion: 'p1',
}

const plan: BoundPlan = {
  tool: 'exec',
  act: 'rm -rf build',
  cwd: '/workspace',
  env: { CI: '1' },
  agent: 'main',
  session: 's-1',
  sandbox: 'docker',
  program: '/bin/rm',
  scripts: [{ path: '/workspace/clean.sh', sha256: 'c'.repeat(64) }],
  policyVersion: 'p1',
}

const about: Circumstances = {
  id: 'q1',
  digest: aDigest('a'),
  askedAt: 1_000,
  expiresAt: 301_000,
  where: 'In the sandbox of agent main',
  sessionTitle: 'Clean up',
  timesBefore: 2,
  wouldHaveMatched: ['rm -rf build'],
}

const call = aCall('exec', { command: 'rm -rf build' })
const shown = (more: Partial<Decision> = {}, from: ToolCall = call) =>
  present(from, { ...decision, ...more }, plan, about)

describe('the question a person sees', () => {
  it('holds everything that the answer binds to', () => {
    const question = shown()
    expect(Approval.parse(question)).toEqual(question)
    expect(question).toEqual({
      id: 'q1',
      digest: aDigest('a'),
      askedAt: 1_000,
      expiresAt: 301_000,
      tool: 'exec',
      headline: 'Run a command',
      shown: 'rm -rf build',
      segments: [
        {
          text: 'rm -rf build',
          verdict: 'ask',
          risks: ['Deletes or overwrites things', 'Works outside the workspace', 'It deletes a folder.'],
        },
      ],
      why: ['It deletes a folder.'],
      where: 'In the sandbox of agent main',
      cwd: '/workspace',
      env: { CI: '1' },
      program: '/bin/rm',
      scripts: [{ path: '/workspace/clean.sh', sha256: 'c'.repeat(64) }],
      asked: {
        agent: 'main',
        session: 's-1',
        sessionTitle: 'Clean up',
        channel: 'window',
        sender: 'you',
        audience: 'owner',
        tainted: false,
      },
      risk: 'medium',
      timesBefore: 2,
      twins: 0,
      offer: {
        words: 'main may run rm -rf build.',
        rule: JSON.stringify(decision.suggestion),
        wouldHaveMatched: ['rm -rf build'],
      },
      ownLook: 'It deletes or overwrites things.',
    })
  })

  it.each<[string, ToolCall['origin'], object]>([
    ['you at the window', { door: 'window', direct: true }, { channel: 'window', sender: 'you' }],
    ['you in a terminal', { door: 'cli', direct: true }, { channel: 'cli', sender: 'you' }],
    [
      'somebody in a chat',
      { door: 'channel', channel: 'telegram', sender: '77', direct: true },
      { channel: 'telegram', sender: '77' },
    ],
    [
      'nobody known in a chat',
      { door: 'channel', channel: 'irc', direct: false },
      { channel: 'irc', sender: 'unknown' },
    ],
    ['a chat without a name', { door: 'channel', direct: false }, { channel: 'channel', sender: 'unknown' }],
  ])('says that it was %s who asked', (_who, origin, expected) => {
    expect(shown({}, { ...call, origin }).asked).toMatchObject(expected)
  })

  it('offers no "always" when there is no narrow rule, or no lasting answer may be given', () => {
    expect(shown({ suggestion: null }).offer).toBe(null)
    expect(shown({ scopes: ['once', 'session'] }).offer).toBe(null)
  })
})

describe('the headline', () => {
  it.each<[string, ToolCall]>([
    ['Run a command', call],
    ['Read a file', aCall('read', { path: 'a' })],
    ['Write a file', aCall('write', { path: 'a', content: '' })],
    ['Change a file', aCall('edit', { path: 'a', find: 'b', replace: 'c' })],
    ['List a folder', aCall('list', { path: '.' })],
    ['Search files', aCall('search', { query: 'x' })],
    ['Open a web address', aCall('web_fetch', { url: 'https://example.com' })],
    ['Search the web', aCall('web_search', { query: 'x' })],
    ['Use long-term memory', aCall('memory', { action: 'read' })],
    ['Send a message', aCall('message', { channel: 'irc', to: 'x', text: 'y' })],
    ['Write to another session', aCall('sessions_send', { sessionId: 's', text: 'y' })],
    ['Change the schedule', aCall('cron', { action: 'list' })],
    ['Use the tool calendar/add', anMcpCall('calendar/add')],
  ])('is "%s"', (words, from) => expect(shown({}, from).headline).toBe(words))
})

describe('risks', () => {
  it.each<[Category, string, string]>([
    ['destroys', 'Deletes or overwrites things', 'medium'],
    ['privilege', 'Takes more rights', 'high'],
    ['network', 'Reaches the network', 'medium'],
    ['secrets', 'May read secrets', 'high'],
    ['outside-workspace', 'Works outside the workspace', 'medium'],
    ['persistence', 'Changes what starts by itself', 'high'],
    ['runs-code', 'Runs code that cannot be seen here', 'medium'],
    ['unknown', 'Cannot be known before it runs', 'medium'],
  ])('%s reads "%s" and needs %s care', (category, words, level) => {
    const question = shown({ categories: [category], segments: [{ ...segment, categories: [category], reasons: [] }] })
    expect(question.segments[0]?.risks).toEqual([words])
    expect(question.risk).toBe(level)
  })

  it('are as high as the highest of several, and low only when there is none', () => {
    expect([riskLevel([]), riskLevel(['network', 'privilege']), riskLevel(['network', 'destroys'])]).toEqual([
      'low',
      'high',
      'medium',
    ])
  })
})
