import { CircleHelp, ShieldCheck, ShieldOff, ShieldX } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ProbeResult } from '../../src-main/contract/model/sandbox.ts'
import { probeWords, sandboxWords as words } from '../words/sandboxes.ts'
import { Honest } from './honest.tsx'

const looks = {
  holds: { icon: ShieldCheck, ink: 'text-good' },
  open: { icon: ShieldX, ink: 'text-danger' },
  'no-wall': { icon: ShieldOff, ink: 'text-warn' },
  unknown: { icon: CircleHelp, ink: 'text-soft' },
} as const

/** Attempts to get out of a sandbox, each with what came of it. */
export function ProbeList({ results }: { results: readonly ProbeResult[] }): ReactNode {
  return (
    <ul
      aria-label={words.verify}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long list has to be scrolled by keyboard too
      tabIndex={0}
      className="max-h-96 divide-y divide-line overflow-y-auto rounded-lg border border-line"
    >
      {results.map(result => {
        const look = looks[result.verdict]
        return (
          <li key={`${result.backend} ${result.id}`} className="flex items-start gap-2.5 px-3 py-1.5 text-[13px]">
            <look.icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look.ink}`} />
            <span className="min-w-0 flex-1">
              {result.title}
              {result.found && (
                <span className="block font-mono text-xs wrap-anywhere text-soft">
                  <Honest text={result.found} />
                </span>
              )}
            </span>
            <span className={`shrink-0 text-xs font-medium ${look.ink}`}>{probeWords[result.verdict]}</span>
          </li>
        )
      })}
    </ul>
  )
}
