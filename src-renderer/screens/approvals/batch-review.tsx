import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useState } from 'react'
import type { Approval, ApprovalQueue } from '../../../src-main/contract/model/approval.ts'
import { Deadline } from '../../ui/approval/deadline.tsx'
import { Button } from '../../ui/button.tsx'
import { Honest } from '../../ui/honest.tsx'
import { type Arming, useArming } from '../../ui/use-arming.ts'
import { missingWords, approvalWords as words } from '../../words/approval.ts'
import { BatchQuestions } from './batch-questions.tsx'
import { type Batch, useBatch } from './use-batch.ts'

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
  const { together, alone } = batch
  const arming = useArming(together.map(one => `${one.id} ${one.digest}`).join(), null)
  const onRead = useAllRead(together, () => arming.tell({ kind: 'read-to-end' }))
  const titleId = useId()
  return (
    <article aria-labelledby={titleId} className="flex min-h-0 flex-1 flex-col">
      <BatchHead questions={[...together, ...alone]} {...{ titleId, onClose }} />
      <BatchQuestions {...{ batch, onRead, onOpen }} />
      <BatchBar {...{ batch, arming }} />
    </article>
  )
}

type HeadProps = { questions: readonly Approval[]; titleId: string; onClose: () => void }

function BatchHead({ questions, titleId, onClose }: HeadProps): ReactNode {
  const first = soonest(questions)
  return (
    <header className="relative flex items-center gap-2 px-5 pt-4 pb-3.5">
      <h2 id={titleId} className="min-w-0 flex-1 text-lg leading-snug font-semibold tracking-tight">
        <Honest text={words.batchTitle(questions.length, questions[0]?.asked.sessionTitle ?? '')} />
      </h2>
      {first && <Deadline askedAt={first.askedAt} expiresAt={first.expiresAt} />}
      <Button tone="quiet" size="icon" label={words.batchClose} onPress={onClose}>
        <X aria-hidden className="size-4" />
      </Button>
    </header>
  )
}

function BatchBar({ batch, arming }: { batch: Batch; arming: Arming }): ReactNode {
  const { together, alone, lost, busy } = batch
  const noteId = useId()
  const asleep = !arming.armed || busy || lost > 0 || together.length === 0
  const still = arming.still[0]
  return (
    <div className="border-t border-line bg-surface px-4 pt-2.5 pb-3">
      <p id={noteId} aria-live="polite" className="mb-2 min-h-5 text-[13px] text-soft">
        {together.length === 0 ? words.batchNone : still ? missingWords[still] : words.ready}
      </p>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button tone="danger" disabled={busy} onPress={() => void batch.answer({ how: 'deny' })}>
          {words.batchDeny(together.length + alone.length)}
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
