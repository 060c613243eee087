import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { AuditCheck, AuditFinding } from '../../contract/model/audit-check.ts'
import type { AuditRecord } from '../../contract/model/audit-entry.ts'
import type { Anchor, AnchorStore } from '../core/anchor.ts'
import { genesis, layout } from '../core/line.ts'
import { firstSeqOf } from '../core/segment.ts'
import { blockBytes, readAt } from './read-lines.ts'
import { peek } from './recover.ts'
import { anchorHolds, type FormerKey, hashLine, isSigned, keysAt, signatureHolds } from './seal.ts'
import { readRecord } from './search.ts'
import { listSegments } from './segment-file.ts'

/** What to check, and with what. */
export interface VerifyParts {
  readonly folder: string
  /** The seal key. Without one, the chain is checked and the seals are not. */
  readonly keys?: readonly Uint8Array[]
  readonly formerKey?: FormerKey
  readonly anchor?: Pick<AnchorStore, 'read'>
  /** How far the newest segment was written when the check began, for a trail that is still growing. */
  readonly end?: { readonly segment: string; readonly bytes: number }
}

/** Where the check has got to. */
interface Walk {
  prev: string | null
  seq: number | null
  records: number
  bytes: number
  firstAt: string | null
  lastAt: string | null
  anchorSeen: boolean
  readonly findings: AuditFinding[]
  readonly repairs: AuditRecord[]
  readonly removals: Extract<AuditRecord, { kind: 'retention' }>[]
}

/** Most findings of one check: after a hundred, one more place helps nobody. */
const mostFindings = 100

const newline = 0x0a

/** Checks a trail on its raw bytes. Reads only, never throws for what is in the files: damage is a finding. */
export async function verifyTrail(parts: VerifyParts): Promise<AuditCheck> {
  const keys = parts.keys ?? []
  const signers = keysAt(keys, parts.formerKey)
  const anchor = await readAnchor(parts, signers)
  const walk: Walk = {
    prev: null,
    seq: null,
    records: 0,
    bytes: 0,
    firstAt: null,
    lastAt: null,
    anchorSeen: false,
    findings: anchor.findings,
    repairs: [],
    removals: [],
  }
  const names = await listSegments(parts.folder)
  const starts: SegmentStart[] = []
  for (const [index, name] of names.entries()) {
    const limit = parts.end?.segment === name ? parts.end.bytes : undefined
    if (parts.end && name > parts.end.segment) break
    const last = index === names.length - 1 || name === parts.end?.segment
    try {
      starts.push(
        await checkSegment(join(parts.folder, name), name, { walk, signers, anchor: anchor.value, limit, last }),
      )
    } catch (error) {
      add(walk, { code: 'unreadable', segment: name, more: error instanceof Error ? error.message : String(error) })
      walk.prev = null
      walk.seq = null
    }
  }
  checkStart(walk, starts[0])
  if (anchor.value && !walk.anchorSeen) {
    const found = walk.seq ?? 0
    add(walk, {
      code: 'rolled-back',
      segment: names.at(-1) ?? '',
      seq: anchor.value.seq,
      more: `the last record found is ${found}`,
    })
  }
  return {
    intact: walk.findings.every(finding => finding.code === 'anchor-unread'),
    findings: walk.findings,
    repairs: walk.repairs,
    records: walk.records,
    segments: names.length,
    bytes: walk.bytes,
    firstAt: walk.firstAt,
    lastAt: walk.lastAt,
    seals: keys.length > 0 ? 'checked' : 'not-checked',
    anchor: anchor.state,
  }
}

interface SegmentStart {
  readonly name: string
  readonly prev: string
}

interface SegmentCheck {
  readonly walk: Walk
  readonly signers: (seq: number) => readonly Uint8Array[]
  readonly anchor: Anchor | null
  readonly limit: number | undefined
  readonly last: boolean
}

async function checkSegment(path: string, name: string, check: SegmentCheck): Promise<SegmentStart> {
  const file = await open(path, 'r')
  try {
    const scan = new SegmentScan(name, check)
    const size = check.limit ?? (await file.stat()).size
    const rest = await eachLine(file, size, (block, start, end) => scan.line(block, start, end))
    await scan.finish(file, size, rest)
    check.walk.bytes += size
    return { name, prev: scan.startPrev }
  } finally {
    await file.close()
  }
}

type LineVisitor = (block: Buffer, start: number, end: number) => void

/**
 * Reads big blocks and hands over line after line; the next block is read while this one is hashed. Answers how many
 * bytes stand after the last newline.
 */
async function eachLine(file: FileHandle, size: number, visit: LineVisitor): Promise<number> {
  let from = 0
  let pending = readBlock(file, from, size)
  let rest: Buffer = Buffer.alloc(0)
  while (from < size) {
    const block = await pending
    if (block.length === 0) break
    from += block.length
    pending = readBlock(file, from, size)
    let start = 0
    for (let end = block.indexOf(newline); end >= 0; end = block.indexOf(newline, start)) {
      if (rest.length === 0) visit(block, start, end)
      else {
        // Only the line that two blocks share is put together; joining whole blocks cost a tenth of the check.
        const shared = Buffer.concat([rest, block.subarray(0, end)])
        visit(shared, 0, shared.length)
        rest = Buffer.alloc(0)
      }
      start = end + 1
    }
    rest = rest.length === 0 ? block.subarray(start) : Buffer.concat([rest, block])
  }
  await pending
  return rest.length
}

const readBlock = (file: FileHandle, from: number, size: number): Promise<Buffer> =>
  readAt(file, Buffer.allocUnsafe(Math.max(0, Math.min(blockBytes, size - from))), from)

/** The check of one segment, line after line. */
class SegmentScan {
  startPrev = genesis
  readonly #name: string
  readonly #check: SegmentCheck
  readonly #first: number
  #prev: string | null
  #lines = 0
  #lastLine: Buffer | null = null
  #brokenAt = -1
  readonly #anchorLine: number

  constructor(name: string, check: SegmentCheck) {
    this.#name = name
    this.#check = check
    this.#first = firstSeqOf(name) ?? 0
    this.#prev = check.walk.prev
    this.#anchorLine = check.anchor ? check.anchor.seq - this.#first + 1 : -1
  }

  line(block: Buffer, from: number, to: number): void {
    this.#lines += 1
    const bytes = block.subarray(from, to)
    const prev = block.toString('latin1', from + layout.prevFrom, from + layout.prevTo)
    if (this.#prev === null) this.startPrev = prev
    else if (prev !== this.#prev) this.#broken(bytes)
    this.#prev = hashLine(bytes)
    this.#lastLine = bytes
    // Kinds that verify has to understand begin with r: repair and retention.
    if (block[from + layout.kindFrom] === 0x72) this.#note(bytes)
    if (this.#lines === 1) this.#begin(bytes)
    if (this.#lines === this.#anchorLine && this.#prev === this.#check.anchor?.hash) this.#check.walk.anchorSeen = true
  }

  async finish(file: FileHandle, size: number, rest: number): Promise<void> {
    const { walk, signers, last } = this.#check
    if (rest > 0) add(walk, { code: 'torn', segment: this.#name, line: this.#lines + 1, more: `${rest} bytes` })
    const line = this.#lastLine
    walk.prev = this.#prev
    walk.records += this.#lines
    if (line === null) {
      if (!last || rest > 0) add(walk, { code: 'not-sealed', segment: this.#name })
      return
    }
    const record = peek(line)
    walk.seq = record?.seq ?? null
    walk.lastAt = record?.at ?? walk.lastAt
    if (!record) add(walk, { code: 'edited', segment: this.#name, line: this.#lines })
    else if (record.seq !== this.#first + this.#lines - 1 && this.#brokenAt < 0) {
      add(walk, { code: 'moved', segment: this.#name, line: this.#lines, seq: record.seq })
    }
    if (!last && record?.kind !== 'seal') add(walk, { code: 'not-sealed', segment: this.#name })
    if (!signedOrUnchecked(line, signers(walk.seq ?? Number.POSITIVE_INFINITY)))
      await this.#findBadSignature(file, size)
  }

  #begin(bytes: Buffer): void {
    const record = peek(bytes)
    const { walk } = this.#check
    walk.firstAt ??= record?.at ?? null
    if (record?.seq !== this.#first) add(walk, { code: 'wrong-name', segment: this.#name, line: 1 })
  }

  #note(bytes: Buffer): void {
    const record = readRecord(bytes.toString('utf8'))
    if (record?.kind === 'repair') this.#check.walk.repairs.push(record)
    if (record?.kind === 'retention') this.#check.walk.removals.push(record)
  }

  /** The chain does not fit at this line: says which of the two lines it is, as far as that can be told. */
  #broken(bytes: Buffer): void {
    const { walk } = this.#check
    const expected = this.#first + this.#lines - 1
    const here = peek(bytes)
    const previous = this.#lastLine ? peek(this.#lastLine) : null
    const again = this.#brokenAt === this.#lines - 1
    this.#brokenAt = this.#lines
    if (again) {
      // Two misfits in a row, before and after one line: it is that line's own link that was changed.
      const finding = walk.findings.at(-1)
      if (finding?.code === 'edited' && finding.line === this.#lines - 2) {
        walk.findings[walk.findings.length - 1] = { ...finding, line: this.#lines - 1, seq: expected - 1 }
        return
      }
    }
    const follows =
      here !== null && (previous ? here.seq === previous.seq + 1 : walk.seq === null || here.seq === walk.seq + 1)
    if (here && !follows && previous) {
      const gone = here.seq > previous.seq + 1
      add(walk, { code: gone ? 'missing' : 'moved', segment: this.#name, line: this.#lines, seq: here.seq })
    } else if (this.#lines === 1) {
      add(walk, { code: 'missing', segment: this.#name, line: 1, seq: this.#first })
    } else add(walk, { code: 'edited', segment: this.#name, line: this.#lines - 1, seq: expected - 1 })
  }

  /** Goes through the segment once more, to name the first record whose signature does not hold. */
  async #findBadSignature(file: FileHandle, size: number): Promise<void> {
    const { walk, signers } = this.#check
    let signed = 0
    let bad = 0
    let number = 0
    await eachLine(file, size, (block, from, to) => {
      number += 1
      const bytes = block.subarray(from, to)
      if (bad > 0 || !isSigned(bytes)) return
      if (signatureHolds(bytes, signers(this.#first + number - 1))) signed = number
      else bad = number
    })
    if (bad > 0) add(walk, { code: 'bad-signature', segment: this.#name, line: bad, seq: this.#first + bad - 1 })
    else add(walk, { code: 'unsigned-tail', segment: this.#name, line: signed + 1, seq: this.#first + signed })
  }
}

const signedOrUnchecked = (line: Buffer, keys: readonly Uint8Array[]): boolean =>
  keys.length === 0 || signatureHolds(line, keys)

/** A trail begins at its first record ever, or where a signed record says that earlier ones were removed. */
function checkStart(walk: Walk, start: SegmentStart | undefined): void {
  if (!start) return
  const first = firstSeqOf(start.name) ?? 0
  if (first === 1 && start.prev === genesis) return
  const allowed = walk.removals.some(
    removal =>
      (removal.throughSeq + 1 === first && removal.throughHash === start.prev) ||
      // A crash while the files were being removed leaves some of those it names.
      (removal.segments.includes(start.name) && removal.segments.indexOf(start.name) > 0),
  )
  if (!allowed) add(walk, { code: 'missing', segment: start.name, line: 1, seq: first })
}

function add(walk: Walk, finding: AuditFinding): void {
  if (walk.findings.length < mostFindings) walk.findings.push(finding)
}

async function readAnchor(parts: VerifyParts, signers: SegmentCheck['signers']) {
  const none = { value: null, state: 'not-checked' as const }
  if (!parts.anchor) return { ...none, findings: [] as AuditFinding[] }
  try {
    const value = await parts.anchor.read()
    if (value === null) return { value, state: 'none' as const, findings: [] as AuditFinding[] }
    if (parts.keys?.length && !anchorHolds(value, signers(value.seq))) {
      return { ...none, findings: [{ code: 'anchor-forged', segment: '' }] as AuditFinding[] }
    }
    return { value, state: 'checked' as const, findings: [] as AuditFinding[] }
  } catch (error) {
    const more = error instanceof Error ? error.message : String(error)
    return { ...none, findings: [{ code: 'anchor-unread', segment: '', more }] as AuditFinding[] }
  }
}
