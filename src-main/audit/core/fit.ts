import type { AuditEntry, AuditFacts } from '../../contract/model/audit-entry.ts'

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
  // A copy of the same shape, changed in place: building it key by key took three times as long.
  const fitted: Record<string, unknown> = { ...entry }
  for (const key of Object.keys(fitted)) {
    const value = fitted[key]
    if (value === undefined) delete fitted[key]
    else if (key === 'facts') fitted[key] = fitFacts(value as AuditFacts, redact)
    else if (typeof value !== 'number' && !ours.has(key))
      fitted[key] = fitValue(value, longest[key] ?? otherwise, redact)
  }
  return fitted as AuditEntry
}

function fitValue(value: unknown, most: number, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return value === '' ? value : clip(redact(value), most)
  if (Array.isArray(value)) return value.slice(0, longestList).map(item => fitValue(item, most, redact))
  return value
}

/** A fact is shown to the redactor with its name: `password` beside it may be all that tells what a value is. */
function fitFacts(facts: AuditFacts, redact: (text: string) => string): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(facts)) {
    const named = (text: string): string => {
      const before = JSON.stringify({ [key]: text })
      const after = redact(before)
      return after === before ? text : (valueIn(after) ?? redact(text))
    }
    out[clip(redact(key), 80)] = fitValue(value, longest['facts'] ?? otherwise, named)
  }
  return out
}

/** The one value of an object in JSON that was redacted; null when the redactor took more than the value. */
function valueIn(text: string): string | null {
  try {
    const [value] = Object.values(JSON.parse(text) as Record<string, unknown>)
    return typeof value === 'string' ? value : null
  } catch {
    // No JSON any more: the value alone is redacted instead.
    return null
  }
}
