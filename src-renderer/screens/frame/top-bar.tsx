import { Link } from '@tanstack/react-router'
import { Bell, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { useCommand } from '../../api/context.tsx'
import { buttonLook } from '../../ui/button.tsx'
import { Choices } from '../../ui/choices.tsx'
import { FloatingFault } from '../../ui/floating-fault.tsx'
import { GateMark } from '../../ui/gate-mark.tsx'
import { Honest } from '../../ui/honest.tsx'
import { StateDot } from '../../ui/state-dot.tsx'
import { gatewayLine, frameWords as words } from '../../words/frame.ts'
import { KillButton } from '../incidents/kill-button.tsx'

/** The state of the house in words, what waits for the person, and how to stop it all. */
export function TopBar({ status }: { status: KeeperStatus | undefined }): ReactNode {
  const locked = status?.lockdown !== null && status !== undefined
  const line = !status ? words.unknownState : locked ? words.locked : gatewayLine(status.gateway)
  return (
    <header className="flex h-13 shrink-0 items-center gap-3 border-b border-line bg-surface px-4">
      <span className="flex items-center gap-2 font-semibold tracking-tight">
        <GateMark className="size-5 text-accent" />
        {words.app}
      </span>
      <span aria-hidden className="h-5 w-px bg-line" />
      <p role="status" className="flex min-w-0 items-center gap-2 text-[13px]">
        <StateDot state={status?.gateway.state} locked={locked} />
        <span className="font-medium whitespace-nowrap">{line}</span>
        {status && (
          <span className="truncate text-soft max-md:hidden">
            <Honest text={`${status.model} · ${status.sandbox}`} honesty="prose" />
          </span>
        )}
      </p>
      <span className="flex-1" />
      {status && status.pending > 0 && <PendingLink count={status.pending} />}
      {status && <GatewayMenu status={status} />}
      <KillButton />
    </header>
  )
}

function PendingLink({ count }: { count: number }): ReactNode {
  return (
    <Link
      to="/approvals"
      className={`${buttonLook('plain', 'normal')} border-warn/50 bg-warn-wash text-warn hover:bg-warn-wash`}
    >
      <Bell aria-hidden className="size-4" />
      {words.pending(count)}
    </Link>
  )
}

function GatewayMenu({ status }: { status: KeeperStatus }): ReactNode {
  const start = useCommand('gateway.start')
  const stop = useCommand('gateway.stop')
  const restart = useCommand('gateway.restart')
  const { state } = status.gateway
  const down = state === 'stopped' || state === 'gave-up'
  const failed = [start, stop, restart].find(one => one.error !== null)
  return (
    <>
      <Choices
        label={words.gatewayMenu}
        size="normal"
        trigger={
          <>
            {words.gatewayMenu}
            <ChevronDown aria-hidden className="size-3.5" />
          </>
        }
        choices={[
          { label: words.start, disabled: !down || status.lockdown !== null, onPick: () => start.mutate({}) },
          { label: words.restart, disabled: state !== 'waiting-to-restart', onPick: () => restart.mutate({}) },
          { label: words.stop, disabled: down, onPick: () => stop.mutate({}) },
        ]}
      />
      <FloatingFault fault={failed?.error ?? null} onDismiss={() => failed?.reset()} />
    </>
  )
}
