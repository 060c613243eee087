import type { AuditQuery, AuditRecord } from '../../contract/model/audit-entry.ts'

/**
 * A clock can be set back, so a record may be dated earlier than the one before it. Looking a little further than
 * `since` finds those; an hour covers a summer-time mistake of a badly kept clock.
 */
export const clockSlackMs = 3600_000

/** Whether a record is one that was asked for. `line` is its text, for the free text search. */
export function matches(query: AuditQuery, record: AuditRecord, line: string): boolean {
  if (query.before !== undefined && record.seq >= query.before) return false
  const at = Date.parse(record.at)
  if (query.since !== undefined && at < query.since) return false
  if (query.until !== undefined && at > query.until) return false
  if (query.kind !== undefined && !(Array.isArray(query.kind) ? query.kind : [query.kind]).includes(record.kind))
    return false
  if (query.session !== undefined && record.session !== query.session) return false
  if (query.agent !== undefined && record.agent !== query.agent) return false
  if (query.who !== undefined && record.who !== query.who) return false
  if (query.call !== undefined && record.call !== query.call) return false
  if (query.result !== undefined && record.result !== query.result) return false
  return query.text === undefined || line.toLowerCase().includes(inLine(query.text).toLowerCase())
}

/** How a text looks inside a line: as JSON writes it, without the quotes. */
export const inLine = (text: string): string => JSON.stringify(text).slice(1, -1)

/**
 * Strings one of which every matching line contains byte for byte, so that blocks without any are never parsed. Null
 * when every line has to be looked at. The most telling field is used, because the search looks for one at a time.
 */
export function needlesOf(query: AuditQuery): string[] | null {
  const fields = ['call', 'session', 'agent', 'who'] as const
  for (const field of fields) {
    const value = query[field]
    if (value !== undefined) return [`"${field}":${JSON.stringify(value)}`]
  }
  if (query.kind === undefined) return null
  return (Array.isArray(query.kind) ? query.kind : [query.kind]).map(kind => `","kind":"${kind}","seq":`)
}
