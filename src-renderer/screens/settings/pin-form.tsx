import { type ReactNode, useState } from 'react'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { settingsWords as words } from '../../words/settings.ts'

const SHORTEST = 6

/** Sets the approver PIN; changing it needs the old one. */
export function PinForm({ pinSet }: { pinSet: boolean }): ReactNode {
  const save = useCommand('access.setPin')
  const [old, setOld] = useState('')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const differ = again !== '' && again !== pin
  const ready = pin.length >= SHORTEST && again === pin && (!pinSet || old.length >= SHORTEST)
  const clear = (): void => [setOld, setPin, setAgain].forEach(set => void set(''))
  return (
    <form
      className="flex max-w-72 flex-col gap-3"
      onSubmit={event => {
        event.preventDefault()
        if (ready) save.mutate({ old: pinSet ? old : null, pin }, { onSuccess: clear })
      }}
    >
      <p className="text-[13px] text-soft">{pinSet ? words.pinSet : words.pinNotSet}</p>
      {pinSet && <TextField label={words.pinOld} type="password" value={old} onChange={setOld} maxLength={64} />}
      <TextField
        label={words.pinNew}
        type="password"
        value={pin}
        onChange={setPin}
        hint={words.pinRule}
        maxLength={64}
      />
      <TextField
        label={words.pinAgain}
        type="password"
        value={again}
        onChange={setAgain}
        maxLength={64}
        error={differ ? words.pinDiffer : undefined}
      />
      {save.error && <FaultNote fault={save.error} />}
      <div className="flex items-center gap-3">
        <Button type="submit" disabled={!ready || save.isPending}>
          {pinSet ? words.pinChange : words.pinSave}
        </Button>
        {save.isSuccess && (
          <span role="status" className="text-[13px] text-good">
            {words.pinSaved}
          </span>
        )}
      </div>
    </form>
  )
}
