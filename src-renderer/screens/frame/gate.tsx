import { KeyRound, Plug } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLink } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { connectionWords as words } from '../../words/connection.ts'

/** Lets the pages through once there is a Keeper to talk to; before that it says what to do. */
export function Gate({ children }: { children: ReactNode }): ReactNode {
  const link = useLink()
  if (link.kind === 'connecting')
    return (
      <main className="flex h-full items-center justify-center text-[13px] text-soft" aria-busy>
        {words.connecting}
      </main>
    )
  if (link.kind !== 'refused') return children
  if (link.fault.code === 'token-wrong')
    return (
      <main className="flex h-full">
        <h1 className="sr-only">{words.unpairedTitle}</h1>
        <Empty icon={KeyRound} title={words.unpairedTitle} body={words.unpairedBody}>
          <code className="rounded-lg border border-line bg-sunken px-3 py-2 font-mono text-[13px] select-all">
            {words.unpairedCommand}
          </code>
        </Empty>
      </main>
    )
  return (
    <main className="flex h-full">
      <h1 className="sr-only">{words.refusedTitle}</h1>
      <Empty icon={Plug} title={words.refusedTitle}>
        <FaultNote fault={link.fault} />
        <Button className="mt-4" onPress={() => location.reload()}>
          {words.reload}
        </Button>
      </Empty>
    </main>
  )
}
