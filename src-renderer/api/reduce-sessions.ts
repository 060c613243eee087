import type {
  Entry,
  SessionChange,
  SessionSummary,
  SessionsChange,
  SessionView,
} from '../../src-main/contract/model/session.ts'

/** The list of conversations after one change, the latest first. */
export function reduceSessions(list: SessionSummary[], change: SessionsChange): SessionSummary[] {
  const id = change.kind === 'put' ? change.summary.id : change.id
  const others = list.filter(one => one.id !== id)
  return change.kind === 'put' ? byLatest([change.summary, ...others]) : others
}

/** Latest activity first. */
export function byLatest(list: readonly SessionSummary[]): SessionSummary[] {
  return [...list].sort((a, b) => b.updatedAt - a.updatedAt)
}

/** One conversation after one change. */
export function reduceSession(view: SessionView, change: SessionChange): SessionView {
  switch (change.kind) {
    case 'summary':
      return { ...view, summary: change.summary }
    case 'cleared':
      return { ...view, entries: [] }
    case 'entry':
      return { ...view, entries: put(view.entries, change.entry) }
    case 'delta':
      return {
        ...view,
        entries: view.entries.map(entry => (entry.id === change.id ? extend(entry, change.text) : entry)),
      }
  }
}

function put(entries: readonly Entry[], entry: Entry): Entry[] {
  const at = entries.findIndex(one => one.id === entry.id)
  return at < 0 ? [...entries, entry] : entries.with(at, entry)
}

/** A delta grows what an entry of its kind is about: the answer's text or the tool's output. */
function extend(entry: Entry, text: string): Entry {
  return entry.kind === 'tool' ? { ...entry, output: entry.output + text } : { ...entry, text: entry.text + text }
}
