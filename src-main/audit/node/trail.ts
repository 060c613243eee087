import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuditCheck } from '../../contract/model/audit-check.ts'
import { AuditEntry, type AuditQuery, type AuditReceipt, type AuditRecord } from '../../contract/model/audit-entry.ts'
import { Fault } from '../../contract/wire/fault.ts'
import { KernelLock } from '../../kit/node/kernel-lock.ts'
import { type AnchorStore, anchorsAtOnce } from '../core/anchor.ts'
import { fitEntry } from '../core/fit.ts'
import { defaultRetentionDays, type RotationRules } from '../core/segment.ts'
import { Anchoring } from './anchoring.ts'
import { judgeOpening, openingEntries, type TrailOpening } from './opening.ts'
import { Pen, type PenParts, type Written } from './pen.ts'
import { recover } from './recover.ts'
import { planRemoval, removeSegments } from './retire.ts'
import { type FormerKey, keysAt } from './seal.ts'
import { recordsFromEnd, searchTrail } from './search.ts'
import { verifyTrail } from './verify.ts'

/** What a trail is made of. */
export interface TrailParts extends PenParts {
  /** Derived from the vault's master key by the keeper; must stay the same when the master key is rotated. */
  readonly sealKey: Uint8Array
  /** The key that signed the beginning, when it was another one. */
  readonly formerKey?: FormerKey
  /** Every free text of an entry passes through it before it is hashed. */
  readonly redact: (text: string) => string
  readonly anchor: AnchorStore
  readonly retentionDays?: number
  /** The anchor is kept at most this often; a keychain takes some milliseconds. */
  readonly anchorEveryMs?: number
  /** Told about faults that no caller of `append` sees: an anchor that could not be kept, a subscriber that threw. */
  readonly report?: (what: string, cause: unknown) => void
}

/** Whether entries can be written. While they cannot, nothing that needs an entry may happen. */
export type TrailHealth =
  | { readonly writing: true }
  | {
      readonly writing: false
      readonly since: number
      readonly why: 'disk-full' | 'write-failed'
      readonly cause: string
    }

interface Waiting {
  readonly entry: AuditEntry
  readonly resolve: (receipt: AuditReceipt) => void
  readonly reject: (fault: Fault) => void
}

/** Most records of one write; with more, the first of them would wait for the last. */
const largestBatch = 2048

/** Opens the trail of a folder: mends what a crash left, records that it did, and is ready to append. */
export async function openTrail(parts: TrailParts): Promise<AuditTrail> {
  await mkdir(parts.folder, { recursive: true, mode: 0o700 })
  await chmod(parts.folder, 0o700)
  const lock = KernelLock.take(join(parts.folder, 'writer.lock'))
  if (!lock) throw new Fault('busy', { what: 'audit trail' })
  try {
    return await AuditTrail.start(parts, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

/** The one writer of the audit trail. An entry's promise resolves when it is on disk, never earlier. */
export class AuditTrail {
  readonly opening: TrailOpening
  readonly #parts: TrailParts
  readonly #lock: KernelLock
  #retentionDays: number
  readonly #subscribers = new Set<(records: readonly AuditRecord[]) => void>()
  readonly #healthWatchers = new Set<(health: TrailHealth) => void>()
  readonly #pen: Pen
  #queue: Waiting[] = []
  #flushing: Promise<void> | null = null
  #health: TrailHealth = { writing: true }
  #lostEntries = 0
  #retiring: Promise<string[]> = Promise.resolve([])
  #closed = false
  readonly #anchoring: Anchoring

  private constructor(parts: TrailParts, lock: KernelLock, pen: Pen, opening: TrailOpening) {
    this.#parts = parts
    this.#lock = lock
    this.#pen = pen
    this.#retentionDays = parts.retentionDays ?? defaultRetentionDays
    this.opening = opening
    this.#anchoring = new Anchoring(parts, () => pen.end)
  }

  /** Use `openTrail`, which takes the lock. */
  static async start(parts: TrailParts, lock: KernelLock): Promise<AuditTrail> {
    const { folder, sealKey, formerKey } = parts
    const remains = await recover(folder, keysAt([sealKey], formerKey))
    // Whatever was promised for it: a former key is over with the last record that was there when this one came.
    const former = formerKey && { ...formerKey, throughSeq: Math.min(formerKey.throughSeq, remains.seq) }
    const now = { ...parts, ...(former && { formerKey: former }) }
    const opening = await judgeOpening(now, remains)
    const pen = await Pen.resume(now, remains, seal => trail.#sealed(seal))
    const trail = new AuditTrail(now, lock, pen, opening)
    for (const entry of openingEntries(remains, trail.opening, former)) await trail.append(entry)
    await trail.retire()
    return trail
  }

  /** The folder of the trail. */
  get folder(): string {
    return this.#parts.folder
  }

  /** Puts an entry on disk. Rejects with `audit-unavailable` when it is not there; then the act must not happen. */
  append(entry: AuditEntry): Promise<AuditReceipt> {
    if (this.#closed) return Promise.reject(new Fault('audit-unavailable', { why: 'closed' }))
    const parsed = AuditEntry.safeParse(fitEntry(entry, this.#parts.redact))
    if (!parsed.success) {
      return Promise.reject(new Fault('audit-unavailable', { why: 'not an entry' }, { cause: parsed.error }))
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ entry: parsed.data, resolve, reject })
      this.#wake()
    })
  }

  /** The newest records, oldest of them first. */
  async tail(count = 100): Promise<AuditRecord[]> {
    const records: AuditRecord[] = []
    if (count <= 0) return records
    for await (const record of recordsFromEnd(this.#parts.folder)) {
      records.push(record)
      if (records.length >= count) break
    }
    return records.reverse()
  }

  /** Finds records, newest first. */
  search(query: AuditQuery): Promise<AuditRecord[]> {
    return searchTrail(this.#parts.folder, query)
  }

  /** Told of every group of records once they are on disk, in order. The answer ends it. */
  subscribe(listener: (records: readonly AuditRecord[]) => void): () => void {
    this.#subscribers.add(listener)
    return () => this.#subscribers.delete(listener)
  }

  /** Checks the whole trail as it is on disk, with the seals and the anchor. Writing goes on meanwhile. */
  async verify(): Promise<AuditCheck> {
    await this.#idle()
    const { folder, sealKey, formerKey, anchor } = this.#parts
    const end = this.#pen.open
    return verifyTrail({ folder, keys: [sealKey], anchor, ...(formerKey && { formerKey }), ...(end && { end }) })
  }

  /** Whether entries can be written right now. */
  health(): TrailHealth {
    return this.#health
  }

  /** Told when writing stops and when it works again. */
  onHealth(listener: (health: TrailHealth) => void): () => void {
    this.#healthWatchers.add(listener)
    return () => this.#healthWatchers.delete(listener)
  }

  /** Tries to write again after an outage; the record of the outage is the try. */
  async probe(): Promise<TrailHealth> {
    if (this.#health.writing || this.#closed) return this.#health
    this.#wake()
    await this.#idle()
    return this.#health
  }

  /** Takes new rules for how large segments grow and how long they are kept; the settings are read after the trail is open. */
  follow(rules: { readonly rotation: RotationRules; readonly retentionDays: number }): void {
    this.#pen.rotation = rules.rotation
    this.#retentionDays = rules.retentionDays
  }

  /** Removes what is older than the retention allows, after saying so in the trail. */
  retire(): Promise<string[]> {
    this.#retiring = this.#retiring.catch(() => []).then(() => this.#retire()) // One after the other; each caller hears of its own failure.
    return this.#retiring
  }

  /** Writes what is waiting, keeps the anchor, and lets the folder go. */
  async close(): Promise<void> {
    if (this.#closed) return
    await this.#retiring.catch(error => this.#parts.report?.('retention', error))
    this.#closed = true
    await this.#idle()
    await this.#anchoring.close()
    await this.#pen.close()
    this.#lock.release()
  }

  #wake(): void {
    // A microtask, so that entries of the same turn share the first write. No timer: the next group is what gathered during the last fsync.
    this.#flushing ??= Promise.resolve()
      .then(() => this.#flushAll())
      .finally(() => {
        this.#flushing = null
        if (this.#queue.length > 0) this.#wake()
      })
  }

  async #idle(): Promise<void> {
    while (this.#flushing) await this.#flushing
  }

  async #flushAll(): Promise<void> {
    do {
      const group = this.#queue.splice(0, largestBatch)
      try {
        const outage = await this.#mend()
        const written = await this.#pen.write([...outage, ...group.map(waiting => waiting.entry)])
        this.#report({ writing: true })
        group.forEach((waiting, index) => {
          const record = written[index + outage.length]
          if (record) waiting.resolve(record.receipt)
        })
        if (this.#subscribers.size > 0) this.#publish(written.map(one => one.record()))
        this.#anchoring.soon(group.some(({ entry }) => anchorsAtOnce(entry)) ? 'at-once' : 'in-time')
      } catch (error) {
        this.#fail(group, error)
      }
    } while (this.#queue.length > 0)
  }

  /** After an outage: drops the half-written bytes, and answers the record that tells of it. */
  async #mend(): Promise<AuditEntry[]> {
    if (this.#health.writing) return []
    await this.#pen.mend()
    const { since, why, cause } = this.#health
    return [
      {
        kind: 'repair',
        step: 'outage',
        who: 'gatehouse',
        door: 'keeper',
        result: 'ok',
        reason: 'The trail could not be written for a while. Nothing that needs an entry happened meanwhile.',
        segment: this.#pen.end.segment,
        bytes: 0,
        facts: { since: new Date(since).toISOString(), why, cause, refused: this.#lostEntries },
      },
    ]
  }

  #sealed(seal: Written): void {
    this.#publish([seal.record()])
    this.#anchoring.soon('at-once')
    this.#parts.clock.after(0, () => void this.retire().catch(error => this.#parts.report?.('retention', error)))
  }

  #fail(group: readonly Waiting[], error: unknown): void {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const why = code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'write-failed'
    this.#lostEntries += group.length
    const since = this.#health.writing ? this.#parts.clock.now() : this.#health.since
    this.#report({ writing: false, since, why, cause: code })
    for (const waiting of group) waiting.reject(new Fault('audit-unavailable', { why }, { cause: error }))
  }

  #report(health: TrailHealth): void {
    const changed = health.writing !== this.#health.writing
    this.#health = health
    if (health.writing) this.#lostEntries = 0
    if (changed) for (const watcher of [...this.#healthWatchers]) this.#guard('health watcher', () => watcher(health))
  }

  #publish(records: readonly AuditRecord[]): void {
    for (const listener of [...this.#subscribers]) this.#guard('subscriber', () => listener(records))
  }

  /** A listener that throws must not turn a written entry into a failed one. */
  #guard(what: string, act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#parts.report?.(what, error)
    }
  }

  async #retire(): Promise<string[]> {
    await this.#idle()
    const days = this.#retentionDays
    const open = this.#pen.open?.segment ?? null
    const plan = await planRemoval(this.#parts.folder, open, this.#parts.clock.now(), days)
    if (!plan) return []
    await this.append(plan)
    await removeSegments(this.#parts.folder, plan.segments)
    return plan.segments
  }
}
