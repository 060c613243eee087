import { CircleCheck, CircleSlash, History as HistoryIcon, TimerOff, Unplug } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Settled } from '../../../src-main/contract/model/approval.ts'
import { answeredByPerson, byLine, settledWords, approvalWords as words } from '../../words/approval.ts'
import { dayAndTime } from '../../words/time.ts'
import { Empty } from '../empty.tsx'
import { Honest } from '../honest.tsx'

/** How the recent questions ended. "Expired" and "denied" are different things and look different. */
export function History({ settled }: { settled: readonly Settled[] }): ReactNode {
  if (settled.length === 0) return <Empty icon={HistoryIcon} title={words.emptyHistory} />
  return (
    <ul aria-label={words.historyList} className="mx-auto max-w-4xl divide-y divide-line px-6 py-3">
      {settled.map(one => (
        <Row key={one.id} settled={one} />
      ))}
    </ul>
  )
}

function Row({ settled }: { settled: Settled }): ReactNode {
  const by = byLine(settled.how, settled.by)
  return (
    <li className="flex items-start gap-3 py-3">
      <HowIcon settled={settled} />
      <div className="min-w-0 flex-1">
        <code className="block font-mono text-[13px] wrap-anywhere whitespace-pre-wrap select-text">
          <Honest text={settled.shown} />
        </code>
        <p className="mt-0.5 text-[13px] text-soft">
          <span className="font-medium text-ink">{settledWords[settled.how]}</span>
          {by && (
            <>
              {' '}
              <Honest text={by} />
            </>
          )}
          {settled.reason && (
            <>
              {': '}
              <Honest text={settled.reason} />
            </>
          )}
        </p>
      </div>
      <time dateTime={new Date(settled.at).toISOString()} className="shrink-0 text-xs text-soft tabular-nums">
        {dayAndTime(settled.at)}
      </time>
    </li>
  )
}

function HowIcon({ settled }: { settled: Settled }): ReactNode {
  const look = 'mt-0.5 size-4.5 shrink-0'
  if (settled.allowed) return <CircleCheck aria-hidden className={`${look} text-good`} />
  if (settled.how === 'expired') return <TimerOff aria-hidden className={`${look} text-warn`} />
  if (!answeredByPerson(settled.how)) return <Unplug aria-hidden className={`${look} text-soft`} />
  return <CircleSlash aria-hidden className={`${look} text-danger`} />
}
