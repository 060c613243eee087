import type { Finding, Inspector, Invocation } from '../inspector.ts'
import { environmentFinding } from '../tables/environment-variables.ts'

/** Judges the variables that are set for a command, or for everything after it. */
export function environmentFindings(inv: Invocation, look: Inspector): Finding[] {
  const found: Finding[] = []
  for (const { name, value } of inv.env) {
    const finding = environmentFinding(name, value, inv, look)
    if (finding) found.push(finding)
  }
  return found
}
