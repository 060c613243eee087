import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { grantChanges, onlyRefusals, stricterGrants } from '../../../src-main/approvals/core/grant-changes.ts'
import { Grants, grantsText, noGrants, readGrants } from '../../../src-main/approvals/core/grants.ts'

const yes = { id: 'y', effect: 'allow', tool: 'web_fetch', agent: 'main', host: 'example.org' } as const
const no = { id: 'n', effect: 'deny', tool: 'exec', agent: '*', command: 'rm -rf build' } as const
const rg = { path: '/usr/bin/rg' }
const mail = { pins: { send: 'a'.repeat(64) }, grants: [{ audience: 'owner' as const, tool: 'send' }] }
const full: Grants = {
  allowlist: { main: [rg] },
  grants: [yes, no],
  mcp: { mail },
  knownRecipients: ['chat:7'],
  notes: { y: { by: 'window', at: 5, words: 'Fetch example.org' } },
}

describe('two files of lasting answers', () => {
  it.each<[string, Partial<Grants>, Partial<Grants>, unknown]>([
    [
      'a program that was added',
      {},
      { allowlist: { main: [{ ...rg, args: ['-n *'], paths_within: '/workspace', sha256: 'b'.repeat(64) }] } },
      {
        path: 'main may run /usr/bin/rg -n *, on files below /workspace, with the content bbbbbbbbbbbbbbbb',
        before: null,
        after: 'yes',
        direction: 'loosens',
      },
    ],
    ['a program that went', { allowlist: { main: [rg] } }, {}, { before: 'yes', after: null, direction: 'tightens' }],
    [
      'a no that was added',
      {},
      { grants: [no] },
      { path: 'never: any agent, exec rm -rf build', direction: 'tightens' },
    ],
    ['a no that went', { grants: [no] }, {}, { before: 'yes', after: null, direction: 'loosens' }],
    [
      'a yes that was added',
      {},
      { grants: [{ ...yes, audience: 'team', sessionId: 's1', expiresAt: 0 }] },
      {
        path: 'always: main, web_fetch example.org, for the audience team, in the conversation s1, until 1970-01-01 00:00 UTC',
        direction: 'loosens',
      },
    ],
    [
      'a tool that looks different now',
      { mcp: { mail: { ...mail, grants: [] } } },
      { mcp: { mail: { pins: { send: 'c'.repeat(64) }, grants: [] } } },
      { path: 'MCP tool mail/send as it looked', after: 'cccccccccccccccc', direction: 'loosens' },
    ],
    [
      'a tool for another audience',
      { mcp: { mail: { ...mail, grants: [] } } },
      { mcp: { mail } },
      { path: 'MCP tool mail/send for the audience owner', direction: 'loosens' },
    ],
    ['a recipient', {}, { knownRecipients: ['chat:9'] }, { path: 'chat:9 counts as known', direction: 'loosens' }],
    [
      'the words a person reads',
      { notes: { y: { by: 'window', at: 5, words: 'Fetch' } } },
      { notes: { y: { by: 'window', at: 5, words: 'Harmless' } } },
      { path: 'note on y', before: 'Fetch (window, 5)', after: 'Harmless (window, 5)', direction: 'neutral' },
    ],
    [
      'an end that is no date',
      {},
      { grants: [{ ...yes, expiresAt: 1e300 }] },
      { path: 'always: main, web_fetch example.org, until 1e+300', direction: 'loosens' },
    ],
  ])('differ in %s', (_name, before, after, change) => {
    expect(grantChanges({ ...noGrants, ...before }, { ...noGrants, ...after })[0]).toMatchObject(change as object)
  })

  it('differ in an answer that was edited as one that came and one that went, the loosening first', () => {
    const wider = { ...yes, host: '*.org' }
    expect(grantChanges({ ...noGrants, grants: [yes] }, { ...noGrants, grants: [wider] })).toEqual([
      { path: 'always: main, web_fetch *.org', before: null, after: 'yes', direction: 'loosens' },
      { path: 'always: main, web_fetch example.org', before: 'yes', after: null, direction: 'tightens' },
    ])
  })

  it('say the same when only their order differs', () => {
    expect(grantChanges(full, { ...full, grants: [no, yes] })).toEqual([])
  })

  it('give what both give and refuse what either refuses, with the words that were accepted', () => {
    const other = { ...no, id: 'n2', command: 'rm -rf dist' }
    const outside: Grants = {
      allowlist: { main: [{ path: '/usr/bin/curl' }, rg], helper: [rg] },
      grants: [{ ...yes, host: '*' }, other],
      mcp: {
        mail: { pins: { send: 'c'.repeat(64) }, grants: [...mail.grants, { audience: 'public', tool: '*' }] },
        x: mail,
      },
      knownRecipients: ['chat:9'],
      notes: {},
    }
    expect(stricterGrants(full, outside)).toEqual({
      allowlist: { main: [rg] },
      grants: [no, other],
      mcp: { mail: { pins: {}, grants: mail.grants } },
      knownRecipients: [],
      notes: full.notes,
    })
  })

  it('never loosen together, whatever the second says, and each is the stricter of itself', () => {
    const grant = fc.record({
      id: fc.constantFrom('a', 'b'),
      effect: fc.constantFrom('allow', 'deny'),
      tool: fc.constantFrom('x', 'y'),
      agent: fc.constant('main'),
    })
    const entry = fc.record({ path: fc.constantFrom('/a', '/b') })
    const grants = fc
      .record({
        allowlist: fc.dictionary(
          fc.constantFrom('main', '__proto__', 'helper'),
          fc.uniqueArray(entry, { selector: one => one.path }),
        ),
        grants: fc.uniqueArray(grant, { selector: one => JSON.stringify(one) }),
        knownRecipients: fc.uniqueArray(fc.constantFrom('m:1', 'm:2')),
      })
      .map(one => Grants.parse(one))
    fc.assert(
      fc.property(grants, grants, (accepted, outside) => {
        const held = stricterGrants(accepted, outside)
        expect(grantChanges(accepted, held).filter(change => change.direction === 'loosens')).toEqual([])
        expect(grantChanges(outside, held).filter(change => change.direction === 'loosens')).toEqual([])
        expect(grantChanges(accepted, stricterGrants(accepted, accepted))).toEqual([])
      }),
    )
  })

  it('of which nobody can vouch for one leave only what it refuses', () => {
    expect(onlyRefusals(full)).toEqual({ ...noGrants, grants: [no], notes: full.notes })
  })
})

describe('the text of lasting answers', () => {
  it('is read as it was written', () => {
    expect(readGrants(grantsText(full))).toEqual({ status: 'valid', value: full })
  })

  it.each([
    ['no JSON', '{', ''],
    ['another shape', '{"grants": [{"id": ""}]}', 'grants.0.id'],
    ['a key nobody knows', '{"everything": true}', ''],
  ])('is refused with its place where it is %s', (_name, text, path) => {
    expect(readGrants(text)).toMatchObject({
      status: 'invalid',
      problems: expect.arrayContaining([expect.objectContaining({ path })]),
    })
  })
})
