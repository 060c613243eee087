import { ArrowRight, ShieldCheck, ShieldMinus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ConfigChange } from '../../src-main/contract/model/config.ts'
import { configWords as words } from '../words/config.ts'
import { Chip } from './chip.tsx'
import { Honest } from './honest.tsx'

/** What a change of the settings does, line by line, the loosening ones first and marked. */
export function ChangeList({ changes }: { changes: readonly ConfigChange[] }): ReactNode {
  if (changes.length === 0) return <p className="text-[13px] text-soft">{words.noChange}</p>
  return (
    <ul
      aria-label={words.changes}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list has to be scrolled by keyboard too
      tabIndex={0}
      className="max-h-72 divide-y divide-line overflow-y-auto rounded-lg border border-line"
    >
      {changes.map((change, at) => (
        <li key={`${at} ${change.path}`} className="flex flex-col gap-1 px-3 py-2">
          <span className="flex items-center gap-2">
            <code className="min-w-0 flex-1 font-mono text-xs font-medium wrap-anywhere">
              <Honest text={change.path} />
            </code>
            <DirectionChip direction={change.direction} />
          </span>
          <span className="flex flex-wrap items-center gap-1.5 font-mono text-xs text-soft">
            <Value text={change.before} className="line-through decoration-1" />
            <ArrowRight aria-hidden className="size-3 shrink-0" />
            <Value text={change.after} className="text-ink" />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Value({ text, className }: { text: string | null; className: string }): ReactNode {
  if (text === null) return <span className="text-faint italic">{words.notSet}</span>
  return (
    <span className={`wrap-anywhere ${className}`}>
      <Honest text={text} />
    </span>
  )
}

function DirectionChip({ direction }: { direction: ConfigChange['direction'] }): ReactNode {
  if (direction === 'neutral') return null
  const loosens = direction === 'loosens'
  const Icon = loosens ? ShieldMinus : ShieldCheck
  return (
    <Chip tone={loosens ? 'warn' : 'good'}>
      <Icon aria-hidden className="size-3" />
      {loosens ? words.loosens : words.tightens}
    </Chip>
  )
}
