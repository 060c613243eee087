import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuditEntry } from '../../contract/model/audit-entry.ts'
import { expiredSegments } from '../core/segment.ts'
import { lastLine } from './read-lines.ts'
import { peek } from './recover.ts'
import { hashLine } from './seal.ts'
import { listSegments, syncFolder } from './segment-file.ts'

type Removal = Extract<AuditEntry, { kind: 'retention' }>

/** What may be removed now, as the record that has to be written first; null when nothing may. */
export async function planRemoval(
  folder: string,
  open: string | null,
  now: number,
  days: number,
): Promise<Removal | null> {
  const sealed: { name: string; lastAt: string; lastSeq: number; hash: string }[] = []
  for (const name of await listSegments(folder)) {
    const line = name === open ? null : await lastLine(join(folder, name))
    const record = line && peek(line.bytes)
    if (!line || !record) break // Only an unbroken, readable run from the oldest may go.
    const last = { name, lastAt: record.at, lastSeq: record.seq, hash: hashLine(line.bytes) }
    if (expiredSegments([last], now, days).length === 0) break
    sealed.push(last)
  }
  const newest = sealed.at(-1)
  if (!newest) return null
  return {
    kind: 'retention',
    who: 'gatehouse',
    door: 'keeper',
    result: 'ok',
    reason: `Records older than ${days} days were removed.`,
    segments: sealed.map(segment => segment.name),
    throughSeq: newest.lastSeq,
    throughHash: newest.hash,
    throughAt: newest.lastAt,
  }
}

/** Removes segments, oldest first, so that a crash in between leaves an unbroken rest. */
export async function removeSegments(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await unlink(join(folder, name))
  await syncFolder(folder)
}
