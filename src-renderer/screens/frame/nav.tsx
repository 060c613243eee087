import { Link } from '@tanstack/react-router'
import {
  BellRing,
  Box,
  HeartPulse,
  KeyRound,
  type LucideIcon,
  MessageSquareText,
  OctagonX,
  Rows3,
  ScrollText,
  Settings2,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useRoutesOffered } from '../../api/context.tsx'
import { frameWords as words } from '../../words/frame.ts'

type Item = { to: string; label: string; icon: LucideIcon; route?: string; count?: number }

/** The pages of the house. */
export function Nav({ pending }: { pending: number }): ReactNode {
  // A page whose calls this door does not offer would only show refusals.
  const routes = useRoutesOffered()
  const items: Item[] = [
    { to: '/chat', label: words.chat, icon: MessageSquareText },
    { to: '/approvals', label: words.approvals, icon: BellRing, count: pending },
    { to: '/sessions', label: words.sessions, icon: Rows3 },
    { to: '/activity', label: words.activity, icon: ScrollText, route: 'audit.search' },
    { to: '/sandboxes', label: words.sandboxes, icon: Box, route: 'sandbox.watch' },
    { to: '/secrets', label: words.secrets, icon: KeyRound, route: 'secrets.list' },
    { to: '/incidents', label: words.incidents, icon: OctagonX, route: 'incident.watch' },
    { to: '/health', label: words.health, icon: HeartPulse },
    { to: '/settings', label: words.settings, icon: Settings2 },
  ]
  return (
    <nav
      aria-label={words.pages}
      className="flex w-45 shrink-0 flex-col gap-0.5 border-r border-line bg-paper p-2.5 max-lg:w-14"
    >
      {items
        .filter(item => !item.route || routes.has(item.route))
        .map(item => (
          <NavLink key={item.to} item={item} />
        ))}
    </nav>
  )
}

function NavLink({ item }: { item: Item }): ReactNode {
  const Icon = item.icon
  return (
    <Link
      to={item.to}
      title={item.label}
      className="group flex h-9 items-center gap-2.5 rounded-lg px-2.5 text-[13px] font-medium text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-wash aria-[current=page]:text-accent"
    >
      <Icon aria-hidden className="size-4.5 shrink-0" strokeWidth={1.8} />
      <span className="max-lg:sr-only">{item.label}</span>
      {item.count ? (
        <span className="ml-auto rounded-full bg-warn-wash px-1.5 text-2xs font-semibold text-warn tabular-nums max-lg:sr-only">
          {item.count}
          <span className="sr-only"> {words.pending(item.count)}</span>
        </span>
      ) : null}
    </Link>
  )
}
