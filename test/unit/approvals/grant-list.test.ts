import { describe, expect, it } from 'vitest'
import { type GrantFacts, listGrants, STALE_MS } from '../../../src-main/approvals/core/grant-list.ts'

const now = STALE_MS * 2
const facts: GrantFacts = {
  allowlist: [{ id: 'a1', agent: 'main', entry: { path: '/usr/bin/rg', args: ['-n *'] } }],
  grants: [
    { id: 'g1', effect: 'allow', tool: 'web_fetch', agent: 'main', host: 'example.org', expiresAt: now + 5 },
    { id: 'g2', effect: 'deny', tool: 'exec', agent: '*', command: 'rm -rf build' },
  ],
  notes: {
    a1: { by: 'window', at: now - 10, words: '' },
    g1: { by: 'cli', at: now - STALE_MS - 1, words: 'Fetch example.org' },
  },
  uses: { g1: { uses: 3, lastUsedAt: now - 2 } },
  now,
}

describe('lasting answers', () => {
  it('are listed newest first, with who gave them, when, and when they last mattered', () => {
    expect(listGrants(facts)).toEqual([
      {
        id: 'a1',
        effect: 'allow',
        agent: 'main',
        words: 'main may run /usr/bin/rg -n *',
        by: 'window',
        givenAt: now - 10,
        expiresAt: null,
        lastUsedAt: null,
        uses: 0,
        stale: false,
      },
      {
        id: 'g1',
        effect: 'allow',
        agent: 'main',
        words: 'Fetch example.org',
        by: 'cli',
        givenAt: now - STALE_MS - 1,
        expiresAt: now + 5,
        lastUsedAt: now - 2,
        uses: 3,
        stale: false,
      },
      {
        id: 'g2',
        effect: 'deny',
        agent: '*',
        words: 'never: any agent, exec rm -rf build',
        by: 'unknown',
        givenAt: null,
        expiresAt: null,
        lastUsedAt: null,
        uses: 0,
        stale: false,
      },
    ])
  })

  it('grow stale when a yes was not needed for 90 days; a no never does', () => {
    const old = { ...facts, uses: {}, notes: {} }
    expect(listGrants(old).map(grant => [grant.id, grant.stale])).toEqual([
      ['a1', true],
      ['g1', true],
      ['g2', false],
    ])
  })

  it('grow stale after 90 days to the millisecond', () => {
    expect(STALE_MS).toBe(7_776_000_000)
    const usedAt = (lastUsedAt: number) =>
      listGrants({ ...facts, grants: [], notes: {}, uses: { a1: { uses: 1, lastUsedAt } } }).map(grant => grant.stale)
    expect([usedAt(now - STALE_MS), usedAt(now - STALE_MS - 1)]).toEqual([[false], [true]])
  })

  it('without a date come last, in the order they were given', () => {
    const undated = ['x', 'y'].map(id => ({ id, agent: 'main', entry: { path: `/usr/bin/${id}` } }))
    const allowlist = [...undated, ...facts.allowlist]
    expect(listGrants({ ...facts, allowlist, grants: [] }).map(grant => grant.id)).toEqual(['a1', 'x', 'y'])
    expect(listGrants({ ...facts, allowlist: facts.allowlist }).map(grant => grant.id)).toEqual(['a1', 'g1', 'g2'])
  })

  it.each<[string, Partial<GrantFacts>]>([
    ['main may run /usr/bin/rg', { allowlist: [{ id: 'p', agent: 'main', entry: { path: '/usr/bin/rg' } }] }],
    ['main may run /usr/bin/rg', { allowlist: [{ id: 'p', agent: 'main', entry: { path: '/usr/bin/rg', args: [] } }] }],
    [
      'main may run /usr/bin/rg -n * or -l *',
      { allowlist: [{ id: 'p', agent: 'main', entry: { path: '/usr/bin/rg', args: ['-n *', '-l *'] } }] },
    ],
    ['always: any agent, web_fetch example.org', { grants: [aGrant({ tool: 'web_fetch', host: 'example.org' })] }],
    [
      'never: main, write /etc',
      { grants: [aGrant({ agent: 'main', effect: 'deny', tool: 'write', pathsWithin: '/etc' })] },
    ],
    ['always: reader, message ada', { grants: [aGrant({ agent: 'reader', tool: 'message', recipient: 'ada' })] }],
    ['always: any agent, web_search', { grants: [aGrant({ tool: 'web_search' })] }],
  ])('read "%s" when nobody left words', (words, given) => {
    const listed = listGrants({ ...facts, allowlist: [], grants: [], notes: {}, ...given })
    expect(listed.map(grant => grant.words)).toEqual([words])
  })
})

function aGrant(more: Partial<GrantFacts['grants'][number]>): GrantFacts['grants'][number] {
  return { id: 'p', effect: 'allow', tool: 'exec', agent: '*', ...more }
}
