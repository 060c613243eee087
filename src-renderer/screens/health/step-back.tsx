import { type ReactNode, useState } from 'react'
import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { healthWords as words } from '../../words/health.ts'
import { outcomeWords } from '../settings/use-config.ts'

/** After a crash loop: what was changed last in the settings, and one press that takes it back and starts again. */
export function StepBack({ status }: { status: KeeperStatus }): ReactNode {
  const restore = useCommand('config.restore')
  const start = useCommand('gateway.start')
  const [note, setNote] = useState<string | null>(null)
  const fault = restore.error ?? start.error
  const facts = status.conditions.find(one => one.code === 'gateway-gave-up')?.facts ?? {}
  const version = Number(facts['goodVersion'])
  if (facts['lastChange'] === undefined || !Number.isInteger(version)) return null
  const undo = (): void =>
    restore.mutate(
      { id: version },
      {
        onSuccess: outcome => {
          setNote(outcomeWords(outcome))
          if (outcome.status === 'saved') start.mutate({})
        },
      },
    )
  return (
    <div className="flex flex-col items-start gap-2 text-[13px]">
      <p className="text-soft">
        {words.lastChange} <Honest text={facts['lastChange']} honesty="prose" />
      </p>
      <Button disabled={restore.isPending || start.isPending} onPress={undo}>
        {words.stepBack}
      </Button>
      {note && <p role="status">{note}</p>}
      {fault && <FaultNote fault={fault} />}
    </div>
  )
}
