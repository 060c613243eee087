import { join } from 'node:path'
import { AuditQuery, type AuditRecord } from '../../contract/model/audit-entry.ts'
import { layout } from '../core/line.ts'
import { clockSlackMs, inLine, matches, needlesOf } from '../core/query.ts'
import { firstSeqOf } from '../core/segment.ts'
import { type Block, blocksFromEnd, linesFromEnd } from './read-lines.ts'
import { listSegments } from './segment-file.ts'

const newline = 0x0a

/** Every record of a folder, newest first. Lines that are no records are passed over: naming them is verify's work. */
export async function* recordsFromEnd(folder: string): AsyncGenerator<AuditRecord> {
  for (const name of (await listSegments(folder)).reverse()) {
    for await (const { bytes } of linesFromEnd(join(folder, name))) {
      const record = readRecord(bytes.toString('utf8'))
      if (record) yield record
    }
  }
}

/** A line as a record, or null. Its shape was checked when it was written; the chain says whether it still is that line. */
export function readRecord(line: string): AuditRecord | null {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value !== 'object' || value === null) return null
    return 'seq' in value && 'at' in value && 'kind' in value ? (value as AuditRecord) : null
  } catch {
    // A damaged line cannot be shown; verify names it.
    return null
  }
}

/**
 * Finds records newest first by looking through the raw bytes. There is no index on purpose: a gigabyte (three million
 * records) takes about half a second, and an index would be a second copy to protect, keep and mend.
 */
export async function searchTrail(folder: string, given: AuditQuery): Promise<AuditRecord[]> {
  const query = AuditQuery.parse(given)
  const found: AuditRecord[] = []
  const find = lineFinder(query)
  for (const name of (await listSegments(folder)).reverse()) {
    if (query.before !== undefined && (firstSeqOf(name) ?? 0) >= query.before) continue
    for await (const block of blocksFromEnd(join(folder, name))) {
      for (const line of find(block)) {
        const text = line.toString('utf8')
        const record = readRecord(text)
        if (record && matches(query, record, text)) found.push(record)
        if (found.length >= query.limit) return found
      }
      if (tooOld(query, block)) return found
    }
  }
  return found
}

/** Whether everything before this block is older than what was asked for. */
function tooOld(query: AuditQuery, block: Block): boolean {
  if (query.since === undefined) return false
  const at = Date.parse(block.bytes.toString('latin1', layout.atFrom, layout.atTo))
  return at < query.since - clockSlackMs
}

/** The lines of a block that may match, last first. */
function lineFinder(query: AuditQuery): (block: Block) => Iterable<Buffer> {
  const needles = needlesOf(query)
  if (query.text !== undefined && query.text !== '') return textFinder(query.text)
  if (needles === null) return block => linesOf(block.bytes)
  const [needle, ...others] = needles.map(text => Buffer.from(text))
  if (needle === undefined || others.length > 0) {
    return block => linesOf(block.bytes, line => needles.some(text => line.includes(text)))
  }
  return block => linesWith(block.bytes, needle)
}

function* linesOf(bytes: Buffer, wanted?: (line: Buffer) => boolean): Generator<Buffer> {
  let to = bytes.length - 1
  while (to >= 0) {
    const before = to === 0 ? -1 : bytes.lastIndexOf(newline, to - 1)
    const line = bytes.subarray(before + 1, to)
    if (!wanted || wanted(line)) yield line
    to = before
  }
}

function* linesWith(bytes: Buffer, needle: Buffer): Generator<Buffer> {
  const starts: [number, number][] = []
  for (let hit = bytes.indexOf(needle); hit >= 0; ) {
    const from = bytes.lastIndexOf(newline, hit) + 1
    const to = bytes.indexOf(newline, hit)
    starts.push([from, to])
    hit = bytes.indexOf(needle, to)
  }
  for (const [from, to] of starts.reverse()) yield bytes.subarray(from, to)
}

/**
 * Free text without regard to case. Plain ASCII is looked for by a regular expression over the bytes as Latin-1,
 * which leaves UTF-8 alone; anything else has to be decoded line by line.
 */
function textFinder(text: string): (block: Block) => Iterable<Buffer> {
  const needle = inLine(text)
  if (!/^[\x20-\x7e]*$/.test(needle)) {
    const lower = needle.toLowerCase()
    return block => linesOf(block.bytes, line => line.toString('utf8').toLowerCase().includes(lower))
  }
  const pattern = new RegExp(needle.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi')
  return block => linesMatching(block.bytes, pattern)
}

function* linesMatching(bytes: Buffer, pattern: RegExp): Generator<Buffer> {
  const text = bytes.toString('latin1')
  const found: [number, number][] = []
  pattern.lastIndex = 0
  while (pattern.test(text)) {
    const from = text.lastIndexOf('\n', pattern.lastIndex - 1) + 1
    const to = text.indexOf('\n', pattern.lastIndex)
    found.push([from, to])
    pattern.lastIndex = to
  }
  for (const [from, to] of found.reverse()) yield bytes.subarray(from, to)
}
