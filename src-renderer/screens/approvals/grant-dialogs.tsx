import type { ReactNode } from 'react'
import type { GrantView } from '../../../src-main/contract/model/grant.ts'
import type { Fault } from '../../../src-main/contract/wire/fault.ts'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { Modal } from '../../ui/modal.tsx'
import { frameWords } from '../../words/frame.ts'
import { grantWords as words } from '../../words/grants.ts'

/** Takes one lasting answer back after a second look. One that is gone already counts as taken back. */
export function TakeBackDialog({ grant, onClose }: { grant: GrantView; onClose: () => void }): ReactNode {
  const revoke = useCommand('grants.revoke')
  const takeBack = (): void =>
    revoke.mutate({ id: grant.id }, { onSuccess: ({ status }) => status !== 'changed-outside' && onClose() })
  return (
    <Asking
      title={words.askTitle}
      body={words.askBody[grant.effect]}
      grants={[grant]}
      busy={revoke.isPending}
      fault={revoke.error}
      left={revoke.data?.status === 'changed-outside'}
      onDo={takeBack}
      onClose={onClose}
    />
  )
}

/** Takes back every yes that nobody needed for long, named one by one. */
export function PruneDialog({ stale, onClose }: { stale: readonly GrantView[]; onClose: () => void }): ReactNode {
  const prune = useCommand('grants.prune')
  const allTaken = (revoked: readonly string[]): boolean => stale.every(grant => revoked.includes(grant.id))
  return (
    <Asking
      title={words.pruneTitle(stale.length)}
      body={words.pruneBody}
      grants={stale}
      busy={prune.isPending}
      fault={prune.error}
      left={prune.data !== undefined && !allTaken(prune.data.revoked)}
      onDo={() => prune.mutate({}, { onSuccess: ({ revoked }) => allTaken(revoked) && onClose() })}
      onClose={onClose}
    />
  )
}

type AskingProps = {
  title: string
  body: string
  grants: readonly GrantView[]
  busy: boolean
  fault: Fault | null
  /** The file was left as it is, because somebody else had changed it. */
  left: boolean
  onDo: () => void
  onClose: () => void
}

function Asking({ title, body, grants, busy, fault, left, onDo, onClose }: AskingProps): ReactNode {
  return (
    <Modal
      open
      title={title}
      description={body}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          <Button tone="danger" disabled={busy} onPress={onDo}>
            {words.takeBack}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col gap-1.5 text-[13px]">
        {grants.map(grant => (
          <li key={grant.id} className="rounded-lg bg-sunken px-3 py-2 wrap-anywhere">
            <Honest text={grant.words} />
          </li>
        ))}
      </ul>
      {fault && (
        <div className="mt-3">
          <FaultNote fault={fault} />
        </div>
      )}
      {left && (
        <p role="alert" className="mt-3 text-[13px] text-danger">
          {words.changedOutside}
        </p>
      )}
    </Modal>
  )
}
