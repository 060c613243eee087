import { membersOf } from '../../kit/node/held-set.ts'
import { allPids, nameOf, pidNamespaceOf, runs } from '../../kit/node/process-look.ts'
import type { Target } from '../core/inventory.ts'
import type { LiveProcess, Look } from '../core/kill-report.ts'

/** What an engine says about a container. */
export type EngineWord = 'running' | 'gone' | 'unknown'

/** Looks at the machine: who of these still lives, by /proc, by the held set, and by what the engine said. */
export function lookAgain(
  atMs: number,
  targets: readonly Target[],
  set: string | null,
  engineSays: ReadonlyMap<string, EngineWord>,
  streamOpen: (id: string) => boolean,
): Look {
  const alive: LiveProcess[] = []
  const gone: string[] = []
  const unknown: string[] = []
  const terminals = targets.filter(target => target.kind === 'terminal')
  const stragglers = byNamespace(targets)
  for (const target of targets) {
    const theirs = stragglers.get(target.pidNamespace ?? '') ?? []
    const first = target.pid !== null && runs(target.pid, target.startedAt)
    if (first && target.pid !== null) alive.push({ pid: target.pid, name: target.name, of: target })
    for (const pid of theirs) if (pid !== target.pid) alive.push({ pid, name: nameOf(pid), of: target })
    if (first || theirs.length > 0 || target.kind === 'terminal') continue
    const state = stateOf(target, engineSays.get(target.id), streamOpen)
    if (state === 'gone') gone.push(target.id)
    else unknown.push(target.id)
  }
  for (const terminal of terminals) {
    const ended = terminalEnded(terminal, targets, gone, streamOpen)
    if (ended) gone.push(terminal.id)
    else unknown.push(terminal.id)
  }
  const known = new Set(alive.map(one => one.pid))
  for (const pid of set === null ? [] : membersOf(set))
    if (!known.has(pid) && runs(pid, null)) alive.push({ pid, name: nameOf(pid), of: null })
  return { atMs, gone, alive, unknown }
}

/** A quick look at the first processes only: cheap enough to repeat while waiting, to learn when each ended. */
export function firstProcessesGone(targets: readonly Target[]): string[] {
  return targets.filter(target => target.pid !== null && !runs(target.pid, target.startedAt)).map(target => target.id)
}

/** The end of what it runs in was looked at, and says more than the end of its stream; that counts where there is nothing else. */
function terminalEnded(
  { id, within }: Target,
  targets: readonly Target[],
  gone: readonly string[],
  streamOpen: (id: string) => boolean,
): boolean {
  const place = targets.find(target => target.id === within)
  return place === undefined ? !streamOpen(id) : gone.includes(place.id)
}

/** What is elsewhere cannot be seen in /proc: the engine's word counts, and without one nobody knows. */
function stateOf(
  target: Target,
  engine: EngineWord | undefined,
  streamOpen: (id: string) => boolean,
): 'gone' | 'unknown' {
  if (engine === 'running') return 'unknown'
  if (target.pid !== null) return 'gone'
  if (target.kind === 'remote') return 'unknown'
  return engine === 'gone' || (engine === undefined && !streamOpen(target.id)) ? 'gone' : 'unknown'
}

/** Who lives in the namespaces of these targets, in one pass over /proc. */
function byNamespace(targets: readonly Target[]): Map<string, number[]> {
  const wanted = new Set(targets.flatMap(target => (target.pidNamespace === null ? [] : [target.pidNamespace])))
  const found = new Map<string, number[]>()
  if (wanted.size === 0) return found
  for (const pid of allPids()) {
    const namespace = pidNamespaceOf(pid)
    if (namespace === null || !wanted.has(namespace) || !runs(pid, null)) continue
    found.set(namespace, [...(found.get(namespace) ?? []), pid])
  }
  return found
}
