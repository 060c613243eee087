/** What is known of a running gateway: when it last answered, and when it was last asked. By a clock that may be set. */
export type Pulse = { readonly answeredAt: number; readonly askedAt: number }

/**
 * A gateway that is busy, or a machine that is, may take seconds for an answer; ours takes a millisecond. Nothing that
 * goes on serving people is silent for so long.
 */
export const SILENT_MS = 15_000
/**
 * We ask once a second. A longer gap between two questions, or time that runs backwards, means that we stood still and not
 * it: the machine slept, this process was stopped, or somebody set the clock. What it did meanwhile nobody knows.
 */
const GAP_MS = 5_000

/** A gateway that has just said hello. */
export function freshPulse(now: number): Pulse {
  return { answeredAt: now, askedAt: now }
}

/** It answered. */
export function answered(pulse: Pulse, now: number): Pulse {
  return { ...pulse, answeredAt: now }
}

/** It is asked again: whether it has been silent for too long by now. */
export function asked(pulse: Pulse, now: number): { readonly pulse: Pulse; readonly silent: boolean } {
  const gap = now - pulse.askedAt
  const stoodStill = gap < 0 || gap > GAP_MS
  const answeredAt = stoodStill ? now : pulse.answeredAt
  return { pulse: { answeredAt, askedAt: now }, silent: now - answeredAt > SILENT_MS }
}
