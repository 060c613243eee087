/** How a deadline should look: `calm`, `soon` (under a minute), `last` (under 15 s), `over`. */
export type Urgency = 'calm' | 'soon' | 'last' | 'over'

/** The time left of a question, ready to be drawn. */
export type Countdown = {
  readonly leftMs: number
  readonly share: number
  readonly clock: string
  readonly urgency: Urgency
}

/** Reads a deadline at a moment. */
export function countdown(askedAt: number, expiresAt: number, now: number): Countdown {
  const leftMs = Math.max(0, expiresAt - now)
  const whole = Math.max(1, expiresAt - askedAt)
  return { leftMs, share: Math.min(1, leftMs / whole), clock: clock(leftMs), urgency: urgency(leftMs) }
}

function urgency(leftMs: number): Urgency {
  if (leftMs === 0) return 'over'
  if (leftMs <= 15_000) return 'last'
  return leftMs <= 60_000 ? 'soon' : 'calm'
}

/** Minutes and seconds, rounded up so that "0:00" is only shown when it is over. */
export function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  const hours = Math.floor(seconds / 3600)
  const rest = `${String(Math.floor(seconds / 60) % 60).padStart(hours ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`
  return hours ? `${hours}:${rest}` : rest
}
