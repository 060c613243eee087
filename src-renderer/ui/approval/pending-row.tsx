import type { ReactNode } from 'react'
import type { Approval } from '../../../src-main/contract/model/approval.ts'
import { approvalWords as words } from '../../words/approval.ts'
import { Chip } from '../chip.tsx'
import { countdown } from '../countdown.ts'
import { Honest } from '../honest.tsx'
import { useNow } from '../use-now.ts'

const riskTone = { low: 'good', medium: 'warn', high: 'danger' } as const

/** One waiting question in the list beside its card. The card, not this line, is what an answer is based on. */
export function PendingRow({
  approval,
  current,
  onPick,
}: {
  approval: Approval
  current: boolean
  onPick: () => void
}): ReactNode {
  const left = countdown(approval.askedAt, approval.expiresAt, useNow(1000))
  return (
    <li>
      <button
        type="button"
        aria-current={current}
        onClick={onPick}
        className="flex w-full flex-col gap-1 rounded-lg border border-transparent px-3 py-2 text-left hover:bg-hover aria-[current=true]:border-line aria-[current=true]:bg-surface aria-[current=true]:shadow-card"
      >
        <span className="flex w-full items-center gap-2">
          <span className="min-w-0 flex-1 truncate text-[13px] font-medium">
            <Honest text={approval.headline} />
          </span>
          <span className={`text-xs tabular-nums ${left.urgency === 'calm' ? 'text-soft' : 'text-danger'}`}>
            {left.clock}
          </span>
        </span>
        <code className="line-clamp-2 font-mono text-xs wrap-anywhere text-soft">
          <Honest text={approval.shown} />
        </code>
        <span>
          <Chip tone={riskTone[approval.risk]}>{words.risk[approval.risk]}</Chip>
        </span>
      </button>
    </li>
  )
}
