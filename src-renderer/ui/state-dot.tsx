import { CirclePause, CircleX, LoaderCircle, Lock, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { GatewayState } from '../../src-main/contract/model/status.ts'

/** The gateway's state by shape and colour, beside the words that say it. */
export function StateDot({ state, locked }: { state: GatewayState['state'] | undefined; locked: boolean }): ReactNode {
  const look = 'size-4 shrink-0'
  if (locked) return <Lock aria-hidden className={`${look} text-danger`} />
  if (state === 'running') return <ShieldCheck aria-hidden className={`${look} text-good`} />
  if (state === 'stopped') return <CirclePause aria-hidden className={`${look} text-soft`} />
  if (state === 'gave-up') return <CircleX aria-hidden className={`${look} text-danger`} />
  return <LoaderCircle aria-hidden className={`${look} animate-spin text-warn`} />
}
