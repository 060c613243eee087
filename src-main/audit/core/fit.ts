import type { AuditEntry } from '../../contract/model/audit-entry.ts'

/** A record is evidence of an act, not a copy of its output: what is longer is cut, and says so. */
const longest: Record<string, number> = { reason: 3_900, subject: 15_900, facts: 8_000 }
const otherwise = 380
const longestList = 200

/** Our own words and numbers. They are never rewritten, or a careless pattern could turn `deny` into something else. */
const ours = new Set([
  'kind',
  'verdict',
  'step',
  'result',
  'act',
  'area',
  'door',
  'digest',
  'segment',
  'segments',
  'throughHash',
  'throughAt',
])

const clip = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 40)}… (${text.length - most + 40} more characters)`

/**
 * Rewrites every free text of an entry with the redactor and cuts what is too long. The one way into the trail: a
 * secret is hidden before it is hashed, because hiding it later would break the chain.
 */
export function fitEntry(entry: AuditEntry, redact: (text: string) => string): AuditEntry {
  const visit = (value: unknown, most: number): unknown => {
    if (typeof value === 'string') return value === '' ? value : clip(redact(value), most)
    if (Array.isArray(value)) return value.slice(0, longestList).map(item => visit(item, most))
    return value
  }
  const facts = (given: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(given).map(([key, value]) => [clip(redact(key), 80), visit(value, longest['facts'] ?? otherwise)]),
    )
  const fitted: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(entry)) {
    if (value === undefined) continue
    if (ours.has(key)) fitted[key] = value
    else
      fitted[key] = key === 'facts' ? facts(value as Record<string, unknown>) : visit(value, longest[key] ?? otherwise)
  }
  return fitted as AuditEntry
}
