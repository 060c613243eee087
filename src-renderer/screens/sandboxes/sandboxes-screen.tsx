import { Box } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { SandboxView } from '../../../src-main/contract/model/sandbox.ts'
import { useCommand, useFeed } from '../../api/context.tsx'
import { BackendList } from '../../ui/backend-list.tsx'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Section } from '../../ui/page.tsx'
import { SandboxTable } from '../../ui/sandbox-table.tsx'
import { TerminalTable } from '../../ui/terminal-table.tsx'
import { sandboxWords as words } from '../../words/sandboxes.ts'
import { useConfig } from '../settings/use-config.ts'
import { AgentWalls } from './agent-walls.tsx'
import { TerminalPanel } from './terminal-panel.tsx'

type Shell = { agent: string; session: string }

/** Where commands run: what is open, what each wall is made of, and a shell inside. */
export function SandboxesScreen(): ReactNode {
  const view = useFeed('sandbox.watch', {}, latest)
  const config = useConfig()
  const prune = useCommand('sandbox.prune')
  const recreate = useCommand('sandbox.recreate')
  const end = useCommand('terminal.end')
  const [shell, setShell] = useState<Shell | null>(null)
  const [note, setNote] = useState('')
  const rebuild = (agent: string): void =>
    recreate.mutate({ agent }, { onSuccess: result => setNote(words.rebuilt(result.ended)) })
  const fault = view.fault ?? prune.error ?? recreate.error ?? end.error
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-5xl px-8 pt-6 pb-8">
          <header className="mb-5 flex items-center gap-3">
            <h1 className="text-xl font-semibold tracking-tight">{words.title}</h1>
            <p role="status" className="text-[13px] text-soft">
              {note}
            </p>
            <span className="flex-1" />
            <Button
              disabled={prune.isPending}
              onPress={() => prune.mutate({}, { onSuccess: result => setNote(words.pruned(result.removed.length)) })}
            >
              {words.prune}
            </Button>
          </header>
          {fault && <FaultNote fault={fault} />}
          {view.data?.sandboxes.length === 0 && <Empty icon={Box} title={words.none} body={words.noneBody} />}
          {view.data && view.data.sandboxes.length > 0 && (
            <SandboxTable
              sandboxes={view.data.sandboxes}
              onTerminal={one => setShell({ agent: one.agent, session: one.session ?? 'terminal' })}
              onRebuild={one => rebuild(one.agent)}
            />
          )}
          {view.data && view.data.terminals.length > 0 && (
            <Section title={words.terminals}>
              <TerminalTable terminals={view.data.terminals} onEnd={one => end.mutate({ id: one.id })} />
            </Section>
          )}
          <div className="mt-8 border-t border-line pt-6">
            <Section title={words.agents} note={words.agentsBody}>
              {Object.keys(config.data?.config.agents ?? {}).map(agent => (
                <AgentWalls key={agent} agent={agent} onTerminal={() => setShell({ agent, session: 'terminal' })} />
              ))}
            </Section>
            <Section title={words.backends}>
              <BackendList backends={view.data?.backends ?? []} />
            </Section>
          </div>
        </div>
      </div>
      {shell && <TerminalPanel key={`${shell.agent} ${shell.session}`} {...shell} onClose={() => setShell(null)} />}
    </div>
  )
}

const latest = (_: SandboxView, next: SandboxView): SandboxView => next
