import { createHash } from 'node:crypto'
import { type BoundPlan, canonical, canonicalPlan } from '../approvals/core/plan.ts'
import type { ToolCall } from '../contract/model/tool-call.ts'
import type { Decision } from '../contract/model/verdict.ts'

/** What a verdict rested on besides the call: where links led, what listed programs contained, which file a name started. */
export type Seen = {
  readonly links: Readonly<Record<string, string>>
  readonly digests: Readonly<Record<string, string>>
  readonly programs: Readonly<Record<string, string>>
}

/** A judged call with the exact plan that would run. Judging again gives the same plan only if nothing changed. */
export type Judged = {
  readonly decision: Decision
  readonly plan: BoundPlan
  readonly seen: Seen
  /** Where it would run, in words, and by which backend; null where there is none. */
  readonly where: string
  readonly runs: string | null
}

/**
 * Which look it is: the first one; the one before an answered call runs; the one before a call runs that nobody was
 * asked about. Only the first counts as a call, and only an answer binds to things that the sandbox must be asked for.
 */
export type Looking = 'first' | 'again' | 'unasked'

/**
 * A call on its way, and what let it pass: the policy alone, a person's yes, or a yes that also added a rule, which
 * changes the policy and nothing else.
 */
export type Act = { readonly call: ToolCall; readonly judged: Judged; readonly by: 'policy' | 'yes' | 'yes-with-rule' }

/** The digest that an approval carries. */
export function digestOf(plan: BoundPlan): string {
  return createHash('sha256').update(canonicalPlan(plan)).digest('hex')
}

/** What is no longer as it was seen, in words. `onlyKnown` leaves out what the first look had no reason to look at. */
export function whatMoved(before: Seen, now: Seen, compare: 'all' | 'only-known'): string[] {
  const names: Record<keyof Seen, string> = {
    links: 'where a link leads',
    digests: 'the content of a listed program',
    programs: 'the program that would start',
  }
  const keys = Object.keys(names) as (keyof Seen)[]
  const moved = keys.filter(key => {
    const found = compare === 'all' ? now[key] : shared(now[key], before[key])
    return canonical(before[key]) !== canonical(found)
  })
  return moved.map(key => names[key])
}

const shared = (now: Readonly<Record<string, string>>, before: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(now).filter(([key]) => Object.hasOwn(before, key)))
