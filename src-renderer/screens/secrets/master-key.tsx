import { type ReactNode, useState } from 'react'
import { useAsk, useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Modal } from '../../ui/modal.tsx'
import { Section } from '../../ui/page.tsx'
import { frameWords } from '../../words/frame.ts'
import { secretWords as words } from '../../words/secrets.ts'

/** Where the master key is, a new one, and the phrase that brings it back. */
export function MasterKey(): ReactNode {
  const status = useAsk('secrets.status', {})
  const [open, setOpen] = useState<'rotate' | 'phrase' | null>(null)
  if (status.data?.status !== 'open') return null
  const close = (): void => {
    setOpen(null)
    void status.refetch()
  }
  return (
    <div className="mt-8 border-t border-line pt-6">
      <Section title={words.keyTitle} note={words.kept[status.data.kept]}>
        <p className="text-[13px] text-soft">{words.rotations(status.data.rotations)}</p>
        <div className="flex flex-wrap gap-2">
          <Button onPress={() => setOpen('rotate')}>{words.rotate}</Button>
          <Button onPress={() => setOpen('phrase')}>{words.phrase}</Button>
        </div>
      </Section>
      {open === 'rotate' && <RotateDialog onClose={close} />}
      {open === 'phrase' && <PhraseDialog onClose={close} />}
    </div>
  )
}

function RotateDialog({ onClose }: { onClose: () => void }): ReactNode {
  const rotate = useCommand('secrets.rotate')
  const done = rotate.data?.status === 'rotated'
  return (
    <Modal
      open
      title={words.rotateTitle}
      description={words.rotateBody}
      onClose={onClose}
      footer={
        done ? (
          <Button onPress={onClose}>{frameWords.close}</Button>
        ) : (
          <>
            <Button onPress={onClose}>{frameWords.cancel}</Button>
            <Button tone="accent" disabled={rotate.isPending} onPress={() => rotate.mutate({})}>
              {words.rotateDo}
            </Button>
          </>
        )
      }
    >
      <p role="status" className="text-[13px]">
        {done ? words.rotated : rotate.data && 'advice' in rotate.data ? rotate.data.advice : ''}
      </p>
      {rotate.error && <FaultNote fault={rotate.error} />}
    </Modal>
  )
}

function PhraseDialog({ onClose }: { onClose: () => void }): ReactNode {
  const renew = useCommand('secrets.recoveryRenew')
  const phrase = renew.data?.status === 'ok' ? renew.data.phrase : null
  return (
    <Modal
      open
      title={phrase ? words.phraseTitle : words.phraseAskTitle}
      description={phrase ? words.phraseBody : words.phraseAskBody}
      onClose={onClose}
      footer={
        phrase ? (
          <Button tone="accent" onPress={onClose}>
            {words.phraseDone}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{frameWords.cancel}</Button>
            <Button tone="accent" disabled={renew.isPending} onPress={() => renew.mutate({})}>
              {words.phraseAskDo}
            </Button>
          </>
        )
      }
    >
      {phrase && (
        <code className="block rounded-lg border border-line bg-sunken px-4 py-3 text-center font-mono text-sm leading-7 tracking-wide wrap-anywhere select-all">
          {phrase}
        </code>
      )}
      {renew.data && 'advice' in renew.data && <p className="text-[13px] text-danger">{renew.data.advice}</p>}
      {renew.error && <FaultNote fault={renew.error} />}
    </Modal>
  )
}
