import type { AuditRecord } from '../../contract/model/audit-entry.ts'

type Value =
  | { stringValue: string }
  | { intValue: string }
  | { doubleValue: number }
  | { boolValue: boolean }
  | { arrayValue: { values: Value[] } }
interface Attribute {
  readonly key: string
  readonly value: Value
}

function otlpValue(given: unknown): Value {
  if (typeof given === 'boolean') return { boolValue: given }
  if (typeof given === 'number')
    return Number.isSafeInteger(given) ? { intValue: String(given) } : { doubleValue: given }
  if (Array.isArray(given)) return { arrayValue: { values: given.map(otlpValue) } }
  return { stringValue: String(given) }
}

/** Numbers of the OpenTelemetry log model: INFO 9, WARN 13, ERROR 17, FATAL 21. */
function severityOf(record: AuditRecord): { number: number; text: string } {
  if (record.kind === 'incident' || record.kind === 'anomaly') return { number: 21, text: 'FATAL' }
  if (record.kind === 'repair' || record.result === 'failed') return { number: 17, text: 'ERROR' }
  return record.result === 'ok' || record.result === 'waiting'
    ? { number: 9, text: 'INFO' }
    : { number: 13, text: 'WARN' }
}

function* attributesOf(record: AuditRecord): Generator<Attribute> {
  for (const [key, given] of Object.entries(record)) {
    if (key === 'at' || given === undefined || given === null) continue
    if (key !== 'facts') yield { key: `gatehouse.${key}`, value: otlpValue(given) }
    else
      for (const [name, fact] of Object.entries(given as object))
        if (fact !== null) yield { key: `gatehouse.facts.${name}`, value: otlpValue(fact) }
  }
}

/** Records as one request of OTLP/HTTP with JSON (`POST /v1/logs`). */
export function otlpLogs(records: readonly AuditRecord[], version: string): object {
  const logRecords = records.map(record => {
    const severity = severityOf(record)
    return {
      timeUnixNano: `${Date.parse(record.at)}000000`,
      observedTimeUnixNano: `${Date.parse(record.at)}000000`,
      severityNumber: severity.number,
      severityText: severity.text,
      eventName: `gatehouse.${record.kind}`,
      body: { stringValue: record.reason ?? record.kind },
      attributes: [...attributesOf(record)],
    }
  })
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'gatehouse' } }] }
  return { resourceLogs: [{ resource, scopeLogs: [{ scope: { name: 'gatehouse.audit', version }, logRecords }] }] }
}
