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
})
