import type { SecretAge } from '../../contract/model/secret.ts'

const DAY = 24 * 60 * 60 * 1000
/** Ninety days: what most providers' own guides and PCI DSS suggest for keys that a program uses. */
export const ROTATE_AFTER_DAYS = 90

/** How old a secret is, and whether to remind its owner: due after the limit, overdue after half as long again. */
export function ageOf(changedAtMs: number, nowMs: number, rotateAfterDays = ROTATE_AFTER_DAYS): SecretAge {
  const days = Math.max(0, Math.floor((nowMs - changedAtMs) / DAY))
  const reminder = days < rotateAfterDays ? 'fresh' : days < rotateAfterDays * 1.5 ? 'due' : 'overdue'
  return { days, reminder }
}
