import { HeartPulse } from 'lucide-react'
import type { ReactNode } from 'react'
import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { ConditionList } from '../../ui/condition-list.tsx'
import { bySeverity } from '../../ui/condition-look.ts'
import { Empty } from '../../ui/empty.tsx'
import { Honest } from '../../ui/honest.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { CodeBlock } from '../../ui/rich-text.tsx'
import { gatewayLine } from '../../words/frame.ts'
import { healthWords as words } from '../../words/health.ts'
import { dayAndTime } from '../../words/time.ts'
import { useStatus } from '../frame/use-status.ts'
import { StepBack } from './step-back.tsx'

/** What is wrong, what to do about it, and the state of each half. */
export function HealthScreen(): ReactNode {
  const { data: status } = useStatus()
  if (!status) return null
  const conditions = bySeverity(status.conditions)
  const wrong = conditions.filter(one => one.severity !== 'info')
  const notes = conditions.filter(one => one.severity === 'info')
  return (
    <Page title={words.title}>
      {wrong.length > 0 ? (
        <ConditionList heading={words.wrong} conditions={wrong} />
      ) : (
        <Empty icon={HeartPulse} title={words.well} body={words.wellBody} />
      )}
      {notes.length > 0 && <ConditionList heading={words.notes} conditions={notes} />}
      <div className="mt-6 border-t border-line pt-6">
        <Halves status={status} />
      </div>
    </Page>
  )
}

function Halves({ status }: { status: KeeperStatus }): ReactNode {
  const { gateway } = status
  return (
    <>
      <Section title={words.keeper}>
        <Facts
          rows={[
            [words.version, status.version],
            [words.running, dayAndTime(status.startedAt)],
            [words.commands, status.sandbox],
          ]}
        />
      </Section>
      <Section title={words.gateway}>
        <Facts
          rows={[
            [words.state, `${gatewayLine(gateway)} (${words.since} ${dayAndTime(gateway.since)})`],
            [words.model, status.model],
            [words.process, gateway.pid === null ? words.none : String(gateway.pid)],
            [words.restarts, String(gateway.restarts)],
          ]}
        />
        {gateway.state === 'gave-up' && <StepBack status={status} />}
        {gateway.reason && <p className="text-[13px] text-soft">{gateway.reason}</p>}
        {gateway.lastLines.length > 0 && <CodeBlock text={gateway.lastLines.join('\n')} label={words.lastLines} tall />}
      </Section>
    </>
  )
}

function Facts({ rows }: { rows: readonly (readonly [string, string])[] }): ReactNode {
  return (
    <dl className="grid grid-cols-[9rem_1fr] gap-x-3 gap-y-1.5 text-[13px]">
      {rows.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-soft">{name}</dt>
          <dd className="wrap-anywhere select-text">
            <Honest text={value} honesty="prose" />
          </dd>
        </div>
      ))}
    </dl>
  )
}
