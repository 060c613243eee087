import type { ReactNode } from 'react'
import type { TerminalInfo } from '../../src-main/contract/model/sandbox.ts'
import { sandboxWords as words } from '../words/sandboxes.ts'
import { ago } from '../words/time.ts'
import { Button } from './button.tsx'
import { ListTable } from './list-table.tsx'
import { useNow } from './use-now.ts'

const COLUMNS = [
  { name: words.agent },
  { name: words.where },
  { name: words.opened },
  { name: words.actions, look: 'menu' },
] as const

type Props = { terminals: readonly TerminalInfo[]; onEnd: (terminal: TerminalInfo) => void }

/** Shells that are open, whoever opened them and wherever they are shown. */
export function TerminalTable({ terminals, onEnd }: Props): ReactNode {
  const now = useNow(15_000)
  const cell = 'py-2 pr-4'
  return (
    <ListTable columns={COLUMNS}>
      {terminals.map(one => (
        <tr key={one.id} className="border-b border-line hover:bg-paper">
          <td className={`${cell} font-medium`}>{one.agent}</td>
          <td className={`${cell} text-soft wrap-anywhere`}>{one.where}</td>
          <td className={`${cell} whitespace-nowrap text-soft`}>{ago(one.openedAt, now)}</td>
          <td>
            <Button tone="quiet" label={words.endTerminalOf(one.agent)} onPress={() => onEnd(one)}>
              {words.endTerminal}
            </Button>
          </td>
        </tr>
      ))}
    </ListTable>
  )
}
