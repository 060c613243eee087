import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Approval, Settled } from '../../../src-main/contract/model/approval.ts'
import { AnswerBar, type Press } from '../../ui/approval/answer-bar.tsx'
import { CommandBox } from '../../ui/approval/command-box.tsx'
import { Deadline } from '../../ui/approval/deadline.tsx'
import { Facts, Parts, Why } from '../../ui/approval/facts.tsx'
import { Chip } from '../../ui/chip.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type Arming, useArming } from '../../ui/use-arming.ts'
import { approvalWords as words } from '../../words/approval.ts'
import { CardDialogs, type OpenDialog } from './card-dialogs.tsx'
import { type CardAnswer, useAnswer } from './use-answer.ts'
import { useApproveKey } from './use-approve-key.ts'

type Props = {
  approval: Approval
  /** Above the headline: which of how many. */
  position?: ReactNode
  /** Whether Deny takes the focus as soon as the question is there. */
  focusDeny: boolean
  onSettled: (settled: Settled, mine: boolean) => void
}

const riskTone = { low: 'good', medium: 'warn', high: 'danger' } as const

/** One question with everything the answer binds to, and the only place where it is answered. */
export function ApprovalCard({ approval, position, focusDeny, onSettled }: Props): ReactNode {
  const word = approval.risk === 'high' ? words.word : null
  const arming = useArming(approval.digest, word)
  const given = useAnswer(approval, onSettled)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const deny = useRef<HTMLButtonElement>(null)
  const [titleId, noteId] = [useId(), useId()]
  const { armed } = arming
  const { answer, busy } = given

  useEffect(() => {
    setDialog(null)
    if (focusDeny) deny.current?.focus()
  }, [approval.digest, focusDeny])

  const press = (what: Press): void => {
    if (what === 'deny') void answer({ how: 'deny' })
    else if (what === 'once' || what === 'session') void (armed && answer({ how: what }))
    else setDialog(what)
  }
  useApproveKey(armed && !busy && dialog === null, () => press('once'))

  return (
    <article aria-labelledby={titleId} className="flex min-h-0 flex-1 flex-col">
      <CardHead {...{ approval, position, titleId }} />
      <CardBody {...{ approval, arming, given, word }} />
      <AnswerBar
        {...{ busy, noteId, still: arming.still, armed, denyRef: deny, onPress: press }}
        offersRule={approval.offer !== null}
        canEdit={approval.tool === 'exec'}
      />
      <CardDialogs {...{ approval, armed, given, open: dialog }} onClose={() => setDialog(null)} />
    </article>
  )
}

type HeadProps = { approval: Approval; position: ReactNode; titleId: string }

function CardHead({ approval, position, titleId }: HeadProps): ReactNode {
  return (
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
  )
}

type BodyProps = { approval: Approval; arming: Arming; given: CardAnswer; word: string | null }

function CardBody({ approval, arming, given: { note, fault }, word }: BodyProps): ReactNode {
  return (
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
  )
}
