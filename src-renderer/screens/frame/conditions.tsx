import { Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Condition, KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { Button } from '../../ui/button.tsx'
import { Honest } from '../../ui/honest.tsx'
import { frameWords as words } from '../../words/frame.ts'

const looks = {
  info: { icon: Info, wash: 'bg-accent-wash', ink: 'text-accent' },
  warning: { icon: TriangleAlert, wash: 'bg-warn-wash', ink: 'text-warn' },
  error: { icon: OctagonAlert, wash: 'bg-danger-wash', ink: 'text-danger' },
} as const

/** What is wrong right now and what to do about it, above every page. Information can be put away, the rest cannot. */
export function Conditions({ status }: { status: KeeperStatus | undefined }): ReactNode {
  const [put, setPut] = useState<readonly string[]>([])
  if (!status) return null
  const shown = status.conditions.filter(one => one.severity !== 'info' || !put.includes(one.code))
  return (
    <>
      {status.gateway.state === 'gave-up' && <GaveUp status={status} />}
      {shown.map(one => (
        <Bar key={one.code} condition={one} onDismiss={() => setPut([...put, one.code])} />
      ))}
    </>
  )
}

function Bar({ condition, onDismiss }: { condition: Condition; onDismiss: () => void }): ReactNode {
  const look = looks[condition.severity]
  return (
    <div role="status" className={`flex items-start gap-2.5 border-b border-line px-4 py-2 text-[13px] ${look.wash}`}>
      <look.icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look.ink}`} />
      <p className="min-w-0 flex-1">
        <span className={`font-medium ${look.ink}`}>{condition.title}</span>{' '}
        <span className="text-soft">{condition.advice}</span>
      </p>
      {condition.severity === 'info' && (
        <Button size="small" tone="quiet" onPress={onDismiss}>
          {words.dismiss}
        </Button>
      )}
    </div>
  )
}

function GaveUp({ status }: { status: KeeperStatus }): ReactNode {
  const { reason, lastLines } = status.gateway
  return (
    <div role="status" className="border-b border-line bg-danger-wash px-4 py-2 text-[13px]">
      <p className="font-medium text-danger">{reason ? <Honest text={reason} honesty="prose" /> : null}</p>
      {lastLines.length > 0 && (
        <details>
          <summary className="text-soft">{words.details}</summary>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled text needs the keyboard
            tabIndex={0}
            className="mt-1 max-h-32 overflow-auto rounded-md bg-sunken p-2 font-mono text-xs whitespace-pre-wrap select-text"
          >
            <Honest text={lastLines.join('\n')} />
          </pre>
        </details>
      )}
    </div>
  )
}
