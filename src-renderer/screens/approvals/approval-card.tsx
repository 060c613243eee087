import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Approval, Settled } from '../../../src-main/contract/model/approval.ts'
import { AnswerBar, type Press } from '../../ui/approval/answer-bar.tsx'
import { CommandBox } from '../../ui/approval/command-box.tsx'
import { Deadline } from '../../ui/approval/deadline.tsx'
import { DenyDialog, EditDialog, RuleDialog } from '../../ui/approval/dialogs.tsx'
import { Facts, Parts, Why } from '../../ui/approval/facts.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useArming } from '../../ui/use-arming.ts'
import { approvalWords as words } from '../../words/approval.ts'
import { useAnswer } from './use-answer.ts'

type Props = {
  approval: Approval
  /** Above the headline: which of how many. */
  position?: ReactNode
  /** Whether Deny takes the focus as soon as the question is there. */
  focusDeny: boolean
  onSettled: (settled: Settled, mine: boolean) => void
}

type OpenDialog = 'deny-why' | 'deny-always' | 'always' | 'edit' | null
const riskTone = { low: 'good', medium: 'warn', high: 'danger' } as const

/** One question with everything the answer binds to, and the only place where it is answered. */
export function ApprovalCard({ approval, position, focusDeny, onSettled }: Props): ReactNode {
  const word = approval.risk === 'high' ? words.word : null
  const arming = useArming(approval.digest, word)
  const { answer, edit, note, editRefused, fault, busy } = useAnswer(approval, onSettled)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const deny = useRef<HTMLButtonElement>(null)
  const [titleId, noteId] = [useId(), useId()]

  useEffect(() => {
    setDialog(null)
    if (focusDeny) deny.current?.focus()
  }, [approval.digest, focusDeny])

  const press = (what: Press): void => {
    if (what === 'deny') void answer({ how: 'deny' })
    else if (what === 'once' || what === 'session') void (arming.armed && answer({ how: what }))
    else setDialog(what)
  }
  useApproveKey(arming.armed && !busy && dialog === null, () => press('once'))
  const close = (done: boolean): void => void (done && setDialog(null))

  return (
    <article aria-labelledby={titleId} className="flex min-h-0 flex-1 flex-col">
      <header className="relative px-5 pt-4 pb-3.5">
        <div className="mb-1.5 flex items-center gap-2">
          <Chip tone={riskTone[approval.risk]}>{words.risk[approval.risk]}</Chip>
          {position}
          <span className="flex-1" />
          <Deadline askedAt={approval.askedAt} expiresAt={approval.expiresAt} />
        </div>
        <h2 id={titleId} className="text-lg leading-snug font-semibold tracking-tight">
          <Honest text={approval.headline} />
        </h2>
      </header>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the details have to be scrolled by keyboard too
        tabIndex={0}
        aria-label={words.question}
        className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto *:shrink-0 px-5 py-4 focus-visible:outline-offset-[-2px]"
      >
        {note?.kind === 'changed' && (
          <p role="alert" className="rounded-lg bg-warn-wash px-3 py-2 text-[13px] font-medium text-warn">
            {words.changed}
          </p>
        )}
        {fault && <FaultNote fault={fault} />}
        <CommandBox
          key={approval.digest}
          text={approval.shown}
          label={approval.tool === 'exec' ? words.command : words.call}
          onReadToEnd={() => arming.tell({ kind: 'read-to-end' })}
        />
        <Parts approval={approval} />
        <Why approval={approval} />
        <Facts approval={approval} />
        {word && (
          <TextField
            label={words.typeWord(word)}
            value={arming.typed}
            maxLength={40}
            onChange={text => arming.tell({ kind: 'typed', text })}
          />
        )}
      </section>
      <AnswerBar
        {...{ busy, noteId, still: arming.still, armed: arming.armed, denyRef: deny, onPress: press }}
        offersRule={approval.offer !== null}
        canEdit={approval.tool === 'exec'}
      />
      {(dialog === 'deny-why' || dialog === 'deny-always') && (
        <DenyDialog
          always={dialog === 'deny-always'}
          refused={note?.kind === 'rule-refused' ? note.why : null}
          onClose={() => setDialog(null)}
          onDeny={async reason =>
            close(await answer({ how: dialog === 'deny-always' ? 'deny-always' : 'deny', ...(reason && { reason }) }))
          }
        />
      )}
      {dialog === 'always' && (
        <RuleDialog
          approval={approval}
          armed={arming.armed && !busy}
          refused={note?.kind === 'rule-refused' ? note.why : null}
          onClose={() => setDialog(null)}
          onAlways={async (rule, days) => close(await answer({ how: 'always', rule, ...(days !== null && { days }) }))}
        />
      )}
      {dialog === 'edit' && (
        <EditDialog
          {...{ approval, busy, refused: editRefused }}
          onClose={() => setDialog(null)}
          onEdit={async command => close(await edit(command))}
        />
      )}
    </article>
  )
}

/** Ctrl+Enter or Cmd+Enter approves an armed question; plain Enter never does. */
function useApproveKey(active: boolean, approve: () => void): void {
  const latest = useRef(approve)
  latest.current = approve
  useEffect(() => {
    if (!active) return
    const onKey = (event: KeyboardEvent): void => {
      // `isComposing`: a key that an input method is still using is not an answer.
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [active])
}
