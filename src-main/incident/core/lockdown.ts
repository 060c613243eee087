import type { KillLevel, Lockdown } from '../../contract/model/incident.ts'

const rank: Readonly<Record<KillLevel, number>> = { tools: 1, network: 2, all: 3 }

/** What may not begin while a lockdown of some level holds. */
export type Barred = { readonly tools: boolean; readonly gateway: boolean; readonly network: boolean }

/** What happened to the lockdown. */
export type LockdownEvent =
  | { readonly what: 'pulled'; readonly level: KillLevel; readonly by: string; readonly reason: string }
  | { readonly what: 'lifted' }

/** Whether `level` stops at least what `other` stops. */
export function reaches(level: KillLevel, other: KillLevel): boolean {
  return rank[level] >= rank[other]
}

/** The next state. A weaker pull never loosens a stronger lockdown, and never hides who began it. */
export function nextLockdown(state: Lockdown | null, event: LockdownEvent, now: number): Lockdown | null {
  if (event.what === 'lifted') return null
  if (state !== null && reaches(state.level, event.level)) return state
  const { level, by, reason } = event
  return { since: now, level, by, reason }
}

/** What a lockdown forbids. */
export function barredBy(state: Lockdown | null): Barred {
  if (state === null) return { tools: false, gateway: false, network: false }
  return { tools: true, gateway: reaches(state.level, 'network'), network: reaches(state.level, 'network') }
}

/** What a file that is there but cannot be read means: somebody locked, and we cannot know more. */
export function damagedLockdown(now: number): Lockdown {
  return {
    since: now,
    level: 'all',
    by: 'unknown',
    reason: 'The lockdown file is damaged. It counts as locked until you lift it.',
  }
}
