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
