import type { SessionChange, SessionSummary, SessionsChange, SessionView } from '../contract/model/session.ts'
import type { FeedItem } from '../contract/wire/route.ts'
import type { SessionLedger } from './session-ledger.ts'

type Known = Pick<SessionLedger, 'find'>

/** The list of conversations with the Keeper's own word on which have read text by strangers: the gateway is not asked. */
export function taintInList(item: FeedItem<SessionSummary[], SessionsChange>, ledger: Known): typeof item {
  if ('snapshot' in item) return { ...item, snapshot: item.snapshot.map(summary => marked(summary, ledger)) }
  const { change } = item
  return change.kind === 'put' ? { ...item, change: { ...change, summary: marked(change.summary, ledger) } } : item
}

/** The same for one conversation. */
export function taintInView(item: FeedItem<SessionView, SessionChange>, ledger: Known): typeof item {
  if ('snapshot' in item) {
    const { snapshot } = item
    return { ...item, snapshot: { ...snapshot, summary: marked(snapshot.summary, ledger) } }
  }
  const { change } = item
  return change.kind === 'summary' ? { ...item, change: { ...change, summary: marked(change.summary, ledger) } } : item
}

function marked(summary: SessionSummary, ledger: Known): SessionSummary {
  return { ...summary, tainted: ledger.find(summary.id)?.tainted ?? summary.tainted }
}
