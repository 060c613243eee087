import type { AuditFinding, AuditFindingCode } from '../../contract/model/audit-check.ts'

const words: Record<AuditFindingCode, string> = {
  edited: 'was changed after it was written',
  missing: 'records before this one are missing',
  moved: 'is not where it was written: records were moved, put in or taken out',
  'bad-signature': 'has a signature that does not hold: the records up to it were written by someone without the key',
  'unsigned-tail':
    'is the first of some last records that carry no signature (a crash in the middle of a write leaves this too)',
  torn: 'the last line is unfinished (a crash leaves this too; starting Gatehouse mends and records it)',
  'not-sealed': 'ends without a seal: its end was cut off',
  'wrong-name': 'does not begin with the record its name says',
  'rolled-back':
    'the trail is older than its anchor: records were removed from its end, or an earlier copy was put back',
  'anchor-forged': 'the anchor was not written by Gatehouse, so the end of the trail could not be checked against it',
  'anchor-unread': 'the anchor could not be read, so the end of the trail could not be checked against it',
  unreadable: 'cannot be read',
}

/** A finding in a sentence that names the place. */
export function sayFinding(finding: AuditFinding): string {
  const line = finding.line === undefined ? '' : `, line ${finding.line}`
  const seq = finding.seq === undefined ? '' : ` (record ${finding.seq})`
  const place = finding.segment === '' ? '' : `${finding.segment}${line}${seq}: `
  return `${place}${words[finding.code]}${finding.more === undefined ? '' : `; ${finding.more}`}.`
}
