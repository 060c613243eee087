import type { ReactNode } from 'react'
import type { Condition } from '../../src-main/contract/model/status.ts'
import { healthWords as words } from '../words/health.ts'
import { dayAndTime } from '../words/time.ts'
import { conditionLook } from './condition-look.ts'
import { Honest } from './honest.tsx'

/** Things that stay wrong until someone does something, each with what to do. */
export function ConditionList({
  heading,
  conditions,
}: {
  heading: string
  conditions: readonly Condition[]
}): ReactNode {
  return (
    <section className="mb-6">
      <h2 className="mb-2 text-sm font-semibold">{heading}</h2>
      <ul className="divide-y divide-line overflow-hidden rounded-xl border border-line">
        {conditions.map(condition => (
          <Row key={condition.code} condition={condition} />
        ))}
      </ul>
    </section>
  )
}

function Row({ condition }: { condition: Condition }): ReactNode {
  const look = conditionLook[condition.severity]
  const facts = Object.entries(condition.facts).flatMap(([name, value]) => {
    const label = Object.hasOwn(words.facts, name) ? words.facts[name] : name
    return label === null ? [] : [`${label}: ${value}`]
  })
  return (
    <li className="flex items-start gap-3 px-4 py-3 text-[13px]">
      <span className={`mt-0.5 rounded-lg p-1.5 ${look.wash}`}>
        <look.icon aria-hidden className={`size-4 ${look.ink}`} />
      </span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          <span className="sr-only">{words.severity[condition.severity]}: </span>
          {condition.title}
        </p>
        <p className="text-soft">
          <Honest text={condition.advice} honesty="prose" />
        </p>
        {facts.length > 0 && (
          <p className="mt-0.5 font-mono text-xs text-soft wrap-anywhere">
            <Honest text={facts.join(' · ')} />
          </p>
        )}
      </div>
      <span className="shrink-0 text-xs text-soft">
        {words.since} {dayAndTime(condition.since)}
      </span>
    </li>
  )
}
