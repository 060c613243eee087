import type { AuditEntry, AuditReceipt, AuditRecord } from '../../contract/model/audit-entry.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { signLine, stampAt, writeLine } from '../core/line.ts'
import { defaultRotation, type RotationRules, rotationDue, segmentName } from '../core/segment.ts'
import type { Remains } from './recover.ts'
import { hashLine, macOf } from './seal.ts'
import { type Disk, OpenSegment, realDisk } from './segment-file.ts'

/** What a pen needs. */
export interface PenParts {
  readonly folder: string
  readonly sealKey: Uint8Array
  readonly clock: Clock
  readonly rotation?: RotationRules
  readonly disk?: Disk
  readonly report?: (what: string, cause: unknown) => void
}

/** One line that is on disk. The record is made when somebody listens: most entries are only written. */
export interface Written {
  readonly record: () => AuditRecord
  readonly receipt: AuditReceipt
}

/** Writes the lines of a trail: it alone knows the open segment, the last number and the last hash. One write at a time. */
export class Pen {
  /** For how long and how far one segment is written; the settings are read after the trail is open. */
  rotation: RotationRules
  readonly #parts: PenParts
  readonly #disk: Disk
  readonly #sealed: (seal: Written) => void
  #segment: OpenSegment | null = null
  #seq: number
  #hash: string

  private constructor(parts: PenParts, remains: Remains, sealed: (seal: Written) => void) {
    this.#parts = parts
    this.#disk = parts.disk ?? realDisk
    this.#sealed = sealed
    this.#seq = remains.seq
    this.#hash = remains.hash
    this.rotation = parts.rotation ?? defaultRotation
  }

  /** Goes on where an earlier run stopped, and takes out its torn last line. `sealed` hears of each segment that is finished. */
  static async resume(parts: PenParts, remains: Remains, sealed: (seal: Written) => void): Promise<Pen> {
    const pen = new Pen(parts, remains, sealed)
    if (remains.segment === null || remains.sealed) return pen
    const openedAtMs = remains.openedAtMs || parts.clock.now()
    pen.#segment = await OpenSegment.resume(parts.folder, remains.segment, pen.#disk, openedAtMs)
    if (remains.torn.length === 0) return pen
    pen.#segment.bytes -= remains.torn.length
    await pen.#segment.cut()
    return pen
  }

  /** Where the trail ends right now. */
  get end(): { readonly segment: string; readonly seq: number; readonly hash: string } {
    return { segment: this.#segment?.name ?? '', seq: this.#seq, hash: this.#hash }
  }

  /** The segment that is being written, and how far it is whole. */
  get open(): { readonly segment: string; readonly bytes: number } | null {
    return this.#segment && { segment: this.#segment.name, bytes: this.#segment.bytes }
  }

  /** Puts the entries on disk as one write, in a new segment where the old one is full. */
  async write(entries: readonly AuditEntry[]): Promise<Written[]> {
    const now = this.#parts.clock.now()
    if (this.#segment && rotationDue(this.#segment, now, this.rotation)) await this.#seal(this.#segment)
    this.#segment ??= await OpenSegment.create(this.#parts.folder, segmentName(this.#seq + 1), this.#disk, now)
    return this.#put(this.#segment, entries, stampAt(now))
  }

  /**
   * Drops what a failed write left half done. A handle that failed once may be dead for good (the disk was taken away and came back), so
   * a new one is opened.
   */
  async mend(): Promise<void> {
    const old = this.#segment
    if (!old) return
    const segment = await OpenSegment.resume(this.#parts.folder, old.name, this.#disk, old.openedAtMs)
    segment.bytes = old.bytes
    this.#segment = segment
    await old.close().catch(error => this.#parts.report?.('closing a failed segment', error))
    await segment.cut()
  }

  async close(): Promise<void> {
    await this.#segment?.close()
  }

  async #put(segment: OpenSegment, entries: readonly AuditEntry[], at: string): Promise<Written[]> {
    const written: Written[] = []
    let seq = this.#seq
    let prev = this.#hash
    let text = ''
    entries.forEach((entry, index) => {
      seq += 1
      let line = writeLine({ prev, at, seq }, entry)
      // The last line of every write is signed, and stands for all lines before it through the chain.
      const mac = index === entries.length - 1 ? macOf(this.#parts.sealKey, line) : undefined
      if (mac !== undefined) line = signLine(line, mac)
      const hash = hashLine(line)
      written.push({ record: recordOf(entry, prev, at, seq, mac), receipt: { seq, at, hash } })
      prev = hash
      text += `${line}\n`
    })
    await segment.append(Buffer.from(text))
    this.#seq = seq
    this.#hash = prev
    return written
  }

  /** Ends a segment with a signed record of what it holds. */
  async #seal(segment: OpenSegment): Promise<void> {
    const seal: AuditEntry = {
      kind: 'seal',
      who: 'gatehouse',
      door: 'keeper',
      result: 'ok',
      segment: segment.name,
      records: this.#seq - segment.firstSeq + 1,
      bytes: segment.bytes,
    }
    const written = await this.#put(segment, [seal], stampAt(this.#parts.clock.now()))
    this.#segment = null
    written.forEach(this.#sealed)
    await segment.close()
  }
}

const recordOf =
  (entry: AuditEntry, prev: string, at: string, seq: number, mac: string | undefined): (() => AuditRecord) =>
  () => ({ ...entry, prev, at, seq, ...(mac === undefined ? {} : { mac }) })
