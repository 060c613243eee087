import type { AnomalyRule } from '../../contract/model/config.ts'
import { type Anomaly, type AnomalyState, anomalyEntry, nothingSeen, seeRecord } from '../core/anomaly.ts'
import type { AuditTrail } from './trail.ts'

/** What the watch needs. The acts come from elsewhere: it only says that one is due. */
export interface AnomalyWatchParts {
  readonly trail: AuditTrail
  readonly rules: () => readonly AnomalyRule[]
  /** Alerts, pauses, freezes or kills. Called once for each anomaly, before its record is written: stopping never waits for the trail. */
  readonly act: (anomaly: Anomaly) => void | Promise<void>
  readonly report: (what: string, cause: unknown) => void
}

/** How far back it looks at its start: the longest window a rule may have is a day, and a restart must not forget a flood. */
const lookBackRecords = 2_000

/** Watches the trail for the patterns of the rules. The answer ends it. */
export async function watchAnomalies(parts: AnomalyWatchParts): Promise<() => void> {
  let state: AnomalyState = nothingSeen
  const see = (record: Parameters<typeof seeRecord>[1]): Anomaly[] => {
    const seen = seeRecord(state, record, parts.rules())
    state = seen.state
    return seen.anomalies
  }
  const earlier = await parts.trail.tail(lookBackRecords)
  // What happened before this start was acted on then.
  for (const record of earlier) see(record)
  const newest = earlier.at(-1)?.seq ?? 0
  return parts.trail.subscribe(records => {
    for (const record of records) {
      if (record.seq > newest) for (const anomaly of see(record)) void raise(parts, anomaly)
    }
  })
}

async function raise(parts: AnomalyWatchParts, anomaly: Anomaly): Promise<void> {
  try {
    await parts.act(anomaly)
  } catch (error) {
    parts.report(`anomaly ${anomaly.rule.id}`, error)
  }
  try {
    await parts.trail.append(anomalyEntry(anomaly))
  } catch (error) {
    parts.report('anomaly record', error)
  }
}
