import { type ReactNode, useEffect, useRef } from 'react'
import type { Approval } from '../../../src-main/contract/model/approval.ts'
import { CommandBox } from '../../ui/approval/command-box.tsx'
import { Facts, Parts, Why } from '../../ui/approval/facts.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { approvalWords as words } from '../../words/approval.ts'
import type { Batch } from './use-batch.ts'

type Props = { batch: Batch; onRead: (approval: Approval) => void; onOpen: (id: string) => void }

/** The questions of one task, one below the other: those that are answered together, then those to be looked at alone. */
export function BatchQuestions({ batch, onRead, onOpen }: Props): ReactNode {
  const { together, alone, lost, later, lookAgain } = batch
  const list = useRef<HTMLElement>(null)
  useEffect(() => list.current?.focus(), [])
  return (
    <section
      ref={list}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the questions have to be scrolled by keyboard too
      tabIndex={0}
      aria-label={words.batchList}
      className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto *:shrink-0 px-5 py-4 focus-visible:outline-offset-[-2px]"
    >
      {(lost > 0 || batch.refused) && <Note text={words.batchChanged} act={words.batchAgain} on={lookAgain} />}
      {later > 0 && <Note text={words.batchLater(later)} act={words.batchAgain} on={lookAgain} />}
      {batch.fault && <FaultNote fault={batch.fault} />}
      {together.map((one, at) => (
        <Member key={`${one.id} ${one.digest}`} approval={one} place={words.position(at + 1, together.length)}>
          <CommandBox text={one.shown} label={words.batchCommand(at + 1)} onReadToEnd={() => onRead(one)} />
          <Parts approval={one} />
          <Why approval={one} />
          <Facts approval={one} />
        </Member>
      ))}
      {alone.map(one => (
        <Alone key={one.id} approval={one} onOpen={onOpen} />
      ))}
    </section>
  )
}

function Alone({ approval, onOpen }: { approval: Approval; onOpen: (id: string) => void }): ReactNode {
  return (
    <Member approval={approval} place={words.ownLook}>
      <CommandBox text={approval.shown} label={words.command} onReadToEnd={() => {}} />
      <p className="text-[13px] text-warn">
        <Honest text={approval.ownLook ?? ''} />
      </p>
      <Button size="small" label={words.batchOpen(approval.headline)} onPress={() => onOpen(approval.id)}>
        {words.batchOpenShort}
      </Button>
    </Member>
  )
}

function Member({ approval, place, children }: { approval: Approval; place: string; children: ReactNode }): ReactNode {
  return (
    <section aria-label={place} className="flex flex-col gap-3 border-b border-line pb-4 last:border-b-0">
      <h3 className="flex items-baseline gap-2 text-[13px] font-semibold">
        <span className="text-soft tabular-nums">{place}</span>
        <Honest text={approval.headline} />
      </h3>
      {children}
    </section>
  )
}

function Note({ text, act, on }: { text: string; act: string; on: () => void }): ReactNode {
  return (
    <div
      role="alert"
      className="flex items-center gap-3 rounded-lg bg-warn-wash px-3 py-2 text-[13px] font-medium text-warn"
    >
      <span className="flex-1">{text}</span>
      <Button size="small" onPress={on}>
        {act}
      </Button>
    </div>
  )
}
