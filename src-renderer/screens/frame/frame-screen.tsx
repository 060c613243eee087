import { Outlet } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { frameWords as words } from '../../words/frame.ts'
import { LockdownBar } from '../incidents/lockdown-bar.tsx'
import { PendingConfig } from '../settings/pending-config.tsx'
import { Conditions } from './conditions.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { ElevationBar } from './elevation-bar.tsx'
import { Nav } from './nav.tsx'
import { TopBar } from './top-bar.tsx'
import { useStatus } from './use-status.ts'

/** The frame around every page of the main window. */
export function FrameScreen(): ReactNode {
  const { data: status } = useStatus()
  const pending = status?.pending ?? 0
  useEffect(() => {
    document.title = pending > 0 ? `(${pending}) ${words.app}` : words.app
  }, [pending])
  return (
    <div className="flex h-full flex-col">
      <button
        type="button"
        onClick={() => document.getElementById('page')?.focus()}
        className="sr-only focus:not-sr-only focus:absolute focus:z-30 focus:m-2 focus:rounded-lg focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        {words.skip}
      </button>
      <TopBar status={status} />
      <ConnectionBanner />
      <LockdownBar status={status} />
      <ElevationBar status={status} />
      <PendingConfig />
      <Conditions status={status} />
      <div className="flex min-h-0 flex-1">
        <Nav pending={pending} />
        <main id="page" tabIndex={-1} className="min-w-0 flex-1 bg-surface outline-none">
          <Outlet />
        </main>
      </div>
    </div>
  )
}
