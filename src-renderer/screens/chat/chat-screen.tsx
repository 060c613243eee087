import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useCommand } from '../../api/context.tsx'
import { byLatest } from '../../api/reduce-sessions.ts'
import { Composer, type ComposerHandle } from '../../ui/chat/composer.tsx'
import { ConversationList } from '../../ui/chat/conversation-list.tsx'
import { Welcome } from '../../ui/chat/welcome.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { chatWords as words } from '../../words/chat.ts'
import { useSessions } from '../frame/use-sessions.ts'
import { isPractice, useStatus } from '../frame/use-status.ts'
import { Thread } from './thread.tsx'

/** Talking with the agent: the conversations at the side, one of them open. */
export function ChatScreen(): ReactNode {
  const { session = null } = useParams({ strict: false })
  const sessions = useSessions().data ?? []
  const { data: status } = useStatus()
  const navigate = useNavigate()
  const send = useCommand('chat.send')
  const stop = useCommand('chat.stop')
  const composer = useRef<ComposerHandle>(null)
  const running = sessions.find(one => one.id === session)?.state === 'running'

  const pick = (id: string | null): void =>
    void (id ? navigate({ to: '/chat/$session', params: { session: id } }) : navigate({ to: '/chat' }))
  const say = (text: string): void =>
    send.mutate(
      { session, text },
      {
        onSuccess: answer => answer.session !== session && pick(answer.session),
        onError: () => composer.current?.fill(text),
      },
    )
  useEffect(() => composer.current?.focus(), [session])

  return (
    <div className="flex h-full">
      <h1 className="sr-only">{words.title}</h1>
      <ConversationList sessions={byLatest(sessions)} current={session} onPick={pick} />
      <div className="flex min-w-0 flex-1 flex-col">
        {session ? (
          <Thread key={session} session={session} />
        ) : (
          <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
            <Welcome
              model={status?.model}
              practice={isPractice(status)}
              onExample={say}
              settings={
                <Link to="/settings" className="font-medium text-accent underline underline-offset-2">
                  {words.practiceLink}
                </Link>
              }
            />
          </div>
        )}
        <div className="mx-auto w-full max-w-3xl px-6 pb-5">
          {send.error && (
            <div className="mb-2">
              <FaultNote fault={send.error} />
            </div>
          )}
          <Composer
            ref={composer}
            running={running}
            disabled={send.isPending}
            onSend={say}
            onStop={() => session && stop.mutate({ session })}
          />
        </div>
      </div>
    </div>
  )
}
