import type { AuditRecord } from '../../src-main/contract/model/audit-entry.ts'

/** Records of the live trail a page keeps; older ones are a search away. */
export const KEEP_TAIL = 1000

/** The tail after a group of new records, oldest first. A record that is there already is not taken twice. */
export function reduceTail(tail: AuditRecord[], added: AuditRecord[]): AuditRecord[] {
  const newest = tail.at(-1)?.seq ?? 0
  return [...tail, ...added.filter(record => record.seq > newest)].slice(-KEEP_TAIL)
}
