import { useNavigate } from '@tanstack/react-router'
import { MessagesSquare, SearchX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { SessionSummary } from '../../../src-main/contract/model/session.ts'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Modal } from '../../ui/modal.tsx'
import { Page } from '../../ui/page.tsx'
import { SessionTable } from '../../ui/session-table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { frameWords } from '../../words/frame.ts'
import { sessionWords as words } from '../../words/sessions.ts'
import { useSessions } from '../frame/use-sessions.ts'
import { ElevateDialog } from './elevate-dialog.tsx'

type Asking = { what: 'reset' | 'remove' | 'elevate'; session: SessionSummary } | null

/** Every conversation, wherever it came from. */
export function SessionsScreen(): ReactNode {
  const list = useSessions()
  const [search, setSearch] = useState('')
  const [asking, setAsking] = useState<Asking>(null)
  const navigate = useNavigate()
  const all = list.data ?? []
  const found = all.filter(one => matches(one, search))
  return (
    <Page
      title={words.title}
      note={words.count(all.length)}
      actions={
        <div className="w-72">
          <TextField
            type="search"
            label={words.search}
            placeholder={words.search}
            hideLabel
            value={search}
            onChange={setSearch}
          />
        </div>
      }
    >
      {list.fault && <FaultNote fault={list.fault} />}
      {list.data && all.length === 0 && <Empty icon={MessagesSquare} title={words.empty} body={words.emptyBody} />}
      {all.length > 0 && found.length === 0 && <Empty icon={SearchX} title={words.noMatch} />}
      {found.length > 0 && (
        <SessionTable
          sessions={found}
          onOpen={session => void navigate({ to: '/chat/$session', params: { session: session.id } })}
          onReset={session => setAsking({ what: 'reset', session })}
          onElevate={session => setAsking({ what: 'elevate', session })}
          onRemove={session => setAsking({ what: 'remove', session })}
        />
      )}
      {asking?.what === 'elevate' && <ElevateDialog session={asking.session} onClose={() => setAsking(null)} />}
      {asking && asking.what !== 'elevate' && <Confirm asking={asking} onClose={() => setAsking(null)} />}
    </Page>
  )
}

function matches(session: SessionSummary, search: string): boolean {
  const text = `${session.title} ${session.agent} ${session.channel}`.toLocaleLowerCase()
  return text.includes(search.trim().toLocaleLowerCase())
}

function Confirm({ asking, onClose }: { asking: NonNullable<Asking>; onClose: () => void }): ReactNode {
  const reset = useCommand('sessions.reset')
  const remove = useCommand('sessions.remove')
  const isReset = asking.what === 'reset'
  const command = isReset ? reset : remove
  return (
    <Modal
      open
      title={isReset ? words.resetTitle : words.removeTitle}
      description={isReset ? words.resetBody : words.removeBody}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          <Button
            tone="danger"
            disabled={command.isPending}
            onPress={() => command.mutate({ session: asking.session.id }, { onSuccess: onClose })}
          >
            {isReset ? words.resetDo : words.removeDo}
          </Button>
        </>
      }
    >
      {command.error && <FaultNote fault={command.error} />}
    </Modal>
  )
}
