import type { ActionLimits } from '../../contract/model/policy.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Calls of one agent in the windows that end now. */
export interface CallCounts {
  minute: number
  hour: number
  day: number
}

/** Counts calls in sliding windows. A time in the future is a clock that was set back: it counts. */
export function countCalls(times: readonly number[], now: number): CallCounts {
  const since = (window: number): number => times.filter(time => time > now - window).length
  return { minute: since(MINUTE), hour: since(HOUR), day: since(DAY) }
}

/** Times that no window needs any more can be forgotten. */
export function stillCounting(times: readonly number[], now: number): number[] {
  return times.filter(time => time > now - DAY)
}

/** The window that is full, or `null`. The call being judged counts too. */
export function fullWindow(counts: CallCounts, limits: ActionLimits): { window: string; most: number } | null {
  if (!(counts.minute < limits.perMinute)) return { window: 'minute', most: limits.perMinute }
  if (!(counts.hour < limits.perHour)) return { window: 'hour', most: limits.perHour }
  if (!(counts.day < limits.perDay)) return { window: 'day', most: limits.perDay }
  return null
}
