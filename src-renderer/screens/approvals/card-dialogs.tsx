import type { ReactNode } from 'react'
import type { Approval } from '../../../src-main/contract/model/approval.ts'
import { DenyDialog, EditDialog, RuleDialog } from '../../ui/approval/dialogs.tsx'
import type { CardAnswer } from './use-answer.ts'

/** The answers that take more than a click. */
export type OpenDialog = 'deny-why' | 'deny-always' | 'always' | 'edit' | null

type Props = {
  approval: Approval
  open: OpenDialog
  armed: boolean
  given: CardAnswer
  onClose: () => void
}

/** Asks for what an answer still lacks: a reason, a rule, another command. It closes once that was taken. */
export function CardDialogs({ approval, open, armed, given, onClose }: Props): ReactNode {
  const { answer, edit, note, editRefused, busy } = given
  const close = (done: boolean): void => void (done && onClose())
  const refused = note?.kind === 'rule-refused' ? note.why : null
  if (open === 'deny-why' || open === 'deny-always')
    return (
      <DenyDialog
        always={open === 'deny-always'}
        {...{ refused, onClose }}
        onDeny={async reason =>
          close(await answer({ how: open === 'deny-always' ? 'deny-always' : 'deny', ...(reason && { reason }) }))
        }
      />
    )
  if (open === 'always')
    return (
      <RuleDialog
        armed={armed && !busy}
        {...{ approval, refused, onClose }}
        onAlways={async (rule, days) => close(await answer({ how: 'always', rule, ...(days !== null && { days }) }))}
      />
    )
  if (open === 'edit')
    return (
      <EditDialog
        {...{ approval, busy, onClose, refused: editRefused }}
        onEdit={async command => close(await edit(command))}
      />
    )
  return null
}
