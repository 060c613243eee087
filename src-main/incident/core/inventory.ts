import type { KillLevel, TargetKind } from '../../contract/model/incident.ts'
import type { SandboxInfo } from '../../contract/model/sandbox.ts'

/** One thing that runs and can be ended, as it was recorded when it started: nothing is searched for when it counts. */
export type Target = {
  readonly id: string
  readonly kind: TargetKind
  readonly name: string
  /** The process whose end is the end of all of it: a namespace's init, the gateway. Null when it is elsewhere. */
  readonly pid: number | null
  /** Start time of that process, because a number alone may be given to another one later. */
  readonly startedAt: string | null
  /** Identity of the PID namespace it is the init of, when it is one: whoever still lives in it has survived. */
  readonly pidNamespace: string | null
  /** Id of the sandbox it runs in, when it is a terminal: it has no first process of its own that we know, and shares its fate. */
  readonly within?: string
}

/** Everything of ours that runs. */
export type Inventory = {
  readonly targets: readonly Target[]
  /** The kernel-held sets that gateway and host commands are in; null where there are none. */
  readonly held: HeldSets | null
}

/** Folders of the kernel's own sets (cgroups). Ending `all` ends what is in `commands` too. */
export type HeldSets = { readonly all: string; readonly commands: string }

/** Nothing runs. */
export const nothingRuns: Inventory = { targets: [], held: null }

const kinds: Readonly<Record<SandboxInfo['backend'], TargetKind>> = {
  docker: 'container',
  'remote-docker': 'remote',
  process: 'process-sandbox',
  ssh: 'remote',
  host: 'host-commands',
}

/** The kind of target a sandbox is. */
export function kindOf(backend: SandboxInfo['backend']): TargetKind {
  return kinds[backend]
}

/**
 * What of it a level ends. `tools`: every place where tools run. `network`: besides, whoever speaks with the outside by
 * himself; containers and process sandboxes have no way out but our proxy, and stay to be looked at, with the terminals
 * a person looks through. `all`: all.
 */
export function affected(level: KillLevel, inventory: Inventory): readonly Target[] {
  const { targets } = inventory
  if (level === 'all') return targets
  if (level === 'tools') return targets.filter(target => target.kind !== 'gateway')
  const walled = targets.filter(target => target.kind === 'container' || target.kind === 'process-sandbox')
  const stays = new Set(walled.map(target => target.id))
  return targets.filter(target => !stays.has(target.id) && !stays.has(target.within ?? ''))
}
