import { type ReactNode, useRef, useState } from 'react'
import { type Secret, secretPurposes } from '../../../src-main/contract/model/secret.ts'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Modal } from '../../ui/modal.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { frameWords } from '../../words/frame.ts'
import { purposeWords, secretWords as words } from '../../words/secrets.ts'

const purposes = secretPurposes.map(value => ({ value, label: purposeWords[value] }))

/** Puts a value in: a new secret, or a new value under a name that is there. */
export function StoreDialog({ name, onClose }: { name: string | null; onClose: () => void }): ReactNode {
  const put = useCommand('secrets.put')
  const [typed, setTyped] = useState(name ?? '')
  const [value, setValue] = useState('')
  const [purpose, setPurpose] = useState<Secret['purpose']>('other')
  const first = useRef<HTMLInputElement>(null)
  const trouble = put.data && put.data.status !== 'ok' && 'advice' in put.data ? put.data.advice : null
  const ready = typed !== '' && value !== '' && !put.isPending
  const store = (): void =>
    put.mutate(
      { name: typed, value, ...(name === null && { purpose }) },
      { onSuccess: result => result.status === 'ok' && onClose() },
    )
  return (
    <Modal
      open
      title={name === null ? words.addTitle : words.replaceTitle(name)}
      initialFocus={first}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          <Button tone="accent" disabled={!ready} onPress={store}>
            {words.store}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {name === null && (
          <>
            <TextField
              ref={first}
              label={words.name}
              value={typed}
              hint={words.nameHint}
              onChange={setTyped}
              mono
              maxLength={64}
            />
            <SelectField label={words.purpose} value={purpose} options={purposes} onChange={setPurpose} />
          </>
        )}
        <TextField
          {...(name === null ? {} : { ref: first })}
          label={words.value}
          type="password"
          value={value}
          onChange={setValue}
          maxLength={65_536}
        />
        {put.error && <FaultNote fault={put.error} />}
        {trouble && <p className="text-[13px] text-danger">{trouble}</p>}
      </div>
    </Modal>
  )
}

/** Takes a secret out after a second look. */
export function RemoveDialog({ secret, onClose }: { secret: Secret; onClose: () => void }): ReactNode {
  const remove = useCommand('secrets.remove')
  return (
    <Modal
      open
      title={words.removeTitle(secret.name)}
      description={words.removeBody}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          <Button
            tone="danger"
            disabled={remove.isPending}
            onPress={() => remove.mutate({ name: secret.name }, { onSuccess: onClose })}
          >
            {words.removeDo}
          </Button>
        </>
      }
    >
      {secret.provider && (
        <p className="text-[13px] text-soft">
          {words.revokeAt} <code className="font-mono text-xs break-all select-all">{secret.provider.revokeUrl}</code>
        </p>
      )}
      {remove.error && <FaultNote fault={remove.error} />}
    </Modal>
  )
}
