import { type ReactNode, useState } from 'react'
import type { SessionSummary } from '../../../src-main/contract/model/session.ts'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { Modal } from '../../ui/modal.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { elevationTimes, elevationWords as words } from '../../words/elevation.ts'
import { frameWords } from '../../words/frame.ts'

/** Lets one conversation leave the sandbox for a set time. */
export function ElevateDialog({ session, onClose }: { session: SessionSummary; onClose: () => void }): ReactNode {
  const begin = useCommand('elevations.begin')
  const [minutes, setMinutes] = useState('30')
  const refused =
    begin.data?.status === 'refused' ? begin.data.why : begin.data?.status === 'no-such-session' && words.noSuchSession
  const go = (): void =>
    begin.mutate(
      { session: session.id, minutes: Number(minutes) },
      { onSuccess: ({ status }) => status === 'elevated' && onClose() },
    )
  return (
    <Modal
      open
      title={words.title}
      description={words.body}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          <Button tone="danger" disabled={begin.isPending} onPress={go}>
            {words.begin}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="rounded-lg bg-sunken px-3 py-2 text-[13px]">
          <Honest text={session.title || words.untitled} honesty="prose" />
        </p>
        <SelectField label={words.howLong} value={minutes} options={elevationTimes} onChange={setMinutes} />
        {refused && (
          <p role="alert" className="text-[13px] text-danger">
            {refused}
          </p>
        )}
        {begin.error && <FaultNote fault={begin.error} />}
      </div>
    </Modal>
  )
}
