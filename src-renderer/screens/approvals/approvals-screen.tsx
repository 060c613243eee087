import { Tabs } from '@base-ui/react/tabs'
import { Coffee } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { ApprovalQueue } from '../../../src-main/contract/model/approval.ts'
import { useCommand, useFeed } from '../../api/context.tsx'
import { reduceApprovals } from '../../api/reduce-approvals.ts'
import { Folded } from '../../ui/approval/folded.tsx'
import { History } from '../../ui/approval/history.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Modal } from '../../ui/modal.tsx'
import { approvalWords as words } from '../../words/approval.ts'
import { frameWords } from '../../words/frame.ts'
import { grantWords } from '../../words/grants.ts'
import { ApprovalCard } from './approval-card.tsx'
import { BatchReview } from './batch-review.tsx'
import { LastingAnswers } from './lasting-answers.tsx'
import { PendingList } from './pending-list.tsx'
import { type Turn, useOneByOne } from './use-one-by-one.ts'
import { useReviewing } from './use-reviewing.ts'

/** Every question that waits, with its full card, how the recent ones ended, and the answers that last. */
export function ApprovalsScreen(): ReactNode {
  const queue = useFeed('approvals.watch', {}, reduceApprovals)
  const count = queue.data?.pending.length ?? 0
  const [deniedAll, setDeniedAll] = useState(false)
  const [round, setRound] = useState(0)
  // What ended by the person's own hand is no news to them. The queue may hear of it a moment after the answer did.
  useEffect(() => {
    if (!deniedAll || count > 0) return
    setDeniedAll(false)
    setRound(before => before + 1)
  }, [deniedAll, count])
  const tab =
    'h-8 rounded-md px-3 text-[13px] font-medium text-soft hover:text-ink data-active:bg-raised data-active:text-ink data-active:shadow-card'
  return (
    <Tabs.Root defaultValue="waiting" className="flex h-full flex-col">
      <header className="flex min-h-14 items-center gap-4 border-b border-line px-6">
        <h1 className="text-lg font-semibold tracking-tight">{words.title}</h1>
        <Tabs.List className="flex gap-0.5 rounded-lg bg-sunken p-0.5">
          <Tabs.Tab value="waiting" className={tab}>
            {words.waiting} {count > 0 && <span className="tabular-nums">({count})</span>}
          </Tabs.Tab>
          <Tabs.Tab value="answered" className={tab}>
            {words.answered}
          </Tabs.Tab>
          <Tabs.Tab value="lasting" className={tab}>
            {grantWords.title}
          </Tabs.Tab>
        </Tabs.List>
        <span className="flex-1" />
        <DenyAll count={count} onDenied={() => setDeniedAll(true)} />
      </header>
      {queue.fault && (
        <div className="p-4">
          <FaultNote fault={queue.fault} />
        </div>
      )}
      <Tabs.Panel value="waiting" tabIndex={-1} className="flex min-h-0 flex-1 outline-none">
        {queue.data && <Waiting key={round} queue={queue.data} />}
      </Tabs.Panel>
      <Tabs.Panel value="answered" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
        {queue.data && <History settled={queue.data.settled} />}
      </Tabs.Panel>
      <Tabs.Panel value="lasting" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
        <LastingAnswers />
      </Tabs.Panel>
    </Tabs.Root>
  )
}

function Waiting({ queue: whole }: { queue: ApprovalQueue }): ReactNode {
  const reviewing = useReviewing(whole)
  const queue = reviewing.queue ?? whole
  const { turn, pick } = useOneByOne(queue, () => pick(null))
  if (turn.kind === 'none' || turn.kind === 'loading')
    return <Empty icon={Coffee} title={words.emptyTitle} body={words.emptyBody} />
  const shown = turn.kind === 'question' && reviewing.session === null ? turn.approval.id : null
  const look = (id: string): void => {
    reviewing.close()
    pick(id)
  }
  return (
    <>
      {queue.pending.length > (shown ? 1 : 0) && (
        <PendingList queue={queue} shown={shown} onPick={look} onReview={reviewing.open} />
      )}
      <div className="flex min-w-0 flex-1 justify-center overflow-hidden">
        <div className="flex w-full max-w-3xl flex-col">
          {reviewing.session !== null ? (
            <BatchReview
              {...{ queue, session: reviewing.session, onOpen: look }}
              key={reviewing.session}
              onAnswered={reviewing.answer}
              onClose={reviewing.close}
            />
          ) : (
            <One turn={turn} more={queue.pending.length > 0} />
          )}
        </div>
      </div>
    </>
  )
}

function One({ turn, more }: { turn: Turn; more: boolean }): ReactNode {
  if (turn.kind === 'question')
    return <ApprovalCard key={turn.approval.id} approval={turn.approval} focusDeny={false} onSettled={turn.onSettled} />
  if (turn.kind !== 'folded') return null
  return (
    <Folded settled={turn.settled}>
      <Button onPress={turn.onNext}>{more ? words.next : frameWords.close}</Button>
    </Folded>
  )
}

function DenyAll({ count, onDenied }: { count: number; onDenied: () => void }): ReactNode {
  const [asking, setAsking] = useState(false)
  const denyAll = useCommand('approvals.denyAll')
  const done = (): void => {
    setAsking(false)
    onDenied()
  }
  return (
    <>
      {count > 1 && (
        <Button tone="danger" size="small" onPress={() => setAsking(true)}>
          {words.denyAll}
        </Button>
      )}
      <Modal
        open={asking}
        title={words.denyAllTitle(count)}
        description={words.denyAllBody}
        onClose={() => setAsking(false)}
        footer={
          <>
            <Button onPress={() => setAsking(false)}>{frameWords.cancel}</Button>
            <Button tone="danger" onPress={() => denyAll.mutate({}, { onSuccess: done })}>
              {words.denyAll}
            </Button>
          </>
        }
      >
        {denyAll.error && <FaultNote fault={denyAll.error} />}
      </Modal>
    </>
  )
}
