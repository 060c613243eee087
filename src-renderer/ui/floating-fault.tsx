import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Fault } from '../../src-main/contract/wire/fault.ts'
import { frameWords as words } from '../words/frame.ts'
import { FaultNote } from './fault-note.tsx'

/** A failure of something in the bar, below the bar: it must not be missed, and it may be put away. */
export function FloatingFault({ fault, onDismiss }: { fault: Fault | null; onDismiss: () => void }): ReactNode {
  if (!fault) return null
  return (
    <div className="fixed top-15 right-4 z-30 w-96 rounded-lg bg-raised shadow-float">
      <FaultNote fault={fault}>
        <button
          type="button"
          aria-label={words.dismiss}
          onClick={onDismiss}
          className="rounded p-0.5 text-soft hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      </FaultNote>
    </div>
  )
}
