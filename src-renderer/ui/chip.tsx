import type { ReactNode } from 'react'

/** What a small label is about. Colour never says it alone: the words do. */
export type ChipTone = 'plain' | 'accent' | 'good' | 'warn' | 'danger'

const tones: Record<ChipTone, string> = {
  plain: 'bg-sunken text-soft',
  accent: 'bg-accent-wash text-accent',
  good: 'bg-good-wash text-good',
  warn: 'bg-warn-wash text-warn',
  danger: 'bg-danger-wash text-danger',
}

/** A small label. */
export function Chip({ tone = 'plain', children }: { tone?: ChipTone; children: ReactNode }): ReactNode {
  return (
    <span
      className={`inline-flex shrink-0 items-center gap-1 rounded-md px-1.5 py-0.5 text-2xs font-medium ${tones[tone]}`}
    >
      {children}
    </span>
  )
}
