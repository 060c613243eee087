import { randomUUID } from 'node:crypto'
import type { KillLevel, KillReport } from '../../contract/model/incident.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { killHeldSet } from '../../kit/node/held-set.ts'
import { killExactly } from '../../kit/node/process-look.ts'
import type { Inventory } from '../core/inventory.ts'
import { nextLockdown } from '../core/lockdown.ts'
import { planKill } from '../core/plan-kill.ts'
import { carryOut, type KillHands } from './carry-out.ts'
import { LockdownFile } from './lockdown-file.ts'

/**
 * Ends what a pull had to end, from a process that has no streams and no engine: the held set and the recorded first
 * processes, which is all the kernel needs. Locks first, as the pull itself does.
 */
export async function finishKill(
  home: string,
  level: KillLevel,
  because: string,
  inventory: Inventory,
  clock: Clock,
): Promise<KillReport> {
  const at = clock.now()
  const by = 'the watchdog'
  const troubles = lock(home, level, because, at)
  const plan = planKill(level, inventory)
  const direct = plan.targets.filter(target => target.pid !== null)
  const steps = plan.steps.filter(step => step.do === 'kill-held-set')
  const about = { id: randomUUID(), level, drill: false, by, reason: because, at, troubles }
  const all = { ...plan, steps: [...steps, { do: 'kill-inits' as const, atMs: 0, targets: direct }] }
  return carryOut(all, about, noHands, clock)
}

/** Ends the gateway and every command on the host; containers notice the silence and end by themselves. */
export function endGatewaySet(inventory: Inventory): void {
  if (inventory.held !== null) killHeldSet(inventory.held.all)
  for (const { kind, pid, startedAt } of inventory.targets)
    if (pid !== null && (kind === 'gateway' || kind === 'process')) killExactly(pid, startedAt)
}

function lock(home: string, level: KillLevel, reason: string, now: number): string[] {
  const file = new LockdownFile(home)
  try {
    const lockdown = nextLockdown(file.read(now), { what: 'pulled', level, by: 'the watchdog', reason }, now)
    if (lockdown !== null) file.write(lockdown)
    return []
  } catch (error) {
    return [`The lockdown could not be written: ${error instanceof Error ? error.message : String(error)}`]
  }
}

const noHands: KillHands = {
  endGateway: () => {},
  endStreams: () => {},
  streamOpen: () => false,
  cutNetwork: () => {},
  denyApprovals: async () => 0,
  killContainer: async () => {},
  engineSays: async () => 'unknown',
}
