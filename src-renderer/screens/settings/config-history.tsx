import { type ReactNode, useState } from 'react'
import type { HistoryEntry, SealedFile } from '../../../src-main/contract/model/config.ts'
import { useAsk, useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { Modal } from '../../ui/modal.tsx'
import { configWords as words } from '../../words/config.ts'
import { frameWords } from '../../words/frame.ts'
import { dayAndTime } from '../../words/time.ts'
import { outcomeWords } from './use-config.ts'

/** Versions shown before the person asks for more. */
const SHOWN = 5

/** Every accepted version of a sealed file, and the way back to each. */
export function ConfigHistory({ of }: { of: SealedFile }): ReactNode {
  const history = useAsk('config.history', { of })
  const restore = useCommand('config.restore')
  const [asking, setAsking] = useState<HistoryEntry | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const entries = history.data?.slice(0, SHOWN) ?? []
  const go = (entry: HistoryEntry): void =>
    restore.mutate(
      { of, id: entry.id },
      {
        onSuccess: outcome => {
          setAsking(null)
          setNote(outcomeWords(outcome))
          void history.refetch()
        },
      },
    )
  return (
    <>
      {history.data?.length === 0 && <p className="text-[13px] text-soft">{words.historyNone}</p>}
      {entries.length > 0 && <Versions entries={entries} onRestore={setAsking} />}
      {note && (
        <p role="status" className="text-[13px] text-soft">
          {note}
        </p>
      )}
      {asking && (
        <RestoreDialog
          of={of}
          busy={restore.isPending}
          onClose={() => setAsking(null)}
          onRestore={() => go(asking)}
          note={restore.error && <FaultNote fault={restore.error} />}
        />
      )}
    </>
  )
}

type VersionsProps = { entries: readonly HistoryEntry[]; onRestore: (entry: HistoryEntry) => void }

/** The newest first; that one counts now, so there is no way back to it. */
function Versions({ entries, onRestore }: VersionsProps): ReactNode {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {entries.map((entry, at) => (
        <li key={entry.id} className="flex items-center gap-3 py-1.5 pr-1.5 pl-3 text-[13px]">
          <span className="min-w-0 flex-1">
            <span className="block truncate">
              <Honest text={entry.why} />
            </span>
            <span className="text-xs text-soft">
              {dayAndTime(Date.parse(entry.at))} · <Honest text={entry.by} />
            </span>
          </span>
          {at > 0 && (
            <Button size="small" onPress={() => onRestore(entry)}>
              {words.restore}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

type DialogProps = { of: SealedFile; busy: boolean; note: ReactNode; onClose: () => void; onRestore: () => void }

function RestoreDialog({ of, busy, note, onClose, onRestore }: DialogProps): ReactNode {
  return (
    <Modal
      open
      title={words.restoreTitle}
      description={words.restoreBody[of]}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{frameWords.cancel}</Button>
          <Button tone="danger" disabled={busy} onPress={onRestore}>
            {words.restoreDo}
          </Button>
        </>
      }
    >
      {note}
    </Modal>
  )
}
