import { Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { Condition } from '../../src-main/contract/model/status.ts'

/** How each severity looks: by shape as well as by colour. */
export const conditionLook = {
  info: { icon: Info, wash: 'bg-accent-wash', ink: 'text-accent' },
  warning: { icon: TriangleAlert, wash: 'bg-warn-wash', ink: 'text-warn' },
  error: { icon: OctagonAlert, wash: 'bg-danger-wash', ink: 'text-danger' },
} as const

const rank = { error: 0, warning: 1, info: 2 } as const

/** The worst first; what began earlier comes first among equals. */
export function bySeverity(conditions: readonly Condition[]): Condition[] {
  return [...conditions].sort((a, b) => rank[a.severity] - rank[b.severity] || a.since - b.since)
}
