import { ShieldQuestion, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Approval, ApprovalSegment } from '../../../src-main/contract/model/approval.ts'
import { approvalWords as words } from '../../words/approval.ts'
import { Chip } from '../chip.tsx'
import { Honest } from '../honest.tsx'

/** Each part of the command with its risks in words. One harmless part needs no table of its own. */
export function Segments({ segments }: { segments: readonly ApprovalSegment[] }): ReactNode {
  if (segments.length === 0) return null
  return (
    <section aria-label={words.parts}>
      <Heading>{words.parts}</Heading>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
        {segments.map((segment, at) => (
          <li key={at} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2">
            <code className="min-w-0 flex-1 basis-40 font-mono text-xs wrap-anywhere select-text">
              <Honest text={segment.text} />
            </code>
            <span className="flex flex-wrap gap-1">
              {segment.risks.map(risk => (
                <Chip
                  key={risk}
                  tone={segment.verdict === 'allow' ? 'plain' : segment.verdict === 'deny' ? 'danger' : 'warn'}
                >
                  <Honest text={risk} />
                </Chip>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why the policy wants a person, in its own words. */
export function Why({ approval }: { approval: Approval }): ReactNode {
  return (
    <section aria-label={words.why} className="flex flex-col gap-2">
      <div className="flex items-start gap-2 text-[13px]">
        <ShieldQuestion aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
        <div>
          <span className="font-medium">{words.why}: </span>
          {approval.why.map((reason, at) => (
            <span key={reason} className="text-soft">
              {at > 0 && ' '}
              <Honest text={reason} />
            </span>
          ))}
        </div>
      </div>
      {approval.asked.tainted && (
        <div className="flex items-start gap-2 rounded-lg bg-warn-wash px-3 py-2 text-[13px] text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {words.tainted}
        </div>
      )}
    </section>
  )
}

/** Everything else the answer binds to. */
export function Facts({ approval }: { approval: Approval }): ReactNode {
  const { asked } = approval
  return (
    <section aria-label={words.facts}>
      <dl className="grid grid-cols-[6.5rem_1fr] gap-x-3 gap-y-1.5 text-[13px]">
        <Fact name={words.where} value={approval.where} />
        <Fact name={words.cwd} value={approval.cwd} mono />
        <Fact name={words.program} value={approval.program ?? words.programUnknown} mono={approval.program !== null} />
        {Object.entries(approval.env).map(([name, value], at) => (
          <Fact key={name} name={at === 0 ? words.env : ''} value={`${name}=${value}`} mono />
        ))}
        {approval.scripts.map((script, at) => (
          <Fact
            key={script.path}
            name={at === 0 ? words.scripts : ''}
            value={script.path}
            mono
            note={words.hash(script.sha256)}
          />
        ))}
        <Fact name={words.askedBy} value={words.askedByLine(asked)} />
        <Fact name={words.through} value={words.throughLine(asked)} />
        <Fact
          name={words.history}
          value={approval.timesBefore === 0 ? words.firstTime : words.times(approval.timesBefore)}
        />
      </dl>
      {approval.twins > 0 && <p className="mt-2 text-[13px] text-soft">{words.twins(approval.twins)}</p>}
    </section>
  )
}

function Fact({
  name,
  value,
  mono = false,
  note,
}: {
  name: string
  value: string
  mono?: boolean
  note?: string
}): ReactNode {
  return (
    <div className="col-span-2 grid grid-cols-subgrid">
      <dt className="text-soft">{name}</dt>
      <dd className={`min-w-0 wrap-anywhere select-text ${mono ? 'font-mono text-xs leading-5' : ''}`}>
        <Honest text={value} />
        {note && <span className="block font-mono text-2xs break-all text-faint">{note}</span>}
      </dd>
    </div>
  )
}

function Heading({ children }: { children: ReactNode }): ReactNode {
  return <h3 className="mb-1.5 text-[13px] font-medium">{children}</h3>
}
