import type { SessionSummary } from '../../../src-main/contract/model/session.ts'
import { sessionsAtRest } from '../../api/at-rest.ts'
import { useFeed } from '../../api/context.tsx'
import type { FeedView } from '../../api/feed.ts'
import { reduceSessions } from '../../api/reduce-sessions.ts'
import { useHalted } from './use-status.ts'

/** All conversations; none of them is at work while no gateway runs. */
export function useSessions(): FeedView<SessionSummary[]> {
  const view = useFeed('sessions.watch', {}, reduceSessions)
  return useHalted() && view.data ? { ...view, data: sessionsAtRest(view.data) } : view
}
