import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { approvalWords as words } from '../../words/approval.ts'

/** "1 of 3" with a way to the others; nothing at all when there is only one. */
export function Stepper({ at, of, onStep }: { at: number; of: number; onStep: (by: 1 | -1) => void }): ReactNode {
  if (of < 2) return null
  return (
    <span className="flex items-center gap-0.5 text-[13px] text-soft tabular-nums">
      <Step label={words.previous} onPress={() => onStep(-1)}>
        <ChevronLeft aria-hidden className="size-4" />
      </Step>
      {words.position(at + 1, of)}
      <Step label={words.next} onPress={() => onStep(1)}>
        <ChevronRight aria-hidden className="size-4" />
      </Step>
    </span>
  )
}

function Step({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onPress}
      className="rounded-md p-1 hover:bg-hover hover:text-ink"
    >
      {children}
    </button>
  )
}
