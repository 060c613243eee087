import type { KillLevel } from '../../contract/model/incident.ts'
import { affected, type Inventory, type Target } from './inventory.ts'
import { reaches } from './lockdown.ts'

/** One step, at the earliest `atMs` after the trigger. */
export type KillStep =
  | { readonly do: 'deny-approvals'; readonly atMs: number }
  /** One write ends the whole held set, also what daemonised, changed session, or forks faster than one can look. */
  | { readonly do: 'kill-held-set'; readonly atMs: number; readonly set: string }
  /** SIGKILL of processes whose end the kernel makes the end of everything below them. */
  | { readonly do: 'kill-inits'; readonly atMs: number; readonly targets: readonly Target[] }
  | { readonly do: 'end-gateway'; readonly atMs: number }
  | { readonly do: 'end-streams'; readonly atMs: number; readonly targets: readonly Target[] }
  | { readonly do: 'cut-network'; readonly atMs: number }
  | {
      readonly do: 'kill-containers'
      readonly atMs: number
      readonly timeoutMs: number
      readonly targets: readonly Target[]
    }

/** A pull as data. */
export type KillPlan = { readonly level: KillLevel; readonly targets: readonly Target[]; readonly steps: KillStep[] }

/**
 * End of stream first, and the engine only for those still open after this long: asking it at once for all of them
 * starts one runc per container, and they compete for the processor (measured: 206 instead of 66 ms for 20).
 */
const ENGINE_AFTER_MS = 150
/** An engine that hangs answers never; it is not worth more than this. */
const ENGINE_TIMEOUT_MS = 1_000
/** The ends of last resort: the recorded first process of each container, which needs no engine at all. */
const INITS_AFTER_MS = ENGINE_AFTER_MS + ENGINE_TIMEOUT_MS

/** Orders the steps of a pull. Total: every level over every inventory has a plan, and an empty one is a plan too. */
export function planKill(level: KillLevel, inventory: Inventory): KillPlan {
  const targets = affected(level, inventory)
  const ofKind = (...kinds: Target['kind'][]) => targets.filter(target => kinds.includes(target.kind))
  const streamed = targets.filter(target => target.kind !== 'gateway' && target.kind !== 'process')
  // Containers too, where their first process is known: it needs no engine (9 instead of 14 ms for one, and a hung
  // engine costs nothing). Where we may not signal it, or it runs in a virtual machine, the stream is what ends it.
  const direct = ofKind('gateway', 'process-sandbox', 'process', 'container').filter(target => target.pid !== null)
  const containers = ofKind('container')
  const set = (level === 'tools' ? inventory.held?.commands : inventory.held?.all) ?? null
  const steps: (KillStep | null)[] = [
    set === null ? null : { do: 'kill-held-set', atMs: 0, set },
    reaches(level, 'network') ? { do: 'end-gateway', atMs: 0 } : null,
    direct.length === 0 ? null : { do: 'kill-inits', atMs: 0, targets: direct },
    streamed.length === 0 ? null : { do: 'end-streams', atMs: 0, targets: streamed },
    reaches(level, 'network') ? { do: 'cut-network', atMs: 0 } : null,
    { do: 'deny-approvals', atMs: 0 },
    containers.length === 0
      ? null
      : { do: 'kill-containers', atMs: ENGINE_AFTER_MS, timeoutMs: ENGINE_TIMEOUT_MS, targets: containers },
    ...lastResort(streamed),
  ]
  return { level, targets, steps: steps.filter(step => step !== null) }
}

function lastResort(streamed: readonly Target[]): KillStep[] {
  const targets = streamed.filter(target => target.pid !== null)
  return targets.length === 0 ? [] : [{ do: 'kill-inits', atMs: INITS_AFTER_MS, targets }]
}
