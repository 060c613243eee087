import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFeed } from '../../api/context.tsx'
import { reduceApprovals } from '../../api/reduce-approvals.ts'
import { Folded } from '../../ui/approval/folded.tsx'
import { Button } from '../../ui/button.tsx'
import { approvalWords as words } from '../../words/approval.ts'
import { frameWords } from '../../words/frame.ts'
import { ApprovalCard } from './approval-card.tsx'

/** One question in front of the page that spoke of it. Closing answers nothing. */
export function ApprovalDialog({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const { data: queue } = useFeed('approvals.watch', {}, reduceApprovals)
  const approval = queue?.pending.find(one => one.id === id)
  const settled = queue?.settled.find(one => one.id === id)
  return (
    <Dialog.Root open onOpenChange={open => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 bg-[oklch(0.2_0.02_260_/_0.4)]" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 flex h-[min(44rem,calc(100dvh-2rem))] w-[min(38rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-float">
          <Dialog.Title className="sr-only">{words.popupTitle}</Dialog.Title>
          {approval && (
            <ApprovalCard
              approval={approval}
              focusDeny
              onSettled={(_, mine) => mine && onClose()}
              position={
                <Dialog.Close
                  aria-label={words.later}
                  title={words.later}
                  className="order-last -mr-1.5 rounded-md p-1 text-soft hover:bg-hover hover:text-ink"
                >
                  <X aria-hidden className="size-4" />
                </Dialog.Close>
              }
            />
          )}
          {!approval && settled && (
            <Folded settled={settled}>
              <Button onPress={onClose}>{frameWords.close}</Button>
            </Folded>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
