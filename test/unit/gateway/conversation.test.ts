import { describe, expect, it } from 'vitest'
import type { Entry, SessionView } from '../../../src-main/contract/model/session.ts'
import { reduceSession, settleInterrupted } from '../../../src-main/gateway/core/conversation.ts'
import { toHistory } from '../../../src-main/gateway/core/history.ts'

const summary = {
  id: 's1',
  title: 't',
  agent: 'main',
  audience: 'owner',
  channel: 'window',
  createdAt: 1,
  updatedAt: 1,
  entries: 0,
  state: 'idle',
  tainted: false,
} as const
const empty: SessionView = { summary, entries: [] }
const asked: Entry = { kind: 'user', id: 'u1', at: 1, text: 'hello', sender: 'you' }
const said: Entry = { kind: 'assistant', id: 'a1', at: 2, text: 'Hi', streaming: true, model: 'm' }
const called: Entry = {
  kind: 'tool',
  id: 't1',
  at: 3,
  tool: 'exec',
  asked: 'ls',
  state: 'running',
  reasons: [],
  approval: null,
  where: 'sandbox',
  output: 'a',
  exitCode: null,
  durationMs: null,
}

describe('a conversation', () => {
  it('grows by entries, replaces one by its id, and appends text to it', () => {
    const grown = [
      { kind: 'entry', entry: asked } as const,
      { kind: 'entry', entry: said } as const,
      { kind: 'delta', id: 'a1', text: ' there' } as const,
      { kind: 'entry', entry: called } as const,
      { kind: 'delta', id: 't1', text: '.txt' } as const,
      { kind: 'delta', id: 'gone', text: 'x' } as const,
    ].reduce(reduceSession, empty)
    expect(grown.entries).toEqual([asked, { ...said, text: 'Hi there' }, { ...called, output: 'a.txt' }])
    expect(reduceSession(grown, { kind: 'entry', entry: { ...said, streaming: false } }).entries[1]).toMatchObject({
      text: 'Hi',
    })
    expect(reduceSession(grown, { kind: 'cleared' }).entries).toEqual([])
  })

  it('that a crash cut off has nothing that still waits', () => {
    expect(settleInterrupted([asked, said, called])).toEqual([
      asked,
      { ...said, streaming: false },
      { ...called, state: 'failed', reasons: ['The gateway ended before this was finished.'] },
    ])
  })

  it('is told to a model with every call answered, and without our own notices', () => {
    const notice: Entry = { kind: 'notice', id: 'n1', at: 4, tone: 'error', text: 'no' }
    expect(toHistory([asked, said, called, notice], { t1: { input: { command: 'ls' }, answer: 'a.txt' } })).toEqual([
      { role: 'user', content: 'hello' },
      { role: 'assistant', content: [{ type: 'text', text: 'Hi' }] },
      {
        role: 'assistant',
        content: [{ type: 'tool-call', toolCallId: 't1', toolName: 'exec', input: { command: 'ls' } }],
      },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 't1', toolName: 'exec', output: { type: 'text', value: 'a.txt' } },
        ],
      },
    ])
  })

  it('says of an interrupted call that it has no result', () => {
    expect(JSON.stringify(toHistory([called], {}))).toContain('was interrupted')
  })
})
