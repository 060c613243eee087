import { expect, it } from 'vitest'
import type { SessionSummary, SessionView } from '../../../src-main/contract/model/session.ts'
import { taintInList, taintInView } from '../../../src-main/keeper/tell-taint.ts'

const summary = (id: string, tainted = false): SessionSummary => ({
  id,
  title: 'A talk',
  agent: 'main',
  audience: 'owner',
  channel: 'cli',
  createdAt: 1,
  updatedAt: 2,
  entries: 0,
  state: 'idle',
  tainted,
})
const ledger = {
  find: (id: string) =>
    id === 'read-a-page'
      ? ({ id, agent: 'main', audience: 'owner', tainted: true } as ReturnType<
          Parameters<typeof taintInList>[1]['find']
        >)
      : null,
}
const view = (id: string): SessionView => ({ summary: summary(id), entries: [] })

it('a list says which conversations have read text by strangers, whatever the gateway says', () => {
  expect(taintInList({ seq: 1, snapshot: [summary('read-a-page'), summary('other')] }, ledger)).toEqual({
    seq: 1,
    snapshot: [summary('read-a-page', true), summary('other')],
  })
  expect(taintInList({ seq: 2, change: { kind: 'put', summary: summary('read-a-page') } }, ledger)).toEqual({
    seq: 2,
    change: { kind: 'put', summary: summary('read-a-page', true) },
  })
  const removed = { seq: 3, change: { kind: 'removed', id: 'other' } } as const
  expect(taintInList(removed, ledger)).toEqual(removed)
})

it('so does a conversation, from its first picture on', () => {
  expect(taintInView({ seq: 1, snapshot: view('read-a-page') }, ledger)).toEqual({
    seq: 1,
    snapshot: { summary: summary('read-a-page', true), entries: [] },
  })
  expect(taintInView({ seq: 2, change: { kind: 'summary', summary: summary('read-a-page') } }, ledger)).toEqual({
    seq: 2,
    change: { kind: 'summary', summary: summary('read-a-page', true) },
  })
})
