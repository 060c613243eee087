import { CircleCheck, CircleSlash } from 'lucide-react'
import type { ReactNode } from 'react'
import type { BackendReport } from '../../src-main/contract/model/sandbox.ts'
import { backendWords, sandboxWords as words } from '../words/sandboxes.ts'
import { Honest } from './honest.tsx'

/** The kinds of walls this machine can build, and why not the others. */
export function BackendList({ backends }: { backends: readonly BackendReport[] }): ReactNode {
  return (
    <ul className="flex flex-col gap-2">
      {backends.map(backend => (
        <li key={backend.backend} className="flex items-start gap-2 text-[13px]">
          {backend.usable ? (
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-good" />
          ) : (
            <CircleSlash aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
          )}
          <span className="min-w-0">
            <span className="font-medium">{backendWords[backend.backend]}</span>
            <span className="sr-only"> {backend.usable ? words.usable : words.notUsable}</span>
            <span className="block text-soft">
              <Honest text={backend.why} honesty="prose" />
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
