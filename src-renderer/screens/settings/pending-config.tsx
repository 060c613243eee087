import { FileWarning } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { PendingChange } from '../../../src-main/contract/model/config.ts'
import { useCommand, useOffered } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { ChangeList } from '../../ui/change-list.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { Modal } from '../../ui/modal.tsx'
import { fileWords, pendingWords, configWords as words } from '../../words/config.ts'
import { outcomeWords, useConfig } from './use-config.ts'

/** A sealed file that somebody else changed, above every page until the person has decided. */
export function PendingConfig(): ReactNode {
  return useOffered('config.watch') ? <Watch /> : null
}

function Watch(): ReactNode {
  const view = useConfig().data
  return (
    <>
      {view?.pending && <Banner pending={view.pending} />}
      {view?.pendingGrants && <Banner pending={view.pendingGrants} />}
    </>
  )
}

function Banner({ pending }: { pending: PendingChange }): ReactNode {
  const [open, setOpen] = useState(false)
  return (
    <>
      <div role="status" className="flex items-center gap-2.5 border-b border-line bg-warn-wash px-4 py-2 text-[13px]">
        <FileWarning aria-hidden className="size-4 shrink-0 text-warn" />
        <p className="min-w-0 flex-1">
          <span className="font-medium text-warn">{words.pendingTitle[pending.of]}.</span>{' '}
          <span className="text-soft">{words.pendingBody}</span>
        </p>
        <Button size="small" label={words.pendingReviewOf[pending.of]} onPress={() => setOpen(true)}>
          {words.pendingReview}
        </Button>
      </div>
      {open && <Review pending={pending} onClose={() => setOpen(false)} />}
    </>
  )
}

function Review({ pending, onClose }: { pending: PendingChange; onClose: () => void }): ReactNode {
  const accept = useCommand('config.accept')
  const revert = useCommand('config.revert')
  const [note, setNote] = useState<string | null>(null)
  const fault = accept.error ?? revert.error
  const { of, digest } = pending
  return (
    <Modal
      open
      width="wide"
      title={words.pendingTitle[of]}
      description={pendingWords[pending.reason](fileWords[of])}
      onClose={onClose}
      footer={
        <>
          <Button
            // Of a folder that was put back as a whole nobody knows which version was accepted last.
            disabled={pending.reason === 'rolled-back'}
            onPress={() => revert.mutate({ of }, { onSuccess: outcome => setNote(outcomeWords(outcome)) })}
          >
            {words.revert}
          </Button>
          <Button
            tone="danger"
            disabled={pending.problems.length > 0 || pending.reason === 'removed'}
            onPress={() => accept.mutate({ of, digest }, { onSuccess: outcome => setNote(outcomeWords(outcome)) })}
          >
            {words.accept}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-[13px] text-soft">{pending.advice}</p>
        {pending.problems.map(problem => (
          <p key={`${problem.line}:${problem.path}`} className="text-[13px] text-danger">
            <Honest text={`${problem.line}: ${problem.message}`} />
          </p>
        ))}
        {pending.problems.length === 0 && <ChangeList changes={pending.changes} />}
        {note && <p role="status">{note}</p>}
        {fault && <FaultNote fault={fault} />}
      </div>
    </Modal>
  )
}
