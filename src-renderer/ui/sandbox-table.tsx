import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SandboxInfo } from '../../src-main/contract/model/sandbox.ts'
import { backendWords, sandboxStateWords, sandboxWords as words } from '../words/sandboxes.ts'
import { ago } from '../words/time.ts'
import { Chip } from './chip.tsx'
import { Choices } from './choices.tsx'
import { ListTable } from './list-table.tsx'
import { useNow } from './use-now.ts'

const COLUMNS = [
  { name: words.name },
  { name: words.agent },
  { name: words.backend },
  { name: words.state },
  { name: words.commands, look: 'number' },
  { name: words.used },
  { name: words.actions, look: 'menu' },
] as const

type Props = {
  sandboxes: readonly SandboxInfo[]
  onTerminal: (sandbox: SandboxInfo) => void
  onRebuild: (sandbox: SandboxInfo) => void
}

/** Sandboxes that are open. */
export function SandboxTable({ sandboxes, onTerminal, onRebuild }: Props): ReactNode {
  const now = useNow(15_000)
  const cell = 'py-2 pr-4'
  return (
    <ListTable columns={COLUMNS}>
      {sandboxes.map(one => (
        <tr key={one.id} className="border-b border-line hover:bg-paper">
          <td className={`${cell} font-mono text-xs font-medium wrap-anywhere`}>{one.name}</td>
          <td className={`${cell} text-soft`}>{one.agent}</td>
          <td className={`${cell} text-soft`}>{backendWords[one.backend]}</td>
          <td className={cell}>
            <Chip tone={one.state === 'running' ? 'good' : 'plain'}>{sandboxStateWords[one.state]}</Chip>
          </td>
          <td className={`${cell} text-right text-soft tabular-nums`}>{one.running}</td>
          <td className={`${cell} whitespace-nowrap text-soft`}>{ago(one.lastUsedAt, now)}</td>
          <td>
            <Choices
              label={words.menu(one.name)}
              tone="quiet"
              trigger={<Ellipsis aria-hidden className="size-4" />}
              choices={[
                { label: words.terminal, disabled: one.state !== 'running', onPick: () => onTerminal(one) },
                { label: words.rebuild, note: words.rebuildNote, onPick: () => onRebuild(one) },
              ]}
            />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}
