import type { AuditRecord } from '../../contract/model/audit-entry.ts'
import type { auditRoutes } from '../../contract/routes/audit.ts'
import { Fault } from '../../contract/wire/fault.ts'
import type { FeedItem, Handlers, StopSignal } from '../../contract/wire/route.ts'
import { exportLines } from './export.ts'
import type { AuditTrail } from './trail.ts'

/** Most records that wait for a slow reader; one further behind is told to begin anew. */
const mostWaiting = 20_000
/** Lines that go out in one piece of an export. */
const linesAtOnce = 500

/** The room's side of its table. */
export function auditHandlers(trail: AuditTrail): Handlers<typeof auditRoutes> {
  return {
    'audit.search': input => trail.search(input),
    'audit.tail': ({ last }, _caller, stop) => tail(trail, last, stop),
    'audit.verify': () => trail.verify(),
    'audit.health': async () => trail.health(),
    'audit.export': async function* ({ format, to, ...query }, caller, stop) {
      // Written first: who took a copy of the trail is part of the trail.
      await trail.append({
        kind: 'transfer',
        step: 'exported',
        subject: `audit trail as ${format}${to === undefined ? '' : ` to ${to}`}`,
        who: 'owner',
        door: caller.door,
        result: 'ok',
      })
      let piece: string[] = []
      for await (const line of exportLines(trail.folder, format, query)) {
        if (stop.aborted) return
        piece.push(line)
        if (piece.length < linesAtOnce) continue
        yield piece.join('')
        piece = []
      }
      if (piece.length > 0) yield piece.join('')
    },
  }
}

/** The newest records, then every group that is written, without a gap in between. */
async function* tail(
  trail: AuditTrail,
  last: number,
  stop: StopSignal,
): AsyncGenerator<FeedItem<AuditRecord[], AuditRecord[]>> {
  const waiting: AuditRecord[] = []
  let wake: () => void = () => {}
  const end = trail.subscribe(records => {
    waiting.push(...records)
    wake()
  })
  stop.addEventListener('abort', () => wake(), { once: true })
  try {
    const snapshot = await trail.tail(last)
    let newest = snapshot.at(-1)?.seq ?? 0
    yield { seq: 0, snapshot }
    for (let seq = 1; !stop.aborted; ) {
      if (waiting.length > mostWaiting) throw new Fault('busy', { what: 'audit feed' })
      const change = waiting.splice(0).filter(record => record.seq > newest)
      if (change.length === 0) {
        await new Promise<void>(resolve => (wake = resolve))
        continue
      }
      newest = change.at(-1)?.seq ?? newest
      yield { seq, change }
      seq += 1
    }
  } finally {
    end()
  }
}
