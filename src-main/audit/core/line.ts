import type { AuditEntry, AuditStamp } from '../../contract/model/audit-entry.ts'

/**
 * How a record lies in its line. `prev`, `at` and `kind` come first and `prev` and `at` have a fixed width, so that
 * verify and search read them at fixed places in the raw bytes and never parse a line they do not return.
 *
 *   {"prev":"<64 hex>","at":"<24 chars>","kind":"…","seq":n,…,"mac":"<64 hex>"}
 */
export const layout = {
  prevFrom: 9,
  prevTo: 73,
  atFrom: 81,
  atTo: 105,
  kindFrom: 115,
  /** `,"mac":"` + 64 hex + `"}` at the end of a signed line. */
  macTail: 74,
} as const

/** What stands in front of each fixed field; a line that differs here is no record of ours. */
export const marks = { prev: '{"prev":"', at: '","at":"', kind: '","kind":"', mac: ',"mac":"' } as const

/** The chain starts here. */
export const genesis = '0'.repeat(64)

/** A line without its mac: everything the mac and the next record's hash stand on. */
export function writeLine(stamp: Omit<AuditStamp, 'mac'>, entry: AuditEntry): string {
  const { kind } = entry
  const whole = JSON.stringify(entry)
  const head = `{"kind":"${kind}"`
  // The schema puts the kind first, so its text is simply cut off; an entry from elsewhere is taken apart.
  const rest = whole.startsWith(head) ? whole.slice(head.length) : restOf(entry)
  return `${marks.prev}${stamp.prev}${marks.at}${stamp.at}${marks.kind}${kind}","seq":${stamp.seq}${rest}`
}

function restOf({ kind: _, ...rest }: AuditEntry): string {
  const tail = JSON.stringify(rest)
  return tail.length > 2 ? `,${tail.slice(1)}` : '}'
}

/** The same line, signed: the mac is put in before the closing brace. */
export function signLine(line: string, mac: string): string {
  return `${line.slice(0, -1)}${marks.mac}${mac}"}`
}

/** A point in time in the fixed width of the line; years before 0 or after 9999 do not fit and are refused. */
export function stampAt(ms: number): string {
  const text = new Date(ms).toISOString()
  if (text.length !== layout.atTo - layout.atFrom) throw new RangeError(`no record can be dated ${text}`)
  return text
}
