import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Approval, ApprovalQueue } from '../../../src-main/contract/model/approval.ts'
import { CommandBox } from '../../ui/approval/command-box.tsx'
import { Deadline } from '../../ui/approval/deadline.tsx'
import { Facts, Parts, Why } from '../../ui/approval/facts.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { useArming } from '../../ui/use-arming.ts'
import { missingWords, approvalWords as words } from '../../words/approval.ts'
import { useBatch } from './use-batch.ts'

type Props = {
  queue: ApprovalQueue
  session: string
  /** Turns to one question by itself. */
  onOpen: (id: string) => void
  onAnswered: (ids: readonly string[]) => void
  onClose: () => void
}

/** Everything one task asks at this moment, one below the other, and one answer to exactly that. */
export function BatchReview({ queue, session, onOpen, onAnswered, onClose }: Props): ReactNode {
  const batch = useBatch(queue, session, onAnswered)
  const { together, alone, lost, later, busy } = batch
  const arming = useArming(together.map(one => `${one.id} ${one.digest}`).join(), null)
  const onRead = useAllRead(together, () => arming.tell({ kind: 'read-to-end' }))
  const list = useRef<HTMLElement>(null)
  const [titleId, noteId] = [useId(), useId()]
  useEffect(() => list.current?.focus(), [])
  const asleep = !arming.armed || busy || lost > 0 || together.length === 0
  const all = [...together, ...alone]
  const first = soonest(all)
  const still = arming.still[0]

  return (
    <article aria-labelledby={titleId} className="flex min-h-0 flex-1 flex-col">
      <header className="relative flex items-center gap-2 px-5 pt-4 pb-3.5">
        <h2 id={titleId} className="min-w-0 flex-1 text-lg leading-snug font-semibold tracking-tight">
          <Honest text={words.batchTitle(all.length, all[0]?.asked.sessionTitle ?? '')} />
        </h2>
        {first && <Deadline askedAt={first.askedAt} expiresAt={first.expiresAt} />}
        <Button tone="quiet" size="icon" label={words.batchClose} onPress={onClose}>
          <X aria-hidden className="size-4" />
        </Button>
      </header>
      <section
        ref={list}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the questions have to be scrolled by keyboard too
        tabIndex={0}
        aria-label={words.batchList}
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto *:shrink-0 px-5 py-4 focus-visible:outline-offset-[-2px]"
      >
        {(lost > 0 || batch.refused) && <Note text={words.batchChanged} act={words.batchAgain} on={batch.lookAgain} />}
        {later > 0 && <Note text={words.batchLater(later)} act={words.batchAgain} on={batch.lookAgain} />}
        {batch.fault && <FaultNote fault={batch.fault} />}
        {together.map((one, at) => (
          <Member key={`${one.id} ${one.digest}`} approval={one} place={words.position(at + 1, together.length)}>
            <CommandBox text={one.shown} label={words.batchCommand(at + 1)} onReadToEnd={() => onRead(one)} />
            <Parts approval={one} />
            <Why approval={one} />
            <Facts approval={one} />
          </Member>
        ))}
        {alone.map(one => (
          <Member key={one.id} approval={one} place={words.ownLook}>
            <CommandBox text={one.shown} label={words.command} onReadToEnd={() => {}} />
            <p className="text-[13px] text-warn">
              <Honest text={one.ownLook ?? ''} />
            </p>
            <Button size="small" label={words.batchOpen(one.headline)} onPress={() => onOpen(one.id)}>
              {words.batchOpenShort}
            </Button>
          </Member>
        ))}
      </section>
      <div className="border-t border-line bg-surface px-4 pt-2.5 pb-3">
        <p id={noteId} aria-live="polite" className="mb-2 min-h-5 text-[13px] text-soft">
          {together.length === 0 ? words.batchNone : still ? missingWords[still] : words.ready}
        </p>
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Button tone="danger" disabled={busy} onPress={() => void batch.answer({ how: 'deny' })}>
            {words.batchDeny(all.length)}
          </Button>
          <Button
            tone="accent"
            disabled={asleep}
            describedBy={noteId}
            onPress={() => void (asleep || batch.answer({ how: 'once' }))}
          >
            {words.batchApprove(together.length)}
          </Button>
        </div>
      </div>
    </article>
  )
}

function Member({ approval, place, children }: { approval: Approval; place: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={place} className="flex flex-col gap-3 border-b border-line pb-4 last:border-b-0">
      <h3 className="flex items-baseline gap-2 text-[13px] font-semibold">
        <span className="text-soft tabular-nums">{place}</span>
        <Honest text={approval.headline} />
      </h3>
      {children}
    </section>
  )
}

function Note({ text, act, on }: { text: string; act: string; on: () => void }): ReactNode {
  return (
    <div
      role="alert"
      className="flex items-center gap-3 rounded-lg bg-warn-wash px-3 py-2 text-[13px] font-medium text-warn"
    >
      <span className="flex-1">{text}</span>
      <Button size="small" onPress={on}>
        {act}
      </Button>
    </div>
  )
}

/** Calls `done` once every command of the snapshot has been seen to its end. */
function useAllRead(questions: readonly Approval[], done: () => void): (approval: Approval) => void {
  const [read, setRead] = useState<ReadonlySet<string>>(new Set())
  const all = questions.length > 0 && questions.every(one => read.has(one.digest))
  const key = questions.map(one => one.digest).join()
  useEffect(() => {
    if (all) done()
  }, [all, key])
  return approval => setRead(before => new Set([...before, approval.digest]))
}

const soonest = (all: readonly Approval[]): Approval | undefined => all.toSorted((a, b) => a.expiresAt - b.expiresAt)[0]
