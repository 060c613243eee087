import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SessionSummary } from '../../../src-main/contract/model/session.ts'
import { chatWords as words } from '../../words/chat.ts'
import { ago } from '../../words/time.ts'
import { Honest } from '../honest.tsx'
import { useNow } from '../use-now.ts'

type Props = { sessions: readonly SessionSummary[]; current: string | null; onPick: (id: string | null) => void }

/** The conversations beside the open one. */
export function ConversationList({ sessions, current, onPick }: Props): ReactNode {
  const now = useNow(30_000)
  return (
    <section
      aria-label={words.conversations}
      className="flex w-60 shrink-0 flex-col border-r border-line bg-paper max-md:hidden"
    >
      <div className="p-2.5">
        <button
          type="button"
          onClick={() => onPick(null)}
          className="flex h-9 w-full items-center justify-center gap-2 rounded-lg border border-edge/60 bg-surface text-[13px] font-medium hover:bg-hover"
        >
          <Plus aria-hidden className="size-4" />
          {words.newChat}
        </button>
      </div>
      <ul className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto px-2.5 pb-2.5">
        {sessions.map(session => (
          <li key={session.id}>
            <button
              type="button"
              aria-current={session.id === current}
              onClick={() => onPick(session.id)}
              className="flex w-full flex-col rounded-lg px-2.5 py-1.5 text-left hover:bg-hover aria-[current=true]:bg-hover"
            >
              <span className="w-full truncate text-[13px] font-medium">
                <Honest text={session.title || words.untitled} honesty="prose" />
              </span>
              <span className="flex w-full items-center gap-1.5 text-xs text-soft">
                {session.state === 'running' && <span aria-hidden className="size-1.5 rounded-full bg-accent" />}
                <span className="truncate">
                  {session.state === 'running' ? words.working : ago(session.updatedAt, now)}
                  {session.channel !== 'window' && (
                    <>
                      {' · '}
                      <Honest text={session.channel} />
                    </>
                  )}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
