import type { AuditFinding } from '../../src-main/contract/model/audit-check.ts'
import type { AuditKind, AuditRecord, AuditResult } from '../../src-main/contract/model/audit-entry.ts'

/** Words of the Activity page. */
export const activityWords = {
  title: 'Activity',
  search: 'Search the trail',
  kind: 'Kind',
  anyKind: 'Everything',
  result: 'Result',
  anyResult: 'Any result',
  live: 'Live',
  older: 'Load older',
  verify: 'Check the trail',
  verifying: 'Checking…',
  intact: (n: number) => `Nothing was edited, removed or moved in ${n.toLocaleString()} records.`,
  broken: 'The trail is not as it was written',
  empty: 'Nothing has happened yet',
  emptyBody: 'Every decision, run and change is written here before it takes effect.',
  noMatch: 'Nothing matches that search.',
  number: 'Record',
  who: 'Who',
  door: 'Through',
  reason: 'Why',
  rule: 'Rule',
  session: 'Session',
  agent: 'Agent',
  call: 'Call',
  took: 'Took',
  exit: 'Exit code',
  sandbox: 'Ran in',
  signed: 'Signed',
} as const

/** Each kind of record as a person would file it. */
export const kindWords: Record<AuditKind, string> = {
  decision: 'Decision',
  approval: 'Approval',
  execution: 'Run',
  access: 'Access',
  config: 'Settings',
  secret: 'Secret',
  lifecycle: 'Life cycle',
  'route-refusal': 'Refused call',
  network: 'Network',
  session: 'Session',
  incident: 'Incident',
  anomaly: 'Anomaly',
  transfer: 'Transfer',
  repair: 'Repair',
  seal: 'Seal',
  retention: 'Retention',
}

/** How something ended. */
export const resultWords: Record<AuditResult, string> = {
  ok: 'OK',
  waiting: 'Waiting',
  refused: 'Refused',
  failed: 'Failed',
  expired: 'Expired',
  stopped: 'Stopped',
}

/** What a record says, in one line: what was done, to what. */
export function recordLine(record: AuditRecord): { did: string; to: string | null } {
  switch (record.kind) {
    case 'decision':
      return { did: decided[record.verdict], to: record.subject ?? record.tool }
    case 'approval':
      return { did: plain(record.step), to: record.tool ?? null }
    case 'execution':
      return { did: record.step === 'started' ? 'Began to run' : 'Ran', to: record.subject ?? record.tool }
    case 'access':
      return { did: plain(record.step), to: record.subject }
    case 'config':
      return {
        did: `${plain(record.step)} ${record.area}${record.loosens ? ', loosens' : ''}`,
        to: record.paths.join(', '),
      }
    case 'secret':
      return { did: plain(record.step), to: record.secret }
    case 'lifecycle':
      return { did: `${record.part} ${record.step.replace('-', ' ')}`, to: null }
    case 'route-refusal':
      return { did: 'Refused', to: `${record.route} (${record.code})` }
    case 'network':
      return { did: decided[record.verdict], to: record.destination }
    case 'session':
      return { did: plain(record.step), to: null }
    case 'incident':
      return { did: plain(record.step), to: record.incident }
    case 'anomaly':
      return { did: `Seen ${record.count} times: ${record.act.replace('-', ' ')}`, to: record.rule ?? null }
    case 'transfer':
      return { did: plain(record.step), to: record.subject }
    case 'repair':
      return { did: plain(record.step), to: record.segment }
    case 'seal':
      return { did: `Sealed ${record.records} records`, to: record.segment }
    case 'retention':
      return { did: `Removed ${record.segments.length} old segments`, to: null }
  }
}

const decided = { allow: 'Allowed', ask: 'Asked about', deny: 'Denied' } as const

function plain(step: string): string {
  const words = step.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** What is wrong with a trail, in words. */
export const findingWords: Record<AuditFinding['code'], string> = {
  edited: 'A record was edited.',
  missing: 'A record is missing.',
  moved: 'A record was moved.',
  'bad-signature': 'A signature is not ours.',
  'unsigned-tail': 'The last records are not signed; a crash can leave this.',
  torn: 'A line is torn; a crash can leave this.',
  'not-sealed': 'A finished segment has no seal.',
  'wrong-name': 'A segment has the wrong name.',
  'rolled-back': 'The trail was put back to an older state.',
  'anchor-forged': 'The anchor outside the trail was forged.',
  'anchor-unread': 'The anchor outside the trail cannot be read.',
  unreadable: 'A segment cannot be read.',
}
