import { Collapsible } from '@base-ui/react/collapsible'
import { Ban, Check, ChevronRight, Hand, LoaderCircle, Scale, TriangleAlert } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { ToolEntry, ToolState } from '../../../src-main/contract/model/session.ts'
import { toolStateWords, chatWords as words } from '../../words/chat.ts'
import { duration } from '../../words/time.ts'
import { Button } from '../button.tsx'
import { Chip, type ChipTone } from '../chip.tsx'
import { Honest } from '../honest.tsx'
import { CodeBlock } from '../rich-text.tsx'

const icons = {
  judging: Scale,
  waiting: Hand,
  running: LoaderCircle,
  done: Check,
  refused: Ban,
  failed: TriangleAlert,
} as const
const tones: Record<ToolState, ChipTone> = {
  judging: 'plain',
  waiting: 'warn',
  running: 'accent',
  done: 'good',
  refused: 'danger',
  failed: 'danger',
}

/** One tool call, folded to a line; while something happens it stands open. */
export function ToolCard({ entry, onReview }: { entry: ToolEntry; onReview: (approval: string) => void }): ReactNode {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const lively = entry.state === 'running' || entry.state === 'refused' || entry.state === 'failed'
  const open = chosen ?? lively
  return (
    <Collapsible.Root
      open={open}
      onOpenChange={setChosen}
      className={`overflow-hidden rounded-xl border bg-surface ${entry.state === 'waiting' ? 'border-warn/60' : 'border-line'}`}
    >
      <Collapsible.Trigger className="group flex w-full items-center gap-2.5 px-3 py-2 text-left hover:bg-paper focus-visible:outline-offset-[-2px]">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-faint transition-transform group-data-panel-open:rotate-90"
        />
        <span className="shrink-0 text-xs font-medium text-soft">{entry.tool}</span>
        <code className={`min-w-0 flex-1 font-mono text-xs ${open ? 'wrap-anywhere whitespace-pre-wrap' : 'truncate'}`}>
          <Honest text={entry.asked} />
        </code>
        <StateChip entry={entry} />
      </Collapsible.Trigger>
      {entry.state === 'waiting' && entry.approval && <Waiting approval={entry.approval} onReview={onReview} />}
      <Collapsible.Panel className="border-t border-line px-3 py-2.5">
        <Details entry={entry} />
      </Collapsible.Panel>
    </Collapsible.Root>
  )
}

function StateChip({ entry }: { entry: ToolEntry }): ReactNode {
  const Icon = icons[entry.state]
  const more = [
    entry.exitCode === null ? null : words.exit(entry.exitCode),
    entry.durationMs === null ? null : duration(entry.durationMs),
  ].filter(Boolean)
  const tone = entry.state === 'done' && entry.exitCode ? 'warn' : tones[entry.state]
  return (
    <Chip tone={tone}>
      <Icon aria-hidden className={`size-3 ${entry.state === 'running' ? 'animate-spin' : ''}`} />
      {[toolStateWords[entry.state], ...more].join(' · ')}
    </Chip>
  )
}

function Waiting({ approval, onReview }: { approval: string; onReview: (approval: string) => void }): ReactNode {
  return (
    <div role="status" className="flex items-center gap-3 border-t border-warn/30 bg-warn-wash px-3 py-2">
      <Hand aria-hidden className="size-4 shrink-0 text-warn" />
      <p className="min-w-0 flex-1 text-[13px]">
        <span className="font-medium text-warn">{words.waitingTitle}.</span>{' '}
        <span className="text-soft">{words.waitingBody}</span>
      </p>
      <Button size="small" tone="accent" onPress={() => onReview(approval)}>
        {words.review}
      </Button>
    </div>
  )
}

function Details({ entry }: { entry: ToolEntry }): ReactNode {
  return (
    <div className="flex flex-col gap-2.5 text-[13px]">
      <dl className="grid grid-cols-[4.5rem_1fr] gap-x-3 gap-y-1">
        {entry.reasons.length > 0 && (
          <>
            <dt className="text-soft">{words.why}</dt>
            <dd className="min-w-0 wrap-anywhere">
              <Honest text={entry.reasons.join(' ')} />
            </dd>
          </>
        )}
        {entry.where && (
          <>
            <dt className="text-soft">{words.where}</dt>
            <dd className="min-w-0 wrap-anywhere">
              <Honest text={entry.where} />
            </dd>
          </>
        )}
      </dl>
      <Output entry={entry} />
    </div>
  )
}

function Output({ entry }: { entry: ToolEntry }): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const live = entry.state === 'running'
  useEffect(() => {
    const pre = box.current?.querySelector('pre')
    if (live && pre) pre.scrollTop = pre.scrollHeight
  }, [entry.output, live])
  if (entry.output === '') return entry.state === 'done' ? <p className="text-soft">{words.noOutput}</p> : null
  return (
    <div ref={box}>
      <CodeBlock text={entry.output} label={live ? words.liveOutput : words.output} tall />
    </div>
  )
}
