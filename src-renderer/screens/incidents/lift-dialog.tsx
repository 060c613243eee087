import { type ReactNode, useState } from 'react'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Modal } from '../../ui/modal.tsx'
import { frameWords } from '../../words/frame.ts'
import { incidentWords as words } from '../../words/incidents.ts'

/** Lets things start again, after a person has ticked what they looked at. */
export function LiftDialog({ onClose }: { onClose: () => void }): ReactNode {
  const lift = useCommand('incident.lift')
  const [seen, setSeen] = useState(false)
  const [cause, setCause] = useState(false)
  const held = lift.data?.status === 'held' ? lift.data.why : null
  return (
    <Modal
      open
      title={words.liftTitle}
      description={words.liftBody}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          <Button
            tone="danger"
            disabled={!seen || !cause || lift.isPending}
            onPress={() => lift.mutate({}, { onSuccess: result => result.status !== 'held' && onClose() })}
          >
            {words.liftDo}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-2">
        <CheckField label={words.liftSeen} on={seen} onChange={setSeen} />
        <CheckField label={words.liftCause} on={cause} onChange={setCause} />
        {held && (
          <p role="alert" className="text-[13px] text-danger">
            {held}
          </p>
        )}
        {lift.error && <FaultNote fault={lift.error} />}
      </div>
    </Modal>
  )
}
