import { hostname } from 'node:os'
import { join } from 'node:path'
import type { AuditQuery, AuditRecord } from '../../contract/model/audit-entry.ts'
import { version } from '../../kit/core/version.ts'
import { otlpLogs } from '../core/otlp.ts'
import { matches } from '../core/query.ts'
import { syslogLine } from '../core/syslog.ts'
import { linesFromStart } from './read-lines.ts'
import { readRecord } from './search.ts'
import { listSegments } from './segment-file.ts'

/** The formats a trail can be taken out in. */
export type ExportFormat = 'jsonl' | 'syslog' | 'otlp'

/** What to take out: everything when nothing is said. */
export type ExportQuery = Omit<AuditQuery, 'limit' | 'before'>

/** Records of one OTLP request; collectors refuse bodies of more than some megabytes. */
export const otlpBatch = 500

/** The lines of an export with their line ends, oldest first. JSON lines are the bytes of the trail itself, so that the copy can be verified too. */
export async function* exportLines(folder: string, format: ExportFormat, query: ExportQuery): AsyncGenerator<string> {
  if (format === 'otlp') {
    for await (const records of inBatches(exportRecords(folder, query), otlpBatch))
      yield `${JSON.stringify(
        otlpLogs(
          records.map(one => one.record),
          version,
        ),
      )}\n`
    return
  }
  for await (const { line, record } of exportRecords(folder, query)) {
    yield format === 'jsonl' ? `${line}\n` : `${syslogLine(record, hostname(), process.pid)}\n`
  }
}

/** A record and the line it was read from. */
export interface ExportRecord {
  readonly line: string
  readonly record: AuditRecord
}

/** Records of a trail, oldest first. */
export async function* exportRecords(folder: string, query: ExportQuery): AsyncGenerator<ExportRecord> {
  for (const name of await listSegments(folder)) {
    for await (const bytes of linesFromStart(join(folder, name))) {
      const line = bytes.toString('utf8')
      const record = readRecord(line)
      if (record && matches(query, record, line)) yield { line, record }
    }
  }
}

/** Gathers what comes one by one into groups. */
export async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
