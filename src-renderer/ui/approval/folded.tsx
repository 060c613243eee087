import { CircleCheck, CircleSlash } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Settled } from '../../../src-main/contract/model/approval.ts'
import { answeredByPerson, byLine, settledWords, approvalWords as words } from '../../words/approval.ts'
import { timeOfDay } from '../../words/time.ts'
import { Honest } from '../honest.tsx'

/** What is left of a question that ended somewhere else: how, by whom and when, and nothing to press. */
export function Folded({ settled, children }: { settled: Settled; children?: ReactNode }): ReactNode {
  const Icon = settled.allowed ? CircleCheck : CircleSlash
  const by = byLine(settled.how, settled.by)
  return (
    <div role="status" className="flex flex-1 flex-col items-center justify-center gap-1 px-8 py-10 text-center">
      <Icon aria-hidden strokeWidth={1.6} className={`mb-2 size-10 ${settled.allowed ? 'text-good' : 'text-soft'}`} />
      {answeredByPerson(settled.how) && <p className="text-[13px] text-soft">{words.answeredElsewhere}</p>}
      <h2 className="text-lg font-semibold tracking-tight">{settledWords[settled.how]}</h2>
      <p className="text-[13px] text-soft">
        <Honest text={[by, timeOfDay(settled.at)].filter(Boolean).join(' · ')} />
      </p>
      {settled.reason && (
        <p className="text-[13px] text-soft">
          <Honest text={settled.reason} />
        </p>
      )}
      <code className="mt-3 line-clamp-3 max-w-full rounded-lg bg-sunken px-3 py-2 text-left font-mono text-xs wrap-anywhere">
        <Honest text={settled.shown} />
      </code>
      {children && <div className="mt-4 flex gap-2">{children}</div>}
    </div>
  )
}
