import { ShieldQuestion, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Approval } from '../../../src-main/contract/model/approval.ts'
import { type PartGroup, sayOnce } from '../../../src-main/contract/model/approval-parts.ts'
import { approvalWords as words } from '../../words/approval.ts'
import { Chip } from '../chip.tsx'
import { Honest } from '../honest.tsx'

const verdictTone = { allow: 'plain', ask: 'warn', deny: 'danger' } as const

/** What is said of the parts of the command, each sentence once with the parts it holds for. */
export function Parts({ approval }: { approval: Approval }): ReactNode {
  const { groups, why } = sayOnce(approval)
  if (groups.length === 0) return null
  const title = why.length === 0 ? words.partsAndWhy : words.parts
  return (
    <section aria-label={title}>
      <Heading>{title}</Heading>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
        {groups.map((group, at) => (
          <Group key={at} group={group} />
        ))}
      </ul>
    </section>
  )
}

function Group({ group: { said, parts, verdict } }: { group: PartGroup }): ReactNode {
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-3 py-2">
      <span className="flex min-w-0 flex-1 basis-40 flex-col gap-1">
        {parts.map((part, at) => (
          <code key={at} className="font-mono text-xs wrap-anywhere select-text">
            <Honest text={part} />
          </code>
        ))}
      </span>
      <span className="flex flex-wrap gap-1">
        {said.map(sentence => (
          <Chip key={sentence} tone={verdictTone[verdict]}>
            <Honest text={sentence} />
          </Chip>
        ))}
      </span>
    </li>
  )
}

/** Why the policy wants a person, in its own words, as far as no part of the command has said it. */
export function Why({ approval }: { approval: Approval }): ReactNode {
  const { why } = sayOnce(approval)
  if (why.length === 0 && !approval.asked.tainted) return null
  return (
    <section aria-label={words.why} className="flex flex-col gap-2">
      {why.length > 0 && (
        <div className="flex items-start gap-2 text-[13px]">
          <ShieldQuestion aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
          <div>
            <span className="font-medium">{words.why}: </span>
            {why.map((reason, at) => (
              <span key={reason} className="text-soft">
                {at > 0 && ' '}
                <Honest text={reason} />
              </span>
            ))}
          </div>
        </div>
      )}
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
