import { Coffee } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useFeed } from '../../api/context.tsx'
import { reduceApprovals } from '../../api/reduce-approvals.ts'
import { Folded } from '../../ui/approval/folded.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { approvalWords as words } from '../../words/approval.ts'
import { frameWords } from '../../words/frame.ts'
import { ApprovalCard } from '../approvals/approval-card.tsx'
import { BatchReview } from '../approvals/batch-review.tsx'
import { taskOf } from '../approvals/by-task.ts'
import { useOneByOne } from '../approvals/use-one-by-one.ts'
import { useReviewing } from '../approvals/use-reviewing.ts'
import { ConnectionBanner } from '../frame/connection-banner.tsx'
import { Stepper } from './stepper.tsx'

/** The small window: questions one after the other. Closing it answers nothing. */
export function PopupScreen(): ReactNode {
  const queue = useFeed('approvals.watch', {}, reduceApprovals)
  const reviewing = useReviewing(queue.data)
  const { turn, step, pick } = useOneByOne(reviewing.queue, () => window.close())
  useEscapeCloses()
  useEffect(() => {
    document.title = words.popupTitle
  }, [])

  const left = reviewing.queue?.pending.length ?? 0
  const task = reviewing.queue && turn.kind === 'question' ? taskOf(reviewing.queue, turn.approval.id) : null
  if (reviewing.session !== null) return <Reviewing reviewing={reviewing} onOpen={pick} />
  return (
    <main className="flex h-full flex-col bg-surface">
      <h1 className="sr-only">{words.popupTitle}</h1>
      <ConnectionBanner />
      {turn.kind === 'question' && (
        <ApprovalCard
          key={turn.approval.id}
          approval={turn.approval}
          focusDeny
          onSettled={turn.onSettled}
          position={
            <>
              <Stepper at={turn.at} of={left} onStep={step} />
              {task && (
                <Button size="small" onPress={() => reviewing.open(task.session)}>
                  {words.batchReview(task.questions.length)}
                </Button>
              )}
            </>
          }
        />
      )}
      {turn.kind === 'folded' && (
        <Folded settled={turn.settled}>
          <Button onPress={turn.onNext}>{left > 0 ? words.next : frameWords.close}</Button>
        </Folded>
      )}
      {turn.kind === 'none' && (
        <Empty icon={Coffee} title={words.emptyTitle} body={words.emptyBody}>
          <Button onPress={() => window.close()}>{frameWords.close}</Button>
        </Empty>
      )}
    </main>
  )
}

function Reviewing({
  reviewing,
  onOpen,
}: {
  reviewing: ReturnType<typeof useReviewing>
  onOpen: (id: string) => void
}): ReactNode {
  const { queue, session, answer, close } = reviewing
  if (!queue || session === null) return null
  const look = (id: string): void => {
    close()
    onOpen(id)
  }
  const answered = (ids: readonly string[]): void => {
    answer(ids)
    if (queue.pending.every(one => ids.includes(one.id))) window.close()
  }
  return (
    <main className="flex h-full flex-col bg-surface">
      <h1 className="sr-only">{words.popupTitle}</h1>
      <ConnectionBanner />
      <BatchReview {...{ queue, session }} onOpen={look} onAnswered={answered} onClose={close} />
    </main>
  )
}

/** Escape leaves the question pending. A menu or dialog that is open takes the key for itself. */
function useEscapeCloses(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing && !overlayOpen()) window.close()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

const overlayOpen = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null
