import type { Entry, SessionChange, SessionSummary, SessionView } from '../../contract/model/session.ts'

/** Applies one change to a conversation. Used by the owner and by every watcher, so both see the same. */
export function reduceSession(view: SessionView, change: SessionChange): SessionView {
  switch (change.kind) {
    case 'entry':
      return { ...view, entries: putEntry(view.entries, change.entry) }
    case 'delta':
      return {
        ...view,
        entries: view.entries.map(entry => (entry.id === change.id ? append(entry, change.text) : entry)),
      }
    case 'summary':
      return { ...view, summary: change.summary }
    case 'cleared':
      return { ...view, entries: [] }
  }
}

function putEntry(entries: readonly Entry[], entry: Entry): Entry[] {
  const at = entries.findIndex(known => known.id === entry.id)
  return at < 0 ? [...entries, entry] : entries.with(at, entry)
}

function append(entry: Entry, text: string): Entry {
  if (entry.kind === 'assistant') return { ...entry, text: entry.text + text }
  if (entry.kind === 'tool') return { ...entry, output: entry.output + text }
  return entry
}

/** The summary after something happened. */
export function touched(view: SessionView, now: number, state: SessionSummary['state']): SessionSummary {
  return { ...view.summary, updatedAt: now, entries: view.entries.length, state }
}

/** What a crash left half done is told as ended, so that nothing waits for an answer that cannot come. */
export function settleInterrupted(entries: readonly Entry[]): Entry[] {
  return entries.map(entry => {
    if (entry.kind === 'assistant' && entry.streaming) return { ...entry, streaming: false }
    if (entry.kind === 'tool' && (entry.state === 'judging' || entry.state === 'waiting' || entry.state === 'running'))
      return { ...entry, state: 'failed', reasons: [...entry.reasons, 'The gateway ended before this was finished.'] }
    return entry
  })
}
