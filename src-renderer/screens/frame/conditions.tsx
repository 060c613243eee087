import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { bySeverity, conditionLook } from '../../ui/condition-look.ts'
import { Honest } from '../../ui/honest.tsx'
import { frameWords, gatewayLine } from '../../words/frame.ts'
import { healthWords as words } from '../../words/health.ts'

/** The worst thing that is wrong right now, in one line above every page. The Health page has the rest. */
export function Conditions({ status }: { status: KeeperStatus | undefined }): ReactNode {
  const wrong = status ? worst(status) : []
  const first = wrong[0]
  if (!first) return null
  const look = conditionLook[first.severity]
  return (
    <div role="status" className={`flex items-center gap-2.5 border-b border-line px-4 py-2 text-[13px] ${look.wash}`}>
      <look.icon aria-hidden className={`size-4 shrink-0 ${look.ink}`} />
      <p className="min-w-0 flex-1">
        <span className={`font-medium ${look.ink}`}>{first.title}</span>{' '}
        <span className="text-soft">
          <Honest text={first.advice} honesty="prose" />
        </span>
      </p>
      <Link to="/health" className={`shrink-0 font-medium underline underline-offset-2 ${look.ink}`}>
        {wrong.length > 1 ? words.more(wrong.length - 1) : frameWords.details}
      </Link>
    </div>
  )
}

function worst(status: KeeperStatus): { severity: 'error' | 'warning' | 'info'; title: string; advice: string }[] {
  const conditions = bySeverity(status.conditions.filter(one => one.severity !== 'info'))
  const { gateway } = status
  if (gateway.state !== 'gave-up') return conditions
  const others = conditions.filter(one => one.code !== 'gateway-gave-up') // the same trouble in other words
  return [{ severity: 'error', title: `${gatewayLine(gateway)}.`, advice: gateway.reason ?? '' }, ...others]
}
