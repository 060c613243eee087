import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import type { Entry } from '../../../src-main/contract/model/session.ts'
import { chatWords as words } from '../../words/chat.ts'
import { timeOfDay } from '../../words/time.ts'
import { Honest } from '../honest.tsx'
import { RichText } from '../rich-text.tsx'
import { ToolCard } from './tool-card.tsx'

type Props = { entry: Entry; onReview: (approval: string) => void }

/** One thing that happened in a conversation. Drawn again only when it changed. */
export const EntryView = memo(function EntryView({ entry, onReview }: Props): ReactNode {
  switch (entry.kind) {
    case 'user':
      return (
        <div className="ml-auto max-w-[85%] rounded-2xl rounded-br-md bg-accent-wash px-4 py-2.5 whitespace-pre-wrap wrap-anywhere select-text">
          <span className="sr-only">{`${entry.sender || words.you}, ${timeOfDay(entry.at)}: `}</span>
          <Honest text={entry.text} honesty="prose" />
        </div>
      )
    case 'assistant':
      return (
        <div>
          {entry.text && <RichText text={entry.text} />}
          {entry.streaming && <Answering begun={entry.text !== ''} />}
        </div>
      )
    case 'tool':
      return <ToolCard entry={entry} onReview={onReview} />
    case 'notice':
      return <Notice tone={entry.tone} text={entry.text} />
  }
})

function Answering({ begun }: { begun: boolean }): ReactNode {
  return (
    <span className="flex items-center gap-2 py-1 text-[13px] text-soft">
      <span aria-hidden className="caret-blink inline-block size-2 rounded-full bg-accent" />
      {begun ? <span className="sr-only">{words.answering}</span> : words.answering}
    </span>
  )
}

const notices = {
  info: { icon: Info, look: 'bg-sunken text-soft' },
  warning: { icon: TriangleAlert, look: 'bg-warn-wash text-warn' },
  error: { icon: CircleAlert, look: 'bg-danger-wash text-danger' },
} as const

function Notice({ tone, text }: { tone: keyof typeof notices; text: string }): ReactNode {
  const { icon: Icon, look } = notices[tone]
  return (
    <p className={`flex items-start gap-2 rounded-lg px-3 py-2 text-[13px] ${look}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 whitespace-pre-wrap wrap-anywhere select-text">
        <Honest text={text} honesty="prose" />
      </span>
    </p>
  )
}
