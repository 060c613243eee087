import type { AuditEntry } from '../../contract/model/audit-entry.ts'
import type { Anchor, AnchorStore } from '../core/anchor.ts'
import { genesis } from '../core/line.ts'
import type { Remains } from './recover.ts'
import { anchorHolds, type FormerKey, keysAt } from './seal.ts'
import { recordsFromEnd } from './search.ts'

/** What was found when the trail was opened; anything but a clean one is worth telling a person. */
export interface TrailOpening {
  readonly records: number
  readonly tornBytes: number
  readonly unsigned: number
  readonly damaged: boolean
  /** The trail is older than its anchor says: someone put back an earlier copy, or cut its end. */
  readonly rolledBack: { readonly expectedSeq: number; readonly foundSeq: number } | null
  /** The anchor could not be read, so a roll-back could not be looked for. */
  readonly anchorUnread: boolean
}

/** What the judgement needs of the trail's parts. */
type OpeningParts = {
  readonly folder: string
  readonly sealKey: Uint8Array
  readonly formerKey?: FormerKey
  readonly anchor: AnchorStore
  readonly report?: (what: string, cause: unknown) => void
}

/** Compares what is on disk with the anchor kept elsewhere. */
export async function judgeOpening(parts: OpeningParts, remains: Remains): Promise<TrailOpening> {
  const { anchor, unread } = await readAnchor(parts)
  const forged = anchor !== null && !anchorHolds(anchor, keysAt([parts.sealKey], parts.formerKey)(anchor.seq))
  const held = anchor === null || forged ? true : await holds(parts.folder, anchor, remains)
  return {
    records: remains.seq,
    tornBytes: remains.torn.length,
    unsigned: remains.unsigned,
    damaged: remains.damaged,
    rolledBack: held || anchor === null ? null : { expectedSeq: anchor.seq, foundSeq: remains.seq },
    anchorUnread: unread || forged,
  }
}

/** What was wrong at the start, to be written down: it must stay known after the anchor has moved on. */
export function openingEntries(remains: Remains, opening: TrailOpening, formerKey?: FormerKey): AuditEntry[] {
  const about = { kind: 'repair', who: 'gatehouse', door: 'keeper', segment: remains.segment ?? '', bytes: 0 } as const
  const entries: AuditEntry[] = []
  // Nothing was written since: this is the start that changes keys, and the record is the first under the new one.
  if (formerKey && remains.seq > 0 && formerKey.throughSeq >= remains.seq) {
    entries.push({
      ...about,
      step: 'rekeyed',
      result: 'ok',
      reason:
        'Up to here there was no keychain, and the trail was signed with a key in a file, which proves less. From here on the key is out of reach.',
      facts: { through: remains.seq },
    })
  }
  if (remains.torn.length > 0) {
    entries.push({
      ...about,
      step: 'torn-line',
      result: 'ok',
      reason:
        'The last line was unfinished, as after a crash or a power cut. It was taken out; no other record was touched.',
      bytes: remains.torn.length,
      facts: { torn: printable(remains.torn) },
    })
  }
  if (remains.unsigned > 0) {
    entries.push({
      ...about,
      step: 'unsigned-tail',
      result: 'ok',
      reason: 'The last records had no signature yet, as after a crash in the middle of a write. They were kept.',
      facts: { records: remains.unsigned, through: remains.seq },
    })
  }
  if (remains.damaged) {
    entries.push({
      ...about,
      step: 'damaged-tail',
      result: 'failed',
      reason: 'The last lines of the trail are not what Gatehouse wrote. A crash does not do that.',
    })
  }
  if (opening.rolledBack) {
    entries.push({
      ...about,
      step: 'rolled-back',
      result: 'failed',
      reason: 'The trail is older than its anchor: records were removed from its end, or an earlier copy was put back.',
      facts: { ...opening.rolledBack },
    })
  }
  return entries
}

async function readAnchor(parts: OpeningParts): Promise<{ anchor: Anchor | null; unread: boolean }> {
  try {
    return { anchor: await parts.anchor.read(), unread: false }
  } catch (error) {
    parts.report?.('anchor', error)
    return { anchor: null, unread: true }
  }
}

/** Whether the record the anchor speaks of is still there, with the hash it had. */
async function holds(folder: string, anchor: Anchor, remains: Remains): Promise<boolean> {
  if (remains.seq === anchor.seq) return remains.hash === anchor.hash
  if (remains.seq < anchor.seq) return false
  // Records after the anchor carry its hash as their `prev`.
  for await (const record of recordsFromEnd(folder)) {
    if (record.seq === anchor.seq + 1) return record.prev === anchor.hash
    if (record.seq <= anchor.seq) return false
  }
  return remains.seq === 0 && anchor.hash === genesis
}

const printable = (bytes: Buffer): string => bytes.toString('utf8').replace(/[^\x20-\x7e\u00a0-\uffff]/g, '·')
