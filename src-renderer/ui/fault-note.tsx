import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Fault } from '../../src-main/contract/wire/fault.ts'
import { reference } from '../words/connection.ts'

/** What failed, what to do next, and the reference that finds the cause in the log. */
export function FaultNote({ fault, children }: { fault: Fault; children?: ReactNode }): ReactNode {
  return (
    <div role="alert" className="flex items-start gap-2.5 rounded-lg bg-danger-wash px-3 py-2.5 text-[13px]">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-danger">{fault.words.title}</p>
        <p className="text-soft">
          {fault.words.advice}
          {fault.ref && <span className="ml-2 font-mono text-xs text-soft select-text">{reference(fault.ref)}</span>}
        </p>
      </div>
      {children}
    </div>
  )
}
