const units = { s: 1000, m: 60_000, h: 3600_000, d: 86_400_000, w: 604_800_000 } as const

/** Reads a point in time as people give it: `90s`, `2h`, `3d`, `2026-11-21`, `2026-11-21T09:00`. Null when it is none. */
export function parseSince(text: string, now: number): number | null {
  const span = /^(\d+(?:\.\d+)?)\s*([smhdw])$/.exec(text.trim())
  if (span) return Math.round(now - Number(span[1]) * units[span[2] as keyof typeof units])
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null
  // A date alone would be read as UTC, and a person means their own midnight.
  const at = Date.parse(text.length === 10 ? `${text}T00:00` : text)
  return Number.isNaN(at) ? null : at
}
