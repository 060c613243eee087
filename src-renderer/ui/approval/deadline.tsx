import { Timer } from 'lucide-react'
import type { ReactNode } from 'react'
import { approvalWords as words } from '../../words/approval.ts'
import { countdown, type Urgency } from '../countdown.ts'
import { useNow } from '../use-now.ts'

const tones: Record<Urgency, string> = {
  calm: 'text-soft',
  soon: 'text-danger',
  last: 'text-danger font-semibold',
  over: 'text-danger font-semibold',
}

/** The time left, as a clock and as a line that shrinks. Spoken only when it becomes short. */
export function Deadline({ askedAt, expiresAt }: { askedAt: number; expiresAt: number }): ReactNode {
  const now = useNow(1000)
  const left = countdown(askedAt, expiresAt, now)
  return (
    <>
      <span
        role="timer"
        aria-label={words.leftLong(left.clock)}
        className={`flex items-center gap-1.5 text-[13px] tabular-nums ${tones[left.urgency]}`}
      >
        <Timer aria-hidden className="size-4" />
        {left.urgency === 'over' ? words.over : words.left(left.clock)}
      </span>
      <span aria-live="polite" className="sr-only">
        {left.urgency === 'soon' ? words.leftLong('1:00') : left.urgency === 'last' ? words.leftLong('0:15') : ''}
      </span>
      <div aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 bg-line">
        <div
          className={`h-full transition-[width] duration-1000 ease-linear ${left.urgency === 'calm' ? 'bg-accent' : 'bg-danger'}`}
          style={{ width: `${left.share * 100}%` }}
        />
      </div>
    </>
  )
}
