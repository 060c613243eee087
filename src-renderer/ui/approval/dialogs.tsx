import { type ReactNode, useRef, useState } from 'react'
import type { Approval } from '../../../src-main/contract/model/approval.ts'
import { ruleEnds, approvalWords as words } from '../../words/approval.ts'
import { frameWords } from '../../words/frame.ts'
import { Button } from '../button.tsx'
import { Honest } from '../honest.tsx'
import { Modal } from '../modal.tsx'
import { SelectField } from '../select-field.tsx'
import { TextField } from '../text-field.tsx'

/** Denying with words for the agent, once or for good. */
export function DenyDialog(props: {
  always: boolean
  /** Why a lasting no could not be kept. */
  refused: string | null
  onDeny: (reason: string) => void
  onClose: () => void
}): ReactNode {
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  return (
    <Modal
      open
      title={props.always ? words.denyAlwaysTitle : words.reasonTitle}
      description={props.always ? words.denyAlwaysBody : words.reasonBody}
      initialFocus={field}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{frameWords.cancel}</Button>
          <Button tone="danger" onPress={() => props.onDeny(reason.trim())}>
            {words.deny}
          </Button>
        </>
      }
    >
      <TextField
        ref={field}
        label={words.reasonLabel}
        value={reason}
        onChange={setReason}
        maxLength={500}
        placeholder={words.reasonHint}
        error={props.refused ?? undefined}
      />
    </Modal>
  )
}

type RuleProps = {
  approval: Approval
  refused: string | null
  armed: boolean
  onAlways: (rule: string, days: number | null) => void
  onClose: () => void
}

/** The narrow rule behind "always": in words, editable, with what else it would have let through. */
export function RuleDialog({ approval, refused, armed, onAlways, onClose }: RuleProps): ReactNode {
  const offer = approval.offer
  const [rule, setRule] = useState(offer?.rule ?? '')
  const [days, setDays] = useState('none')
  if (!offer) return null
  const edited = rule !== offer.rule
  return (
    <Modal
      open
      width="wide"
      title={words.alwaysTitle}
      description={words.alwaysBody}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          <Button
            tone="accent"
            disabled={!armed || rule.trim() === ''}
            onPress={() => onAlways(rule, days === 'none' ? null : Number(days))}
          >
            {words.alwaysDo}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {!edited && (
          <p className="rounded-lg bg-accent-wash px-3 py-2 text-[13px]">
            <Honest text={offer.words} />
          </p>
        )}
        <TextField
          label={words.ruleLabel}
          value={rule}
          onChange={setRule}
          mono
          lines={3}
          maxLength={4000}
          {...(edited ? { hint: words.ruleEdited } : {})}
          error={refused ? `${words.ruleRefused}: ${refused}` : undefined}
        />
        <SelectField label={words.ruleEnds} value={days} options={ruleEnds} onChange={setDays} />
        {!edited && <WouldHaveMatched commands={offer.wouldHaveMatched} />}
      </div>
    </Modal>
  )
}

function WouldHaveMatched({ commands }: { commands: readonly string[] }): ReactNode {
  if (commands.length === 0) return <p className="text-[13px] text-soft">{words.matchedNone}</p>
  return (
    <div>
      <h3 className="mb-1.5 text-[13px] font-medium">{words.matched}</h3>
      <ul className="max-h-40 divide-y divide-line overflow-y-auto rounded-lg border border-line">
        {commands.map((command, at) => (
          <li key={at} className="px-3 py-1.5 font-mono text-xs wrap-anywhere">
            <Honest text={command} />
          </li>
        ))}
      </ul>
    </div>
  )
}

type EditProps = {
  approval: Approval
  refused: readonly string[]
  busy: boolean
  onEdit: (command: string) => void
  onClose: () => void
}

/** Changing the command before answering; the change is judged like any other command. */
export function EditDialog({ approval, refused, busy, onEdit, onClose }: EditProps): ReactNode {
  const [command, setCommand] = useState(approval.shown)
  const unchanged = command === approval.shown || command.trim() === ''
  return (
    <Modal
      open
      width="wide"
      title={words.editTitle}
      description={words.editBody}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          <Button tone="accent" disabled={unchanged || busy} onPress={() => onEdit(command)}>
            {words.editDo}
          </Button>
        </>
      }
    >
      <TextField
        label={words.editLabel}
        value={command}
        onChange={setCommand}
        mono
        lines={6}
        maxLength={64_000}
        error={refused.length > 0 ? `${words.editRefused}: ${refused.join(' ')}` : undefined}
      />
    </Modal>
  )
}
