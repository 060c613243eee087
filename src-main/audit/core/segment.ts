/** What a segment is called: its first record's number, so that sorting names sorts records. */
export const segmentName = (firstSeq: number): string => `segment-${String(firstSeq).padStart(12, '0')}.jsonl`

const shape = /^segment-(\d{12})\.jsonl$/

/** The number of the first record of a segment, or nothing when the name is not one of ours. */
export function firstSeqOf(name: string): number | null {
  const digits = shape.exec(name)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** When a segment is finished: at a size, or at an age. */
export interface RotationRules {
  readonly maxBytes: number
  readonly maxAgeMs: number
}

/** 64 MB keeps a segment readable in one go; a day keeps every seal younger than a day. */
export const defaultRotation: RotationRules = { maxBytes: 64 * 1024 * 1024, maxAgeMs: 24 * 3600_000 }

/** Whether the open segment is finished. An empty one never is. */
export function rotationDue(
  segment: { bytes: number; openedAtMs: number },
  now: number,
  rules: RotationRules,
): boolean {
  if (segment.bytes === 0) return false
  return segment.bytes >= rules.maxBytes || now - segment.openedAtMs >= rules.maxAgeMs
}

/** A year: the longest time people are usually asked to look back. */
export const defaultRetentionDays = 365

/**
 * The segments that may go: an unbroken run from the oldest, every record older than the limit, never the open one.
 * `lastAt` is the time of the last record of each.
 */
export function expiredSegments<S extends { lastAt: string }>(sealed: readonly S[], now: number, days: number): S[] {
  const limit = new Date(now - days * 86_400_000).toISOString()
  const keep = sealed.findIndex(segment => segment.lastAt >= limit)
  return keep < 0 ? [...sealed] : sealed.slice(0, keep)
}
