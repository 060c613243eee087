import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLink, useReconnect } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { connectionWords as words } from '../../words/connection.ts'

/** Says calmly that the line to the Keeper is down, and that what is shown may be old. */
export function ConnectionBanner(): ReactNode {
  const link = useLink()
  const reconnect = useReconnect()
  if (link.kind !== 'lost') return null
  return (
    <div role="status" className="flex items-center gap-3 border-b border-line bg-warn-wash px-4 py-2 text-[13px]">
      <CloudOff aria-hidden className="size-4 shrink-0 text-warn" />
      <p className="min-w-0 flex-1">
        <span className="font-medium text-warn">{words.lost}</span>{' '}
        <span className="text-soft">{words.lostAdvice}</span>
      </p>
      <Button size="small" onPress={reconnect}>
        {words.tryNow}
      </Button>
    </div>
  )
}
