import type { ReactNode } from 'react'
import type { ApprovalQueue } from '../../../src-main/contract/model/approval.ts'
import { PendingRow } from '../../ui/approval/pending-row.tsx'
import { Button } from '../../ui/button.tsx'
import { Honest } from '../../ui/honest.tsx'
import { approvalWords as words } from '../../words/approval.ts'
import { byTask, type Task } from './by-task.ts'

type Props = {
  queue: ApprovalQueue
  shown: string | null
  onPick: (id: string) => void
  onReview: (session: string) => void
}

/** Everything that waits, by task; several questions of one task can be looked at together. */
export function PendingList({ queue, shown, onPick, onReview }: Props): ReactNode {
  return (
    <ul
      aria-label={words.pendingList}
      className="flex w-76 shrink-0 flex-col gap-1 overflow-y-auto border-r border-line bg-paper p-2.5"
    >
      {byTask(queue).flatMap(task => [
        ...(task.questions.length > 1 ? [<TaskHead key={task.session} task={task} onReview={onReview} />] : []),
        ...task.questions.map(one => (
          <PendingRow key={one.id} approval={one} current={one.id === shown} onPick={() => onPick(one.id)} />
        )),
      ])}
    </ul>
  )
}

function TaskHead({ task, onReview }: { task: Task; onReview: (session: string) => void }): ReactNode {
  return (
    <li className="flex items-center gap-2 px-3 pt-2 pb-1 text-xs text-soft">
      <span className="min-w-0 flex-1 truncate">
        <Honest text={words.batchOf(task.title)} />
      </span>
      <Button size="small" onPress={() => onReview(task.session)}>
        {words.batchReview(task.questions.length)}
      </Button>
    </li>
  )
}
