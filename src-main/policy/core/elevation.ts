/** A named person lets one session run on this machine for a while. */
export interface Elevation {
  sessionId: string
  /** Who allowed it. */
  by: string
  from: number
  until: number
}

// Whoever needs longer can say so again; a forgotten elevation must not last the night.
const LONGEST = 4 * 60 * 60_000

/** The elevation that holds for a session at this moment, or `null`. It ends by itself. */
export function activeElevation(all: readonly Elevation[], sessionId: string, now: number): Elevation | null {
  return all.find(one => one.sessionId === sessionId && one.by !== '' && isActive(one, now)) ?? null
}

function isActive({ from, until }: Elevation, now: number): boolean {
  return now >= from && now < until && until - from <= LONGEST
}
