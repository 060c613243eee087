import { OctagonX, ShieldCheck, ShieldOff } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { KillReportView } from '../../ui/incident/kill-report-view.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { incidentWords as words } from '../../words/incidents.ts'
import { dayAndTime } from '../../words/time.ts'
import { LiftDialog } from './lift-dialog.tsx'
import { useIncident } from './use-incident.ts'

/** The kill switch: how it stands, what the last pull ended, a rehearsal, and the way back. */
export function IncidentsScreen(): ReactNode {
  const { data: incident, fault } = useIncident()
  const drill = useCommand('incident.drill')
  const [lifting, setLifting] = useState(false)
  if (fault) return <FaultNote fault={fault} />
  if (!incident) return null
  return (
    <Page title={words.title}>
      {incident.lockdown && (
        <section className="mb-6 flex items-center gap-4 rounded-xl bg-danger-wash px-4 py-3">
          <div className="min-w-0 flex-1 text-[13px]">
            <h2 className="text-sm font-semibold text-danger">{words.lockedTitle}</h2>
            <p className="text-soft">
              {words.lockedBar(incident.lockdown.level)}{' '}
              <Honest text={words.lockedSince(dayAndTime(incident.lockdown.since), incident.lockdown.by)} />
            </p>
          </div>
          <Button onPress={() => setLifting(true)}>{words.lift}</Button>
        </section>
      )}
      {incident.last && <KillReportView title={words.lastTitle} report={incident.last} />}
      {!incident.last && <Empty icon={OctagonX} title={words.never} body={words.neverBody} />}
      {drill.data && <KillReportView title={words.drillTitle} report={drill.data} />}
      <div className="mt-6 border-t border-line pt-6">
        <Section title={words.switchTitle} note={words.switchBody}>
          <Watchdog on={incident.watchdog} />
          <div className="flex items-center gap-3">
            <Button disabled={drill.isPending} onPress={() => drill.mutate({})}>
              {words.drill}
            </Button>
            <span className="text-[13px] text-soft">{words.drillNote}</span>
          </div>
          {drill.error && <FaultNote fault={drill.error} />}
        </Section>
      </div>
      {lifting && <LiftDialog onClose={() => setLifting(false)} />}
    </Page>
  )
}

function Watchdog({ on }: { on: boolean }): ReactNode {
  const Icon = on ? ShieldCheck : ShieldOff
  return (
    <p className="flex items-start gap-2 text-[13px]">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${on ? 'text-good' : 'text-warn'}`} />
      {on ? words.watchdogOn : words.watchdogOff}
    </p>
  )
}
