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
import { useOneByOne } from '../approvals/use-one-by-one.ts'
import { ConnectionBanner } from '../frame/connection-banner.tsx'
import { Stepper } from './stepper.tsx'

/** The small window: questions one after the other. Closing it answers nothing. */
export function PopupScreen(): ReactNode {
  const queue = useFeed('approvals.watch', {}, reduceApprovals)
  const { turn, step } = useOneByOne(queue.data, () => window.close())
  useEscapeCloses()
  useEffect(() => {
    document.title = words.popupTitle
  }, [])

  const left = queue.data?.pending.length ?? 0
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
          position={<Stepper at={turn.at} of={left} onStep={step} />}
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
