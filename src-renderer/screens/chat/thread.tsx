import { ArrowDown, MessageCircleX } from 'lucide-react'
import { type ReactNode, useCallback, useState } from 'react'
import { entriesAtRest } from '../../api/at-rest.ts'
import { useFeed } from '../../api/context.tsx'
import { reduceSession } from '../../api/reduce-sessions.ts'
import { EntryView } from '../../ui/chat/entry-view.tsx'
import { useStickToEnd } from '../../ui/chat/use-stick-to-end.ts'
import { Empty } from '../../ui/empty.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { chatWords as words } from '../../words/chat.ts'
import { ApprovalDialog } from '../approvals/approval-dialog.tsx'
import { useHalted } from '../frame/use-status.ts'

/** One conversation as it grows. */
export function Thread({ session }: { session: string }): ReactNode {
  const view = useFeed('sessions.follow', { session }, reduceSession)
  const [reviewing, setReviewing] = useState<string | null>(null)
  const review = useCallback((approval: string) => setReviewing(approval), [])
  const known = view.data?.entries
  const entries = useHalted() && known ? entriesAtRest(known, words.cutShort) : known
  const { box, away, toEnd } = useStickToEnd(known)
  if (view.fault?.code === 'not-found') return <Empty icon={MessageCircleX} title={words.notFound} />
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the conversation has to be scrolled by keyboard too
        tabIndex={0}
        role="log"
        aria-label={words.thread}
        className="min-h-0 flex-1 overflow-y-auto focus-visible:outline-offset-[-2px]"
      >
        <div className="mx-auto flex w-full max-w-3xl flex-col gap-4 px-6 pt-6 pb-6">
          {view.fault && <FaultNote fault={view.fault} />}
          {entries?.map(entry => (
            <EntryView key={entry.id} entry={entry} onReview={review} />
          ))}
        </div>
      </div>
      {away && (
        <button
          type="button"
          onClick={toEnd}
          className="absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1.5 rounded-full border border-line bg-raised px-3 py-1.5 text-xs font-medium shadow-float hover:bg-hover"
        >
          <ArrowDown aria-hidden className="size-3.5" />
          {words.scrollDown}
        </button>
      )}
      {reviewing && <ApprovalDialog id={reviewing} onClose={() => setReviewing(null)} />}
    </div>
  )
}
