import type { AuditEntry, AuditRecord } from '../../contract/model/audit-entry.ts'
import type { AnomalyRule } from '../../contract/model/config.ts'

/** A rule that saw its pattern. */
export interface Anomaly {
  readonly rule: AnomalyRule
  readonly count: number
  /** Numbers of the records that made it up. */
  readonly records: readonly number[]
  readonly session: string | null
  readonly agent: string | null
}

interface Sighting {
  readonly seq: number
  readonly atMs: number
}

/** What has been seen so far: sightings by rule and scope, and the places the agents have been to. */
export interface AnomalyState {
  readonly sightings: ReadonlyMap<string, readonly Sighting[]>
  readonly destinations: ReadonlySet<string>
}

/** Nothing seen yet. */
export const nothingSeen: AnomalyState = { sightings: new Map(), destinations: new Set() }

/** Most places remembered; beyond that the oldest are new again, which errs on the side of telling. */
const mostDestinations = 5_000

/** Files that hold keys, passwords, histories or other people's doors. */
const sensitive =
  /(?:^|[\s/"'=~\\])(?:\.ssh|\.aws|\.gnupg|\.kube|\.docker|\.gatehouse|\.password-store|\.config\/(?:gcloud|gh|op|rclone)|\.azure)(?:[/\\\s"']|$)|\.(?:pem|key|p12|pfx|kdbx|keystore|jks|ppk|ovpn)(?:[\s"']|$)|(?:^|[\s/\\"'=])(?:\.env(?:\.[\w.-]+)?|\.netrc|\.npmrc|\.pypirc|\.pgpass|\.git-credentials|id_(?:rsa|dsa|ecdsa|ed25519)|credentials(?:\.json|\.db)?|secrets?\.(?:ya?ml|json|toml|env)|\.bash_history|\.zsh_history|shadow|sudoers|Login Data|logins\.json|key[34]\.db|cookies\.sqlite|wallet\.dat)(?:[\s"']|$)|\/proc\/\d+\/(?:environ|mem|maps)|\/etc\/(?:shadow|gshadow|sudoers|passwd-)/i

/** Whether a command line or path names such a file. */
export const namesSensitiveFile = (subject: string): boolean => sensitive.test(subject)

type Counts = (record: AuditRecord, state: AnomalyState) => boolean

const isCommand = (tool: string): boolean => tool === 'exec' || tool === 'shell' || tool === 'run'

/** Whether a record counts for a pattern. */
const counts: Record<AnomalyRule['pattern'], Counts> = {
  'failed-commands': record =>
    record.kind === 'execution' &&
    record.step === 'finished' &&
    isCommand(record.tool) &&
    (record.result === 'failed' || (record.exitCode ?? 0) !== 0),
  // The decision and not the execution, so that one call counts once, also when it was refused.
  'sensitive-files': record => record.kind === 'decision' && namesSensitiveFile(record.subject ?? ''),
  'blocked-commands': record => record.kind === 'decision' && record.verdict === 'deny' && isCommand(record.tool),
  'denied-tools': record =>
    (record.kind === 'decision' && record.verdict === 'deny' && !isCommand(record.tool)) ||
    (record.kind === 'approval' && record.step === 'denied'),
  'new-destinations': (record, state) => record.kind === 'network' && !state.destinations.has(record.destination),
  'allowlist-changes': record =>
    (record.kind === 'config' &&
      (record.area === 'allowlist' || record.area === 'grants') &&
      record.step !== 'reloaded') ||
    (record.kind === 'approval' && record.step === 'allowed-always'),
}

/** Looks at one record: the new state, and the rules that have now seen enough. Total and deterministic; time is the record's own. */
export function seeRecord(
  state: AnomalyState,
  record: AuditRecord,
  rules: readonly AnomalyRule[],
): { state: AnomalyState; anomalies: Anomaly[] } {
  // What the trail and these rules write themselves never counts, or an alarm could ring itself.
  if (record.kind === 'anomaly' || record.kind === 'seal' || record.kind === 'retention')
    return { state, anomalies: [] }
  const anomalies: Anomaly[] = []
  const sightings = new Map(state.sightings)
  for (const rule of rules) {
    if (!counts[rule.pattern](record, state)) continue
    const scope = scopeOf(rule, record)
    const atMs = Date.parse(record.at)
    const recent = (sightings.get(scope) ?? []).filter(one => Math.abs(atMs - one.atMs) <= rule.withinMinutes * 60_000)
    const now = [...recent, { seq: record.seq, atMs }]
    if (now.length < rule.count) {
      sightings.set(scope, now)
      continue
    }
    // Counting begins anew, so that one flood is one alarm and a second flood a second one.
    sightings.delete(scope)
    anomalies.push({
      rule,
      count: now.length,
      records: now.map(one => one.seq),
      session: record.session ?? null,
      agent: record.agent ?? null,
    })
  }
  return { state: { sightings, destinations: visited(state, record) }, anomalies }
}

/** A rule that pauses a session counts each session by itself; the others count everything together. */
function scopeOf(rule: AnomalyRule, record: AuditRecord): string {
  return rule.act === 'pause-session' ? `${rule.id}\n${record.session ?? ''}` : rule.id
}

function visited(state: AnomalyState, record: AuditRecord): ReadonlySet<string> {
  if (record.kind !== 'network' || state.destinations.has(record.destination)) return state.destinations
  const next = new Set(state.destinations).add(record.destination)
  const [oldest] = next
  if (next.size > mostDestinations && oldest !== undefined) next.delete(oldest)
  return next
}

const said: Record<AnomalyRule['pattern'], string> = {
  'failed-commands': 'commands failed',
  'sensitive-files': 'files that hold keys or passwords were asked for',
  'blocked-commands': 'commands were blocked',
  'denied-tools': 'tools were denied',
  'new-destinations': 'places were contacted for the first time',
  'allowlist-changes': 'changes were made to what is allowed',
}

/** The record of an anomaly. */
export function anomalyEntry({ rule, count, records, session, agent }: Anomaly): AuditEntry {
  return {
    kind: 'anomaly',
    who: 'gatehouse',
    door: 'keeper',
    result: rule.act === 'alert' ? 'ok' : 'stopped',
    rule: rule.id,
    act: rule.act,
    count,
    reason: `${count} ${said[rule.pattern]} within ${rule.withinMinutes} minutes.`,
    ...(session === null ? {} : { session }),
    ...(agent === null ? {} : { agent }),
    facts: { records: records.slice(-50).map(String) },
  }
}
