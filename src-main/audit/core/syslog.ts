import type { AuditRecord } from '../../contract/model/audit-entry.ts'

/** 13 is "log audit" in RFC 5424. */
const facility = 13

/** How grave a record is: an incident is critical, a refusal a warning, the rest information. */
function severityOf(record: AuditRecord): number {
  if (record.kind === 'incident' || record.kind === 'anomaly') return 2
  if (record.kind === 'repair' || record.result === 'failed') return 3
  if (record.result === 'refused' || record.result === 'expired' || record.result === 'stopped') return 4
  return 6
}

/** Values of structured data escape these three and nothing else. */
const value = (text: string): string => text.replace(/["\\\]]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, ' ')
/** Header fields are printable ASCII without blanks. */
const field = (text: string, most: number): string => text.replace(/[^\x21-\x7e]/g, '_').slice(0, most) || '-'

/** 32473 is the private enterprise number that RFC 5612 sets aside for examples; a site that has one can map it. */
const dataId = 'gatehouse@32473'

/** One record as a syslog message of RFC 5424: the fields people filter by as structured data, the whole record as JSON in the message. */
export function syslogLine(record: AuditRecord, host: string, pid: number): string {
  const head = `<${facility * 8 + severityOf(record)}>1 ${record.at} ${field(host, 255)} gatehouse ${pid} ${field(record.kind, 32)}`
  const pairs: [string, unknown][] = [
    ['seq', record.seq],
    ['who', record.who],
    ['door', record.door],
    ['result', record.result],
    ['rule', record.rule],
    ['session', record.session],
    ['agent', record.agent],
  ]
  const data = pairs
    .filter(([, given]) => given !== undefined)
    .map(([name, given]) => `${name}="${value(String(given))}"`)
    .join(' ')
  // The byte order mark says that the message is UTF-8.
  return `${head} [${dataId} ${data}] \ufeff${JSON.stringify(record)}`
}
