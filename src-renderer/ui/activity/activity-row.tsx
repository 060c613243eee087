import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AuditRecord, AuditResult } from '../../../src-main/contract/model/audit-entry.ts'
import { kindWords, recordLine, resultWords, activityWords as words } from '../../words/activity.ts'
import { dayAndTime, duration } from '../../words/time.ts'
import { Chip, type ChipTone } from '../chip.tsx'
import { Honest } from '../honest.tsx'

const tones: Record<AuditResult, ChipTone> = {
  ok: 'good',
  waiting: 'warn',
  refused: 'danger',
  failed: 'danger',
  expired: 'warn',
  stopped: 'plain',
}

type Props = { record: AuditRecord; open: boolean; onToggle: () => void }

/** One record as a line, and everything it holds when it is opened. */
export function ActivityRow({ record, open, onToggle }: Props): ReactNode {
  const line = recordLine(record)
  const at = new Date(record.at)
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="flex w-full items-center gap-3 px-6 py-2 text-left text-[13px] hover:bg-paper focus-visible:outline-offset-[-2px]"
      >
        <ChevronRight aria-hidden className={`size-3.5 shrink-0 text-faint ${open ? 'rotate-90' : ''}`} />
        <time dateTime={record.at} title={dayAndTime(at.getTime())} className="w-17 shrink-0 text-soft tabular-nums">
          {at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false })}
        </time>
        <span className="w-24 shrink-0 truncate text-soft">{kindWords[record.kind]}</span>
        <span className="flex min-w-0 flex-1 items-baseline gap-2">
          <span className="shrink-0">
            <Honest text={line.did} />
          </span>
          {line.to && (
            <code className="truncate font-mono text-xs text-soft">
              <Honest text={line.to} />
            </code>
          )}
        </span>
        <span className="w-28 shrink-0 truncate text-soft">
          <Honest text={record.who} />
        </span>
        <span className="w-20 shrink-0">
          <Chip tone={tones[record.result]}>{resultWords[record.result]}</Chip>
        </span>
      </button>
      {open && <Details record={record} to={line.to} />}
    </>
  )
}

function Details({ record, to }: { record: AuditRecord; to: string | null }): ReactNode {
  const rows: [string, string | undefined][] = [
    [words.reason, record.reason],
    [words.rule, record.rule],
    [words.who, record.who],
    [words.door, record.door],
    [words.agent, record.agent],
    [words.session, record.session],
    [words.took, record.durationMs === undefined ? undefined : duration(record.durationMs)],
    [words.call, record.call],
    ...Object.entries(record.facts ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
    [words.number, `${record.seq}, ${dayAndTime(Date.parse(record.at))}`],
  ]
  return (
    <div className="bg-paper px-6 pt-1 pb-3 pl-[3.4rem]">
      {to && (
        <pre className="mb-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere select-text">
          <Honest text={to} />
        </pre>
      )}
      <dl className="grid grid-cols-[6rem_1fr] gap-x-3 gap-y-0.5 text-xs">
        {rows.map(([name, value]) =>
          value ? (
            <div key={name} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-soft">
                <Honest text={name} />
              </dt>
              <dd className="min-w-0 wrap-anywhere select-text">
                <Honest text={value} />
              </dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  )
}
