import { type ReactNode, useEffect, useState } from 'react'
import type { ProbeResult } from '../../../src-main/contract/model/sandbox.ts'
import type { Fault } from '../../../src-main/contract/wire/fault.ts'
import { useAsk, useStreams } from '../../api/context.tsx'
import { Button } from '../../ui/button.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { Honest } from '../../ui/honest.tsx'
import { Modal } from '../../ui/modal.tsx'
import { ProbeList } from '../../ui/probe-list.tsx'
import { frameWords } from '../../words/frame.ts'
import { sandboxWords as words } from '../../words/sandboxes.ts'

/** One agent's wall: what it is, a try at it, and a shell behind it. */
export function AgentWalls({ agent, onTerminal }: { agent: string; onTerminal: () => void }): ReactNode {
  const explained = useAsk('sandbox.explain', { agent })
  const [trying, setTrying] = useState(false)
  return (
    <div className="rounded-xl border border-line p-3">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 truncate text-[13px] font-semibold">{agent}</h3>
        <Button size="small" onPress={() => setTrying(true)}>
          {words.verify}
        </Button>
        <Button size="small" onPress={onTerminal}>
          {words.terminal}
        </Button>
      </div>
      {explained.data && (
        <details className="mt-1 text-[13px]">
          <summary className="text-soft">
            <Honest text={explained.data.why} honesty="prose" />
          </summary>
          <dl className="mt-2 grid grid-cols-[8rem_1fr] gap-x-3 gap-y-1">
            {explained.data.facts.map(fact => (
              <div key={fact.label} className="col-span-2 grid grid-cols-subgrid">
                <dt className="text-soft">{fact.label}</dt>
                <dd className="min-w-0 wrap-anywhere">
                  <Honest text={fact.value} honesty="prose" />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {explained.error && <FaultNote fault={explained.error} />}
      {trying && <Trying agent={agent} onClose={() => setTrying(false)} />}
    </div>
  )
}

function Trying({ agent, onClose }: { agent: string; onClose: () => void }): ReactNode {
  const { results, done, fault } = useProbes(agent)
  const open = results.filter(one => one.verdict === 'open').length
  return (
    <Modal
      open
      width="wide"
      title={words.verifyTitle(agent)}
      description={words.verifyBody}
      onClose={onClose}
      footer={<Button onPress={onClose}>{frameWords.close}</Button>}
    >
      <p role="status" className="mb-2 text-[13px] font-medium">
        {!done && words.verifying}
        {done && !fault && (open > 0 ? words.someOpen(open) : words.allHold(results.length))}
      </p>
      {fault && <FaultNote fault={fault} />}
      {results.length > 0 && <ProbeList results={results} />}
    </Modal>
  )
}

function useProbes(agent: string) {
  const open = useStreams()
  const [results, setResults] = useState<readonly ProbeResult[]>([])
  const [done, setDone] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  useEffect(() => {
    const stream = open('sandbox.verify', { agent })
    void stream.each(
      result => setResults(before => [...before, result]),
      error => {
        setFault(error)
        setDone(true)
      },
    )
    return stream.close
  }, [agent])
  return { results, done, fault }
}
