import type { AuditEntry } from '../../contract/model/audit-entry.ts'

/** The newest point of the trail, kept where someone who can write the folder cannot follow: the keychain. */
export interface Anchor {
  readonly segment: string
  readonly seq: number
  readonly hash: string
  readonly at: string
  /** HMAC over the four fields, so that an anchor kept in a plain file cannot be forged either. */
  readonly mac: string
}

/** Where the anchor lives. `read` answers null when none was ever kept, and throws when it cannot tell. */
export interface AnchorStore {
  read(): Promise<Anchor | null>
  keep(anchor: Anchor): Promise<void>
}

/**
 * Whether the anchor follows this record at once, and not within the second. Whoever kills Gatehouse and cuts the end off
 * the trail can hide what the anchor has not seen yet: that must never be an answer, a lockdown, a change of who may
 * do what, or the end of a segment.
 */
export function anchorsAtOnce(entry: AuditEntry): boolean {
  switch (entry.kind) {
    case 'approval':
      return entry.step !== 'asked'
    case 'secret':
      return entry.step !== 'used'
    case 'access':
    case 'config':
    case 'incident':
    case 'anomaly':
    case 'transfer':
    case 'seal':
    case 'repair':
    case 'retention':
      return true
    default:
      return false
  }
}

/** What the anchor's mac is computed over; the first word keeps it apart from the mac of a record. */
export const anchorText = (anchor: Omit<Anchor, 'mac'>): string =>
  `anchor\n${anchor.segment}\n${anchor.seq}\n${anchor.hash}\n${anchor.at}`

/** Reads an anchor back from text; anything that is not exactly one is null. */
export function parseAnchor(text: string): Anchor | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Not JSON is the same answer as JSON of another shape: no anchor.
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { segment, seq, hash, at, mac } = value as Record<string, unknown>
  if (typeof segment !== 'string' || typeof hash !== 'string' || typeof at !== 'string' || typeof mac !== 'string')
    return null
  return typeof seq === 'number' && Number.isSafeInteger(seq) ? { segment, seq, hash, at, mac } : null
}
