import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { KillReport } from '../../contract/model/incident.ts'
import type { SandboxInfo } from '../../contract/model/sandbox.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { planKill } from '../core/plan-kill.ts'
import { carryOut, type KillHands } from './carry-out.ts'
import { Roll } from './roll.ts'

/** A sandbox that was opened for the drill only. */
export type DrillSandbox = { info(): SandboxInfo; endNow(): void }

/** What a drill needs. */
export type DrillWorld = {
  readonly clock: Clock
  readonly engine: Pick<KillHands, 'killContainer' | 'engineSays'>
  /** Opens sandboxes with something running in them; null where none can be had, which is no failure. */
  readonly openSandbox: () => Promise<DrillSandbox | null>
}

/** Ignores every signal it can, has a child in another session, and a grandchild that nobody is the parent of. */
const TREE = `read go; trap '' HUP INT TERM
setsid sh -c 'trap "" HUP INT TERM; sleep 300 & sleep 300' &
(setsid env -i /bin/sh -c 'sleep 300 & sleep 300' &) &
sleep 300 & sleep 300`
const TREES = 3

/** Starts a harmless set of hard-to-kill processes, kills it as a real pull would, and says what looking again found. */
export async function drill(world: DrillWorld): Promise<KillReport> {
  const roll = new Roll(`gatehouse-drill-${process.pid}`)
  const trees: ChildProcess[] = []
  const sandbox = await world.openSandbox().catch(() => null)
  try {
    if (sandbox) roll.sandboxStarted(sandbox.info())
    const held = roll.inventory().held !== null
    const missing = held ? [] : ['This machine keeps no set of processes for us, so only a plain process was tried.']
    for (let n = 1; n <= TREES; n++) trees.push(startTree(roll, n, held))
    await new Promise<void>(resolve => void world.clock.after(300, resolve))
    const at = world.clock.now()
    const about = { id: randomUUID(), level: 'all', drill: true, by: 'drill', reason: 'A drill.', at } as const
    return await carryOut(
      planKill('all', roll.inventory()),
      { ...about, troubles: missing },
      hands(world, sandbox),
      world.clock,
    )
  } finally {
    for (const tree of trees) tree.kill('SIGKILL')
    sandbox?.endNow()
    roll.close()
  }
}

/** It waits for a word before it starts others, so that it is in the held set when it does. */
function startTree(roll: Roll, n: number, held: boolean): ChildProcess {
  const child = spawn('/bin/sh', ['-c', held ? TREE : 'read go; exec sleep 300'], {
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.on('error', () => {}) // no shell: then there is one tree less, and the report names those there were
  if (child.pid !== undefined) roll.processStarted(`drill tree ${n}`, child.pid)
  child.stdin?.end('go\n')
  return child
}

/** Reaches the drill's own set and nothing else: no gateway, no network, no questions. */
function hands(world: DrillWorld, sandbox: DrillSandbox | null): KillHands {
  return {
    ...world.engine,
    endGateway: () => {},
    endStreams: () => sandbox?.endNow(),
    streamOpen: () => sandbox?.info().state === 'running',
    cutNetwork: () => {},
    denyApprovals: async () => 0,
  }
}
