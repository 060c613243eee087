import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Secret } from '../../src-main/contract/model/secret.ts'
import { purposeWords, secretWords as words } from '../words/secrets.ts'
import { dayAndTime } from '../words/time.ts'
import { Chip } from './chip.tsx'
import { Choices } from './choices.tsx'
import { ListTable } from './list-table.tsx'

const COLUMNS = [
  { name: words.name },
  { name: words.purpose },
  { name: words.provider },
  { name: words.age },
  { name: words.actions, look: 'menu' },
] as const

type Props = {
  secrets: readonly Secret[]
  onReplace: (secret: Secret) => void
  onRemove: (secret: Secret) => void
}

/** Secrets as a table of names. */
export function SecretTable({ secrets, onReplace, onRemove }: Props): ReactNode {
  const cell = 'py-2 pr-4'
  return (
    <ListTable columns={COLUMNS}>
      {secrets.map(secret => (
        <tr key={secret.name} className="border-b border-line hover:bg-paper">
          <td className={`${cell} font-mono text-xs font-medium`}>{secret.name}</td>
          <td className={`${cell} text-soft`}>{purposeWords[secret.purpose]}</td>
          <td className={`${cell} text-soft`}>{secret.provider?.name ?? '–'}</td>
          <td className={cell} title={dayAndTime(Date.parse(secret.changedAt))}>
            <span className="flex items-center gap-2 text-soft">
              {words.days(secret.age.days)}
              {secret.age.reminder === 'due' && <Chip tone="warn">{words.due}</Chip>}
              {secret.age.reminder === 'overdue' && <Chip tone="danger">{words.overdue}</Chip>}
            </span>
          </td>
          <td>
            <Choices
              label={words.menu(secret.name)}
              tone="quiet"
              trigger={<Ellipsis aria-hidden className="size-4" />}
              choices={[
                { label: words.replace, onPick: () => onReplace(secret) },
                { label: words.remove, tone: 'danger', onPick: () => onRemove(secret) },
              ]}
            />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}
