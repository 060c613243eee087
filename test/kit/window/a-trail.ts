import type { AuditEntry, AuditQuery, AuditRecord } from '../../../src-main/contract/model/audit-entry.ts'
import type { auditRoutes } from '../../../src-main/contract/routes/audit.ts'
import type { Handlers } from '../../../src-main/contract/wire/route.ts'
import { Watched } from '../../../src-main/kit/core/watched.ts'

/** A trail in memory that a test writes to. */
export function aTrail() {
  let records: AuditRecord[] = []
  const news = new Watched<AuditRecord[], AuditRecord[]>([], (_, added) => added)

  const write = (...entries: AuditEntry[]): void => {
    const added = entries.map(
      (entry, at): AuditRecord => ({
        ...entry,
        seq: records.length + at + 1,
        at: new Date(Date.UTC(2026, 0, 5, 9, 0, records.length + at)).toISOString(),
        prev: '0'.repeat(64),
      }),
    )
    records = [...records, ...added]
    news.apply(added)
  }
  const handlers: Handlers<typeof auditRoutes> = {
    'audit.search': async query =>
      records
        .filter(record => matches(record, query))
        .reverse()
        .slice(0, query.limit),
    'audit.tail': async function* ({ last }, _caller, stop) {
      let first = true
      for await (const item of news.watch(stop)) {
        yield first ? { seq: 0, snapshot: records.slice(-last) } : item
        first = false
      }
    },
    'audit.verify': async () => ({
      intact: true,
      findings: [],
      repairs: [],
      records: records.length,
      segments: 1,
      bytes: 0,
      firstAt: null,
      lastAt: null,
      seals: 'checked',
      anchor: 'checked',
    }),
    'audit.export': async function* () {},
    'audit.health': async () => ({ writing: true }),
  }
  return {
    handlers,
    write,
    forget: (): void => {
      records = []
    },
  }
}

function matches(record: AuditRecord, query: AuditQuery): boolean {
  const kinds = query.kind === undefined ? null : [query.kind].flat()
  return (
    (kinds === null || kinds.includes(record.kind)) &&
    (query.result === undefined || record.result === query.result) &&
    (query.before === undefined || record.seq < query.before) &&
    (query.text === undefined || JSON.stringify(record).toLowerCase().includes(query.text.toLowerCase()))
  )
}
