import { type ReactNode, useState } from 'react'
import type { ImportLine } from '../../../src-main/contract/model/secret.ts'
import { useAsk, useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { Modal } from '../../ui/modal.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { frameWords } from '../../words/frame.ts'
import { secretWords as words } from '../../words/secrets.ts'

/** Brings in the secrets of a .env file: first what would happen, line by line, then the act. */
export function ImportDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [text, setText] = useState('')
  const [looked, setLooked] = useState<string | null>(null)
  const preview = useAsk('secrets.importPreview', { text: looked ?? '' }, { enabled: looked !== null })
  const apply = useCommand('secrets.importApply')
  const lines = looked !== null && preview.data?.status === 'ok' ? preview.data.lines : null
  const names = lines?.filter(line => line.action === 'add' || line.action === 'replace').map(line => line.name) ?? []
  const trouble = preview.data && preview.data.status !== 'ok' ? preview.data.advice : null
  const fault = preview.error ?? apply.error
  const store = (): void => apply.mutate({ text: looked ?? '', names }, { onSuccess: onClose })
  return (
    <Modal
      open
      width="wide"
      title={words.import}
      description={words.envBody}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          {lines ? (
            <Button tone="accent" disabled={names.length === 0 || apply.isPending} onPress={store}>
              {words.envStore(names.length)}
            </Button>
          ) : (
            <Button tone="accent" disabled={text.trim() === ''} onPress={() => setLooked(text)}>
              {words.envLook}
            </Button>
          )}
        </>
      }
    >
      {!lines && <TextField label={words.envLabel} value={text} onChange={setText} mono lines={8} />}
      {lines && <ImportLines lines={lines} />}
      {trouble && <p className="mt-2 text-[13px] text-danger">{trouble}</p>}
      {fault && <FaultNote fault={fault} />}
    </Modal>
  )
}

function ImportLines({ lines }: { lines: readonly ImportLine[] }): ReactNode {
  return (
    <ul className="max-h-80 divide-y divide-line overflow-y-auto rounded-lg border border-line">
      {lines.map(line => (
        <li key={line.line} className="flex items-center gap-3 px-3 py-1.5 text-[13px]">
          <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">
            <Honest text={line.name} />
          </code>
          <span className="text-xs text-soft">
            {line.reason ? <Honest text={line.reason} /> : words.length(line.length)}
          </span>
          <Chip tone={line.action === 'add' ? 'good' : line.action === 'replace' ? 'warn' : 'plain'}>
            {words.envActions[line.action]}
          </Chip>
        </li>
      ))}
    </ul>
  )
}
