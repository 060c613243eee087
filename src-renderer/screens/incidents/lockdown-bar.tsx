import { Link } from '@tanstack/react-router'
import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { Honest } from '../../ui/honest.tsx'
import { incidentWords as words } from '../../words/incidents.ts'
import { dayAndTime } from '../../words/time.ts'

/** Says above every page that things are stopped, since when and by whom. */
export function LockdownBar({ status }: { status: KeeperStatus | undefined }): ReactNode {
  const lockdown = status?.lockdown
  if (!lockdown) return null
  return (
    <div role="status" className="flex items-center gap-2.5 border-b border-line bg-danger-wash px-4 py-2 text-[13px]">
      <Lock aria-hidden className="size-4 shrink-0 text-danger" />
      <p className="min-w-0 flex-1">
        <span className="font-medium text-danger">{words.lockedBar(lockdown.level)}</span>{' '}
        <span className="text-soft">
          <Honest text={words.lockedSince(dayAndTime(lockdown.since), lockdown.by)} />
          {lockdown.reason && (
            <>
              {': '}
              <Honest text={lockdown.reason} honesty="prose" />
            </>
          )}
        </span>
      </p>
      <Link to="/incidents" className="shrink-0 font-medium text-danger underline underline-offset-2">
        {words.see}
      </Link>
    </div>
  )
}
