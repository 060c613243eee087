import type { Condition } from '../../contract/model/status.ts'
import { type ConditionCode, conditionCatalogue } from './catalogue.ts'

/** What is wrong, since when, with safe details. */
export type Trouble = {
  readonly code: ConditionCode
  readonly since: number
  readonly facts: Readonly<Record<string, string>>
}

const order = { error: 0, warning: 1, info: 2 }

/** What to show now: causes instead of their symptoms, nothing that may be gone in a moment, worst first. */
export function visibleConditions(troubles: readonly Trouble[], now: number): Condition[] {
  const present = new Set(troubles.map(trouble => trouble.code))
  return troubles
    .filter(({ code, since }) => {
      const words = conditionCatalogue[code]
      return now - since >= words.visibleAfterMs && !words.dependsOn.some(cause => present.has(cause))
    })
    .map(({ code, since, facts }) => {
      const { title, advice, severity } = conditionCatalogue[code]
      return { code, title, advice, severity, since, facts: { ...facts } }
    })
    .toSorted((a, b) => order[a.severity] - order[b.severity] || a.since - b.since)
}
