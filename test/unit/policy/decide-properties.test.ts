import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicySettings } from '../../../src-main/contract/model/policy.ts'
import type { ToolCall } from '../../../src-main/contract/model/tool-call.ts'
import { decideWith } from '../../../src-main/policy/core/decide-with.ts'
import { aCall, facts, fakeShell } from '../../kit/policy.ts'

const run = (command: string): ToolCall => aCall('exec', { command })
const grant = { id: 'g1', effect: 'allow', tool: 'web_fetch', agent: '*' } as const
const mail = aCall('message', { channel: 'mail', to: 'anna', text: 'hi' })
const page = aCall('web_fetch', { url: 'https://example.com/' })
const write = aCall('write', { path: 'a.txt', content: '' })

const STRENGTH = { allow: 0, ask: 1, deny: 2 }
const anyCall = fc.constantFrom(
  run('ls'),
  run('ask x'),
  run('net x'),
  run('deny x'),
  page,
  mail,
  write,
  aCall('read', { path: 'a' }),
  { ...mail, tainted: true },
)
const anySettings = fc.record({
  approvalMode: fc.constantFrom('ask', 'strict', 'auto'),
  shellMode: fc.constantFrom('off', 'sandbox', 'host'),
  readOnly: fc.boolean(),
  grants: fc.constantFrom<PolicySettings['grants']>([], [{ ...grant, host: 'example.com' }]),
  allowlist: fc.constantFrom<PolicySettings['allowlist']>({}, { main: [{ path: '/usr/bin/ask' }] }),
}) as fc.Arbitrary<Partial<PolicySettings>>
const anyRefusal: fc.Arbitrary<(settings: PolicySettings) => PolicySettings> = fc.oneof(
  fc.constantFrom('*', 'exec', 'web_fetch', 'message', 'read').map(tool => (settings: PolicySettings) => ({
    ...settings,
    grants: [...settings.grants, { id: 'no', effect: 'deny' as const, tool, agent: '*' }],
  })),
  fc.constantFrom('*', 'exec', 'write').map(tool => (settings: PolicySettings) => ({
    ...settings,
    ceilings: { ...settings.ceilings, global: { allow: ['*'], deny: [tool] } },
  })),
  fc.string().map(pattern => (settings: PolicySettings) => ({
    ...settings,
    patterns: { ...settings.patterns, denied: [pattern] },
  })),
  fc.constantFrom('/', '/home/dev/app', '~').map(path => (settings: PolicySettings) => ({
    ...settings,
    paths: { ...settings.paths, denied: [path] },
  })),
  fc.constantFrom('example.com', '*').map(host => (settings: PolicySettings) => ({
    ...settings,
    network: { ...settings.network, deny: [host] },
  })),
)

describe('whatever the settings are', () => {
  it('adding a refusal never makes anything more allowed', () => {
    fc.assert(
      fc.property(anyCall, anySettings, anyRefusal, (call, settings, refuse) => {
        const before = facts(settings)
        const after = { ...before, settings: refuse(before.settings) }
        const [a, b] = [before, after].map(given => decideWith(fakeShell, given, call).verdict)
        expect(STRENGTH[b ?? 'allow']).toBeGreaterThanOrEqual(STRENGTH[a ?? 'deny'])
      }),
    )
  })

  it('a tainted session is never freer than a clean one', () => {
    fc.assert(
      fc.property(anyCall, anySettings, (call, settings) => {
        const clean = decideWith(fakeShell, facts(settings), { ...call, tainted: false })
        const tainted = decideWith(fakeShell, facts(settings), { ...call, tainted: true })
        expect(STRENGTH[tainted.verdict]).toBeGreaterThanOrEqual(STRENGTH[clean.verdict])
      }),
    )
  })

  it('a call made of anything ends in a decision', () => {
    fc.assert(
      fc.property(fc.anything(), thing => {
        const decision = decideWith(fakeShell, facts(), thing as ToolCall)
        expect(['ask', 'deny']).toContain(decision.verdict)
      }),
    )
  })
})
