import type { Entry, SessionSummary, ToolEntry } from '../../src-main/contract/model/session.ts'

/**
 * What is known of conversations while no gateway runs is the last that was heard of it: that something runs. Everything it
 * ran ended with it, and who has just stopped it must not be shown the opposite.
 */
export function sessionsAtRest(list: readonly SessionSummary[]): SessionSummary[] {
  return list.map(one => (one.state === 'running' ? { ...one, state: 'idle' } : one))
}

/** The same for what happened in one; `why` is said of what was cut short. */
export function entriesAtRest(entries: readonly Entry[], why: string): Entry[] {
  return entries.map(entry => {
    if (entry.kind === 'assistant' && entry.streaming) return { ...entry, streaming: false }
    return entry.kind === 'tool' && unfinished.has(entry.state) ? cutShort(entry, why) : entry
  })
}

const unfinished: ReadonlySet<ToolEntry['state']> = new Set(['judging', 'waiting', 'running'])

const cutShort = (entry: ToolEntry, why: string): ToolEntry => ({
  ...entry,
  state: 'failed',
  approval: null,
  reasons: [...entry.reasons, why],
})
