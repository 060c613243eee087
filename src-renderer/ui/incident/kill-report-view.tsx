import { CircleCheck, CircleHelp, OctagonAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EndedTarget, KillReport, SurvivingTarget } from '../../../src-main/contract/model/incident.ts'
import { outcomeWords, targetWords, incidentWords as words } from '../../words/incidents.ts'
import { dayAndTime, duration } from '../../words/time.ts'
import { Honest } from '../honest.tsx'

const looks = {
  'all-ended': { icon: CircleCheck, ink: 'text-good' },
  unproved: { icon: CircleHelp, ink: 'text-warn' },
  survivors: { icon: OctagonAlert, ink: 'text-danger' },
} as const

/** What one pull did and what looking again found: what died, what did not, and how fast. */
export function KillReportView({ title, report }: { title: string; report: KillReport }): ReactNode {
  const look = looks[report.outcome]
  return (
    <section aria-label={title} className="mb-6 rounded-xl border border-line">
      <header className="flex items-start gap-3 px-4 py-3">
        <look.icon aria-hidden className={`mt-0.5 size-5 shrink-0 ${look.ink}`} />
        <div className="min-w-0 flex-1 text-[13px]">
          <h2 className="text-sm font-semibold">{outcomeWords[report.outcome]}</h2>
          <p className="text-soft">
            {words.endedIn(duration(report.endedAfterMs), report.looks)}
            {report.approvalsDenied > 0 && ` ${words.denied(report.approvalsDenied)}`}
          </p>
        </div>
        <p className="shrink-0 text-right text-xs text-soft">
          {title}
          <span className="block">{dayAndTime(report.at)}</span>
        </p>
      </header>
      <Targets heading={words.survivors} targets={report.survivors} />
      <Targets heading={words.unproved} targets={report.unproved} />
      <Targets heading={words.ended} targets={report.ended} />
      {report.ended.length + report.survivors.length + report.unproved.length === 0 && (
        <p className="border-t border-line px-4 py-2 text-[13px] text-soft">{words.nothing}</p>
      )}
      {report.troubles.length > 0 && (
        <div className="border-t border-line px-4 py-2 text-[13px]">
          <h3 className="font-medium text-warn">{words.troubles}</h3>
          {report.troubles.map(trouble => (
            <p key={trouble} className="text-soft">
              <Honest text={trouble} honesty="prose" />
            </p>
          ))}
        </div>
      )}
    </section>
  )
}

function Targets({
  heading,
  targets,
}: {
  heading: string
  targets: readonly (EndedTarget | SurvivingTarget)[]
}): ReactNode {
  if (targets.length === 0) return null
  return (
    <div className="border-t border-line px-4 py-2">
      <h3 className="mb-1 text-xs font-medium text-soft">{heading}</h3>
      <ul className="flex flex-col gap-1">
        {targets.map(target => (
          <li
            key={`${target.kind} ${target.name} ${target.pid ?? ''}`}
            className="flex items-baseline gap-2 text-[13px]"
          >
            <span className="w-40 shrink-0 text-soft">{targetWords[target.kind]}</span>
            <span className="min-w-0 flex-1 wrap-anywhere">
              <Honest text={target.name} />
              {target.pid !== null && <span className="ml-2 text-xs text-soft">{words.pid(target.pid)}</span>}
              {'why' in target && (
                <span className="block text-soft">
                  <Honest text={target.why} honesty="prose" />
                </span>
              )}
            </span>
            {'afterMs' in target && <span className="text-soft tabular-nums">{duration(target.afterMs)}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
