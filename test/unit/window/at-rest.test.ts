import { describe, expect, it } from 'vitest'
import type { Entry, ToolEntry } from '../../../src-main/contract/model/session.ts'
import { entriesAtRest, sessionsAtRest } from '../../../src-renderer/api/at-rest.ts'
import { aSession } from '../../kit/window/nouns.ts'

const tool = (state: ToolEntry['state']): ToolEntry => ({
  kind: 'tool',
  id: 't',
  at: 1,
  tool: 'exec',
  asked: 'sleep 200',
  state,
  reasons: ['Dangerous calls ask, others do not.'],
  approval: state === 'waiting' ? 'a' : null,
  where: '',
  output: 'half',
  exitCode: null,
  durationMs: null,
})

describe('while no gateway runs', () => {
  it('no conversation is shown at work; a paused one stays paused', () => {
    const states = (['idle', 'running', 'paused'] as const).map(state => aSession({ state }))
    expect(sessionsAtRest(states).map(one => one.state)).toEqual(['idle', 'idle', 'paused'])
  })

  it.each(['judging', 'waiting', 'running'] as const)('a call that was %s is shown as cut short', state => {
    expect(entriesAtRest([tool(state)], 'It stopped.')).toEqual([
      {
        ...tool(state),
        state: 'failed',
        approval: null,
        reasons: ['Dangerous calls ask, others do not.', 'It stopped.'],
      },
    ])
  })

  it.each(['done', 'refused', 'failed'] as const)('a call that was %s is shown as it was', state => {
    expect(entriesAtRest([tool(state)], 'It stopped.')).toEqual([tool(state)])
  })

  it('an answer is not shown as still being written', () => {
    const answer: Entry = { kind: 'assistant', id: 'a', at: 1, text: 'I will', streaming: true, model: 'm' }
    expect(entriesAtRest([answer], '')).toEqual([{ ...answer, streaming: false }])
  })
})
