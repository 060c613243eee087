import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Fault } from '../../../src-main/contract/wire/fault.ts'
import { useCommand, useStreams } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { openScreen, type TerminalScreen } from '../../ui/terminal/terminal-screen.ts'
import { sandboxWords as words } from '../../words/sandboxes.ts'

type Props = { agent: string; session: string; onClose: () => void }

/** A shell in the sandbox of an agent. It ends with this panel. */
export function TerminalPanel({ agent, session, onClose }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const close = useRef<HTMLButtonElement>(null)
  const { line, fault } = useShell(box, agent, session, () => close.current?.focus())
  return (
    <section aria-label={words.terminalOf(agent)} className="flex h-[45%] min-h-52 flex-col border-t border-line">
      <header className="flex items-center gap-3 px-4 py-1.5 text-[13px]">
        <h2 className="font-medium">{words.terminalOf(agent)}</h2>
        <p role="status" className="min-w-0 flex-1 truncate text-soft">
          {line ?? words.terminalHint}
        </p>
        <Button ref={close} size="icon" tone="quiet" label={words.close} onPress={onClose}>
          <X aria-hidden className="size-4" />
        </Button>
      </header>
      {fault && (
        <div className="px-4 pb-2">
          <FaultNote fault={fault} />
        </div>
      )}
      <div ref={box} className="min-h-0 flex-1 overflow-hidden bg-[#15181d] px-3 pt-2" />
    </section>
  )
}

function useShell(box: { current: HTMLDivElement | null }, agent: string, session: string, onLeave: () => void) {
  const open = useStreams()
  const write = useCommand('terminal.write')
  const resize = useCommand('terminal.resize')
  const [line, setLine] = useState<string | null>(words.opening)
  const [fault, setFault] = useState<Fault | null>(null)
  useEffect(() => {
    if (!box.current) return
    let id: string | null = null
    const screen: TerminalScreen = openScreen(box.current, {
      onType: text => id !== null && write.mutate({ id, text }),
      onResize: size => id !== null && resize.mutate({ id, ...size }),
      onLeave,
    })
    const stream = open('terminal.open', { agent, session, ...screen.size() })
    void stream.each(
      item => {
        if (item.kind === 'opened') {
          id = item.terminal.id
          setLine(null)
          screen.focus()
        } else if (item.kind === 'data') screen.print(item.text)
        else setLine(words.terminalEnded(item.exitCode))
      },
      error => error && setFault(error),
    )
    return () => {
      stream.close()
      screen.close()
    }
  }, [agent, session])
  return { line, fault }
}
