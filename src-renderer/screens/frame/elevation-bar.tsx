import { ShieldOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { KeeperStatus } from '../../../src-main/contract/model/status.ts'
import { useCommand } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Honest } from '../../ui/honest.tsx'
import { elevationWords as words } from '../../words/elevation.ts'
import { dayAndTime } from '../../words/time.ts'

/** Says above every page which conversations run without a sandbox, until when, and ends them. */
export function ElevationBar({ status }: { status: KeeperStatus | undefined }): ReactNode {
  const end = useCommand('elevations.end')
  return status?.elevations.map(({ sessionId, title, until, by }) => {
    const name = title || words.untitled
    return (
      <div
        key={sessionId}
        role="status"
        className="flex items-center gap-2.5 border-b border-line bg-warn-wash px-4 py-2 text-[13px]"
      >
        <ShieldOff aria-hidden className="size-4 shrink-0 text-warn" />
        <p className="min-w-0 flex-1">
          <span className="font-medium text-warn">{words.bar}</span>{' '}
          <span className="text-soft">
            <Honest text={words.until(name, dayAndTime(until), by)} honesty="prose" />
          </span>
        </p>
        <Button size="small" label={words.endOf(name)} onPress={() => end.mutate({ session: sessionId })}>
          {words.end}
        </Button>
      </div>
    )
  })
}
