import { Infinity as Lasting } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { GrantView } from '../../../src-main/contract/model/grant.ts'
import { useAsk } from '../../api/context.tsx'
import { GrantList } from '../../ui/approval/grant-list.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { grantWords as words } from '../../words/grants.ts'
import { PruneDialog, TakeBackDialog } from './grant-dialogs.tsx'

type Open = { kind: 'one'; grant: GrantView } | { kind: 'stale' } | null

/** Every yes and no that holds without asking, and the way to take it back. */
export function LastingAnswers(): ReactNode {
  const list = useAsk('grants.list', {}, { fresh: true })
  const [open, setOpen] = useState<Open>(null)
  const close = (): void => {
    setOpen(null)
    void list.refetch()
  }
  const grants = list.data ?? []
  const stale = grants.filter(grant => grant.stale)
  return (
    <div className="mx-auto flex min-h-full max-w-4xl flex-col px-6 py-3">
      {list.error && <FaultNote fault={list.error} />}
      {list.data?.length === 0 && <Empty icon={Lasting} title={words.empty} body={words.emptyBody} />}
      {grants.length > 0 && (
        <>
          <div className="flex min-h-9 flex-wrap items-center justify-between gap-3 border-b border-line pb-3">
            <p className="text-[13px] text-soft">{words.note}</p>
            {stale.length > 0 && (
              <Button size="small" onPress={() => setOpen({ kind: 'stale' })}>
                {words.prune}
              </Button>
            )}
          </div>
          <GrantList grants={grants} onTakeBack={grant => setOpen({ kind: 'one', grant })} />
        </>
      )}
      {open?.kind === 'one' && <TakeBackDialog grant={open.grant} onClose={close} />}
      {open?.kind === 'stale' && <PruneDialog stale={stale} onClose={close} />}
    </div>
  )
}
