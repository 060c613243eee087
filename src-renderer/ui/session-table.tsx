import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SessionSummary } from '../../src-main/contract/model/session.ts'
import { audienceWords } from '../words/approval.ts'
import { chatWords } from '../words/chat.ts'
import { elevationWords } from '../words/elevation.ts'
import { sessionWords as words } from '../words/sessions.ts'
import { ago, dayAndTime } from '../words/time.ts'
import { Chip } from './chip.tsx'
import { Choices } from './choices.tsx'
import { Honest } from './honest.tsx'
import { ListTable } from './list-table.tsx'
import { useNow } from './use-now.ts'

const COLUMNS = [
  { name: words.name },
  { name: words.agent },
  { name: words.channel },
  { name: words.audience },
  { name: words.entries, look: 'number' },
  { name: words.updated },
  { name: words.actions, look: 'menu' },
] as const

type Props = {
  sessions: readonly SessionSummary[]
  onOpen: (session: SessionSummary) => void
  onReset: (session: SessionSummary) => void
  onElevate: (session: SessionSummary) => void
  onRemove: (session: SessionSummary) => void
}

/** Conversations as a table. */
export function SessionTable(props: Props): ReactNode {
  const now = useNow(30_000)
  return (
    <ListTable columns={COLUMNS}>
      {props.sessions.map(session => (
        <Row key={session.id} {...props} session={session} now={now} />
      ))}
    </ListTable>
  )
}

function Row({ session, now, ...on }: Props & { session: SessionSummary; now: number }): ReactNode {
  const title = session.title || chatWords.untitled
  const cell = 'py-2.5 pr-4'
  return (
    <tr className="border-b border-line hover:bg-paper">
      <td className={cell}>
        <span className="flex items-center gap-2">
          <button
            type="button"
            onClick={() => on.onOpen(session)}
            className="max-w-80 truncate rounded text-left font-medium text-ink underline-offset-2 hover:underline"
          >
            <Honest text={title} honesty="prose" />
          </button>
          {session.state === 'running' && <Chip tone="accent">{chatWords.working}</Chip>}
          {session.state === 'paused' && <Chip tone="warn">{chatWords.paused}</Chip>}
          {session.tainted && <Chip tone="warn">{chatWords.tainted}</Chip>}
        </span>
      </td>
      <td className={`${cell} text-soft`}>{session.agent}</td>
      <td className={`${cell} text-soft`}>
        <Honest text={session.channel} />
      </td>
      <td className={`${cell} text-soft`}>{audienceWords[session.audience]}</td>
      <td className={`${cell} text-right text-soft tabular-nums`}>{session.entries}</td>
      <td className={`${cell} whitespace-nowrap text-soft`} title={dayAndTime(session.updatedAt)}>
        {ago(session.updatedAt, now)}
      </td>
      <td>
        <Choices
          label={words.menu(title)}
          tone="quiet"
          trigger={<Ellipsis aria-hidden className="size-4" />}
          choices={[
            { label: words.open, onPick: () => on.onOpen(session) },
            { label: elevationWords.choose, onPick: () => on.onElevate(session) },
            { label: words.reset, onPick: () => on.onReset(session) },
            { label: words.remove, tone: 'danger', onPick: () => on.onRemove(session) },
          ]}
        />
      </td>
    </tr>
  )
}
