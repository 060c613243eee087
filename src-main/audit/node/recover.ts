import { join } from 'node:path'
import { genesis, layout, marks } from '../core/line.ts'
import { firstSeqOf } from '../core/segment.ts'
import { firstLine, linesFromEnd, tornBytes } from './read-lines.ts'
import { hashLine, isSigned, signatureHolds } from './seal.ts'
import { listSegments } from './segment-file.ts'

/** What an earlier run left: where the chain goes on, and what is wrong with its end. */
export interface Remains {
  /** The newest segment, or null in an empty folder. */
  readonly segment: string | null
  readonly sealed: boolean
  readonly openedAtMs: number
  readonly seq: number
  readonly hash: string
  readonly at: string
  /** Bytes after the last newline: the write that a crash cut off. */
  readonly torn: Buffer
  /** Whole records after the last signed one: a write that a crash cut off between two lines. */
  readonly unsigned: number
  /** The last lines are no records, or their signature does not hold: not what a crash leaves. */
  readonly damaged: boolean
}

const nothing: Remains = {
  segment: null,
  sealed: false,
  openedAtMs: 0,
  seq: 0,
  hash: genesis,
  at: '',
  torn: Buffer.alloc(0),
  unsigned: 0,
  damaged: false,
}

/** The number, time and kind of a raw line, or null when it is no record. */
export function peek(line: Buffer): { seq: number; at: string; kind: string } | null {
  if (line.toString('latin1', 0, marks.prev.length) !== marks.prev) return null
  try {
    const { seq, at, kind } = JSON.parse(line.toString('utf8')) as Record<string, unknown>
    return typeof seq === 'number' && typeof at === 'string' && typeof kind === 'string' ? { seq, at, kind } : null
  } catch {
    // Not JSON: no record.
    return null
  }
}

/** Looks at the end of the trail. Reads only; mending is the trail's, because mending is recorded. */
export async function recover(folder: string, keysAt: (seq: number) => readonly Uint8Array[]): Promise<Remains> {
  const name = (await listSegments(folder)).at(-1)
  if (name === undefined) return nothing
  const path = join(folder, name)
  const torn = await tornBytes(path)
  const first = await firstLine(path)
  const openedAtMs = first === null ? 0 : Date.parse(first.toString('latin1', layout.atFrom, layout.atTo)) || 0
  const end = await readEnd(path, keysAt)
  if (end === null) return { ...nothing, ...(await before(folder, name)), segment: name, torn, openedAtMs }
  return { segment: name, torn, openedAtMs, ...end }
}

type End = Omit<Remains, 'segment' | 'torn' | 'openedAtMs'>

/** Walks back from the last line to the last signed one. */
async function readEnd(path: string, keysAt: (seq: number) => readonly Uint8Array[]): Promise<End | null> {
  let end: End | null = null
  let steps = 0
  for await (const { bytes } of linesFromEnd(path)) {
    const record = peek(bytes)
    end ??= { seq: 0, hash: hashLine(bytes), at: '', sealed: record?.kind === 'seal', unsigned: 0, damaged: false }
    if (record && end.seq === 0) end = { ...end, seq: record.seq + steps, at: record.at }
    if (!record) end = { ...end, damaged: true }
    else if (!isSigned(bytes)) end = { ...end, unsigned: end.unsigned + 1 }
    else return signatureHolds(bytes, keysAt(record.seq)) ? end : { ...end, damaged: true }
    steps += 1
  }
  return end
}

/** A segment that was created but never got a whole line: the chain's end is in the one before it. */
async function before(folder: string, name: string): Promise<Pick<Remains, 'seq' | 'hash' | 'at'>> {
  const earlier = (await listSegments(folder)).filter(other => other < name).at(-1)
  if (earlier === undefined) return { seq: (firstSeqOf(name) ?? 1) - 1, hash: genesis, at: '' }
  for await (const { bytes } of linesFromEnd(join(folder, earlier))) {
    return { seq: (firstSeqOf(name) ?? 1) - 1, hash: hashLine(bytes), at: peek(bytes)?.at ?? '' }
  }
  return { seq: (firstSeqOf(name) ?? 1) - 1, hash: genesis, at: '' }
}
