import { type FormEvent, type ReactNode, useState } from 'react'
import { LONGEST_PIN, SHORTEST_PIN } from '../../../src-main/contract/model/pin.ts'
import { useAsk, useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { settingsWords as words } from '../../words/settings.ts'

/** Sets the approver PIN; changing it needs the old one. The first may need the set-up code, or another place than this. */
export function PinForm({ pinSet }: { pinSet: boolean }): ReactNode {
  const me = useAsk('access.me', {}, { fresh: true })
  if (!me.data) return null
  const way = pinSet ? 'free' : me.data.firstPin
  if (way === 'restart' || way === 'window')
    return <p className="text-[13px] text-soft">{way === 'window' ? words.pinWindowOnly : words.pinElsewhere}</p>
  return <Fields pinSet={pinSet} needsCode={way === 'code'} />
}

type Typed = { old: string; code: string; pin: string; again: string }
const nothing: Typed = { old: '', code: '', pin: '', again: '' }

function Fields({ pinSet, needsCode }: { pinSet: boolean; needsCode: boolean }): ReactNode {
  const save = useCommand('access.setPin')
  const [typed, setTyped] = useState(nothing)
  const { old, code, pin, again } = typed
  const proved = (!pinSet || old.length >= SHORTEST_PIN) && (!needsCode || code !== '')
  const ready = pin.length >= SHORTEST_PIN && again === pin && proved
  const send = (event: FormEvent): void => {
    event.preventDefault()
    const input = { old: pinSet ? old : null, pin, ...(needsCode && { code }) }
    if (ready) save.mutate(input, { onSuccess: () => setTyped(nothing) })
  }
  return (
    <form className="flex max-w-72 flex-col gap-3" onSubmit={send}>
      <p className="text-[13px] text-soft">{pinSet ? words.pinSet : words.pinNotSet}</p>
      <Inputs shows={{ old: pinSet, code: needsCode }} typed={typed} onType={setTyped} />
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

type InputsProps = {
  shows: { old: boolean; code: boolean }
  typed: Typed
  onType: (typed: Typed) => void
}

function Inputs({ shows, typed, onType }: InputsProps): ReactNode {
  const { old, code, pin, again } = typed
  const differ = again !== '' && again !== pin ? words.pinDiffer : undefined
  const field = (name: keyof Typed) => ({
    onChange: (text: string) => onType({ ...typed, [name]: text }),
    maxLength: LONGEST_PIN,
  })
  return (
    <>
      {shows.old && <TextField label={words.pinOld} type="password" value={old} {...field('old')} />}
      {shows.code && <TextField label={words.pinCode} value={code} {...field('code')} hint={words.pinCodeHint} />}
      <TextField label={words.pinNew} type="password" value={pin} {...field('pin')} hint={words.pinRule} />
      <TextField label={words.pinAgain} type="password" value={again} {...field('again')} error={differ} />
    </>
  )
}
