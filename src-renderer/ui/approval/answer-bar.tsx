import { ChevronDown } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { missingWords, approvalWords as words } from '../../words/approval.ts'
import type { Missing } from '../arming.ts'
import { Button } from '../button.tsx'
import { Choices } from '../choices.tsx'

/** What a person pressed. Dialogs ask for the rest. */
export type Press = 'deny' | 'deny-why' | 'deny-always' | 'once' | 'session' | 'always' | 'edit'

type Props = {
  still: readonly Missing[]
  armed: boolean
  busy: boolean
  offersRule: boolean
  canEdit: boolean
  denyRef: Ref<HTMLButtonElement>
  noteId: string
  onPress: (press: Press) => void
}

/** Deny on the left and always awake; approve on the right and asleep until the question was read. */
export function AnswerBar(props: Props): ReactNode {
  const { still, armed, busy, onPress } = props
  const asleep = !armed || busy
  return (
    <div className="border-t border-line bg-surface px-4 pt-2.5 pb-3">
      <p id={props.noteId} aria-live="polite" className="mb-2 min-h-5 text-[13px] text-soft">
        {still[0] ? missingWords[still[0]] : words.ready}
      </p>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="flex">
          <Button
            ref={props.denyRef}
            tone="danger"
            disabled={busy}
            onPress={() => onPress('deny')}
            className="min-w-24 rounded-r-none"
          >
            {words.deny}
          </Button>
          <Choices
            label={words.denyMore}
            trigger={<ChevronDown aria-hidden className="size-4" />}
            tone="danger"
            disabled={busy}
            className="-ml-px w-8 rounded-l-none"
            choices={[
              { label: words.denyWhy, onPick: () => onPress('deny-why') },
              { label: words.denyAlways, tone: 'danger', onPick: () => onPress('deny-always') },
            ]}
          />
        </span>
        <span className="flex">
          <Button
            tone="accent"
            disabled={asleep}
            describedBy={props.noteId}
            onPress={() => onPress('once')}
            className="min-w-32 rounded-r-none"
          >
            {words.approve}
          </Button>
          <Choices
            label={words.approveMore}
            trigger={<ChevronDown aria-hidden className="size-4" />}
            tone={asleep ? 'plain' : 'accent'}
            disabled={busy}
            className={`w-8 rounded-l-none ${asleep ? 'border-l-0' : 'border-l-on-accent/30'}`}
            choices={[
              { label: words.approveSession, disabled: asleep, onPick: () => onPress('session') },
              ...(props.offersRule
                ? [{ label: words.approveAlways, disabled: asleep, onPick: () => onPress('always') }]
                : []),
              ...(props.canEdit ? [{ label: words.edit, onPick: () => onPress('edit') }] : []),
            ]}
          />
        </span>
      </div>
    </div>
  )
}
