import { describe, expect, it } from 'vitest'
import type { StandingGrant } from '../../../src-main/contract/model/policy.ts'
import type { ToolCall } from '../../../src-main/contract/model/tool-call.ts'
import { type GrantContext, matchingGrant } from '../../../src-main/policy/core/standing-grants.ts'
import { aCall, anMcpCall } from '../../kit/policy.ts'

const page = aCall('web_fetch', { url: 'https://example.com/' })
const write = aCall('write', { path: 'a.txt', content: '' })
const mail = aCall('message', { channel: 'mail', to: 'anna', text: 'hi' })
const run = aCall('exec', { command: 'make test' })
const known: GrantContext = { now: 1000, resolvedPath: '/home/dev/app/a.txt', host: 'example.com', port: 443 }

const means = (grant: Partial<StandingGrant>, call: ToolCall, context: Partial<GrantContext> = {}): boolean =>
  matchingGrant([{ id: 'g', effect: 'allow', tool: '*', agent: '*', ...grant }], grant.effect ?? 'allow', call, {
    ...known,
    ...context,
  }) !== null

describe('a lasting answer means', () => {
  it.each<[string, Partial<StandingGrant>, ToolCall, boolean, Partial<GrantContext>?]>([
    ['its tool', { tool: 'web_fetch' }, page, true],
    ['no other tool', { tool: 'write' }, page, false],
    ['every tool of its server', { tool: 'notion/*' }, anMcpCall('notion/list'), true],
    ['its agent', { agent: 'main' }, page, true],
    ['no other agent', { agent: 'reader' }, page, false],
    ['its audience', { audience: 'owner' }, page, true],
    ['no other audience', { audience: 'team' }, page, false],
    ['its session', { sessionId: 's-1' }, page, true],
    ['no other session', { sessionId: 's-2' }, page, false],
    ['what comes before its end', { expiresAt: 1001 }, page, true],
    ['nothing from its end on', { expiresAt: 1000 }, page, false],
    ['nothing when the time is not known', { expiresAt: 1001 }, page, false, { now: Number.NaN }],
    ['its command, word for word', { tool: 'exec', command: 'make test' }, run, true],
    ['no longer command', { tool: 'exec', command: 'make' }, run, false],
    ['no command at all when it names none', { tool: 'exec' }, run, false],
    ['every command when it refuses', { tool: 'exec', effect: 'deny' }, run, true],
    ['only its command when it refuses one', { tool: 'exec', effect: 'deny', command: 'make' }, run, false],
    ['no other tool when it names a command', { command: 'make test' }, page, false],
    ['files in its folder', { pathsWithin: '/home/dev/app' }, write, true],
    ['files in its folder, with a slash behind', { pathsWithin: '/home/dev/app/' }, write, true],
    ['every file for the root folder', { pathsWithin: '/' }, write, true],
    ['no file beside its folder', { pathsWithin: '/home/dev/ap' }, write, false],
    ['no file for a folder that is not absolute', { pathsWithin: 'home/dev' }, write, false],
    ['no file that leads nowhere', { pathsWithin: '/home/dev' }, write, false, { resolvedPath: null }],
    ['its host', { host: 'example.com' }, page, true],
    ['names below its host', { host: '*.example.com' }, page, true, { host: 'api.example.com' }],
    ['no other host', { host: 'example.org' }, page, false],
    ['its port', { host: 'example.com:8443' }, page, true, { port: 8443 }],
    ['no other port', { host: 'example.com:8443' }, page, false],
    ['the usual port when none is known', { host: 'example.com:443' }, page, true, { port: null }],
    ['its address', { host: '[2606:4700::1]' }, page, true, { host: '2606:4700:0:0:0:0:0:1' }],
    ['no call without a host', { host: 'example.com' }, page, false, { host: null }],
    ['its recipient', { recipient: 'mail:anna' }, mail, true],
    ['no other recipient', { recipient: 'mail:ann' }, mail, false],
    ['no other channel', { recipient: 'irc:anna' }, mail, false],
    ['nothing but messages when it names a recipient', { recipient: 'mail:anna' }, page, false],
  ])('%s', (_what, grant, call, expected, context) => expect(means(grant, call, context)).toBe(expected))

  it('nothing of the other effect, and the first that fits answers', () => {
    const grants: StandingGrant[] = [
      { id: 'no', effect: 'deny', tool: 'write', agent: '*' },
      { id: 'other', effect: 'allow', tool: 'write', agent: 'reader' },
      { id: 'one', effect: 'allow', tool: 'write', agent: '*' },
      { id: 'two', effect: 'allow', tool: '*', agent: '*' },
    ]
    expect(matchingGrant(grants, 'allow', write, known)?.id).toBe('one')
    expect(matchingGrant(grants, 'deny', write, known)?.id).toBe('no')
    expect(matchingGrant(grants, 'deny', page, known)).toBe(null)
  })
})
