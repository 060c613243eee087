import { type ReactNode, useRef, useState } from 'react'
import { useAsk, useCommand, useUnlockWith } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Modal } from '../../ui/modal.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { connectionWords as words } from '../../words/connection.ts'
import { frameWords } from '../../words/frame.ts'

/** Asks for the approver PIN when a command needs a proved person, and then lets the command go on. */
export function UnlockDialog(): ReactNode {
  const [waiting, setWaiting] = useState<((unlocked: boolean) => void) | null>(null)
  useUnlockWith(() => new Promise(resolve => setWaiting(() => resolve)))
  if (!waiting) return null
  const finish = (unlocked: boolean): void => {
    setWaiting(null)
    waiting(unlocked)
  }
  return <PinPrompt onDone={finish} />
}

function PinPrompt({ onDone }: { onDone: (unlocked: boolean) => void }): ReactNode {
  const me = useAsk('access.me', {})
  const unlock = useCommand('access.unlock')
  const [pin, setPin] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const send = (): void => unlock.mutate({ pin }, { onSuccess: () => onDone(true) })
  const noPin = me.data?.pinSet === false
  return (
    <Modal
      open
      title={noPin ? words.noPinTitle : words.unlockTitle}
      description={noPin ? words.noPinBody : words.unlockBody}
      initialFocus={field}
      onClose={() => onDone(false)}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={event => {
          event.preventDefault()
          send()
        }}
      >
        {!noPin && (
          <TextField ref={field} label={words.pin} type="password" value={pin} onChange={setPin} maxLength={64} />
        )}
        {unlock.error && <FaultNote fault={unlock.error} />}
        <div className="flex justify-end gap-2">
          <Button onPress={() => onDone(false)}>{noPin ? frameWords.close : frameWords.cancel}</Button>
          {!noPin && (
            <Button type="submit" tone="accent" disabled={pin.length < 6 || unlock.isPending}>
              {words.unlock}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}
