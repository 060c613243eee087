import type { GrantView } from '../../src-main/contract/model/grant.ts'
import { ago, dayAndTime } from './time.ts'

/** Words of the lasting answers on the Approvals page. */
export const grantWords = {
  title: 'Lasting answers',
  note: 'Calls that match one of these are answered without asking you.',
  effect: { allow: 'Yes', deny: 'No' },
  anyAgent: 'Any agent',
  agent: (name: string) => `Agent ${name}`,
  stale: 'Not needed for 90 days',
  expired: 'Expired',
  noEnd: 'No end',
  takeBack: 'Take back',
  takeBackOne: (words: string) => `Take back: ${words}`,
  askTitle: 'Take this answer back?',
  askBody: {
    allow: 'The next such call is judged anew, and you are asked when it matters. There is no undo.',
    deny: 'This was a no. The next such call is no longer refused by it: it is judged like any other. There is no undo.',
  },
  prune: 'Take back all that were not needed for 90 days',
  pruneTitle: (n: number) => (n === 1 ? 'Take back 1 answer?' : `Take back ${n} answers?`),
  pruneBody: 'None of these was needed for 90 days. Next time you are asked again. There is no undo.',
  changedOutside:
    'The lasting answers were changed by something other than Gatehouse, so the file was left as it is. Review that change first, then try again.',
  empty: 'No lasting answers',
  emptyBody: 'When you answer a question with “always”, it is listed here, and here you can take it back.',
} as const

const doorWords: Readonly<Record<string, string>> = {
  window: 'in the window',
  tray: 'in the tray menu',
  cli: 'in a terminal',
  dashboard: 'in the dashboard',
  unknown: 'in an older version',
}

/** "Given 3 days ago in the window": when, and through which door. */
export function givenLine({ by, givenAt }: Pick<GrantView, 'by' | 'givenAt'>, now: number): string {
  const where = Object.hasOwn(doorWords, by) ? doorWords[by] : `through ${by}`
  return givenAt === null ? `Given ${where}` : `Given ${ago(givenAt, now)} ${where}`
}

/** "Used 4 times, last yesterday". */
export function usedLine({ uses, lastUsedAt }: Pick<GrantView, 'uses' | 'lastUsedAt'>, now: number): string {
  if (lastUsedAt === null) return 'Never used'
  return uses === 1 ? `Used once, ${ago(lastUsedAt, now)}` : `Used ${uses} times, last ${ago(lastUsedAt, now)}`
}

/** When it ends by itself. */
export function endLine(expiresAt: number | null): string {
  return expiresAt === null ? grantWords.noEnd : `Until ${dayAndTime(expiresAt)}`
}

/** Whether it has ended by itself: such an answer is listed but no longer holds. */
export const hasExpired = (expiresAt: number | null, now: number): boolean => expiresAt !== null && now >= expiresAt
