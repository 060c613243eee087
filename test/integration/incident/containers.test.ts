import { afterEach, beforeEach, expect, it } from 'vitest'
import { KillReport } from '../../../src-main/contract/model/incident.ts'
import type { Inventory } from '../../../src-main/incident/core/inventory.ts'
import { planKill } from '../../../src-main/incident/core/plan-kill.ts'
import { carryOut, type KillHands } from '../../../src-main/incident/node/carry-out.ts'
import { Roll } from '../../../src-main/incident/node/roll.ts'
import { systemClock } from '../../../src-main/kit/node/system-clock.ts'
import { engineHands } from '../../../src-main/sandbox/node/engine-hands.ts'
import { isAlive } from '../../kit/child.ts'
import { aPrivateEngine, engineMissing, type PrivateEngine } from '../../kit/engine.ts'
import { describeWhere } from '../../kit/needs.ts'
import { aSandboxRoom, type SandboxRoom, shell } from '../../kit/sandboxes.ts'

const HOSTILE = `trap '' HUP INT TERM
setsid sh -c 'trap "" HUP INT TERM; sleep 600 & sleep 600' &
(setsid env -i sh -c 'sleep 600 & sleep 600' &) &
while :; do :; done`
/** A chain: each process starts its successor and ends. Only ever inside a container with its own process limit. */
const CHAIN = 'f() { sleep 0.002; f & }; f; sleep 600'

const missing = engineMissing() ?? (process.getuid?.() === 0 ? null : 'needs root to start an engine of its own')

describeWhere(missing)('containers, when everything is stopped', () => {
  let engine: PrivateEngine
  let room: SandboxRoom
  let roll: Roll

  beforeEach(async () => {
    engine = await aPrivateEngine()
    roll = new Roll(`gatehouse-test-${process.pid}`)
    room = aSandboxRoom(
      engine.dockerHost,
      { scope: 'agent' },
      {
        audit: event => {
          if (event.what === 'sandbox.started') roll.sandboxStarted(event.sandbox)
          if (event.what === 'sandbox.ended') roll.sandboxEnded(event.name)
        },
      },
    )
  })
  afterEach(async () => {
    engine.thaw()
    roll.close()
    await engine.stop()
    await room.close()
  })

  const busy = async (count: number, script = HOSTILE): Promise<Inventory> => {
    for (let n = 0; n < count; n++) {
      const sandbox = await room.sandboxes.forAgent(`agent-${n}`, 's')
      void sandbox.run(shell(script)).catch(() => {})
    }
    await new Promise(resolve => setTimeout(resolve, 500))
    return roll.inventory()
  }
  const hands = (): KillHands => {
    const hand = engineHands(engine.dockerHost)
    return {
      endGateway: () => {},
      endStreams: ids => room.sandboxes.endThese(ids),
      streamOpen: id => room.sandboxes.list().some(info => info.id === id),
      cutNetwork: () => room.sandboxes.cutNetwork(),
      denyApprovals: async () => 0,
      killContainer: hand.kill,
      engineSays: hand.says,
    }
  }
  const pull = async (inventory: Inventory): Promise<KillReport> => {
    const about = { id: 'p', level: 'all', drill: false, by: 'test', reason: '', at: Date.now(), troubles: [] } as const
    return KillReport.parse(await carryOut(planKill('all', inventory), about, hands(), systemClock))
  }

  it('are all dead within a second, hostile ones and a chain of forks too, and the engine agrees', async () => {
    await busy(1, CHAIN)
    const inventory = await busy(3)
    const pids = inventory.targets.map(target => target.pid ?? -1)
    const report = await pull(inventory)
    expect(report).toMatchObject({ outcome: 'all-ended', survivors: [], troubles: [] })
    expect(report.ended).toHaveLength(3)
    expect(report.endedAfterMs).toBeLessThan(1_000)
    expect(pids.filter(isAlive)).toEqual([])
  })

  it('are dead within 1.5 s of the trigger when the engine hangs', async () => {
    const inventory = await busy(2)
    engine.hang()
    const report = await pull(inventory)
    expect(report).toMatchObject({ outcome: 'all-ended', survivors: [] })
    expect(report.endedAfterMs).toBeLessThan(1_500)
  })

  it('are dead within 1.5 s of the trigger when the engine is dead', async () => {
    const inventory = await busy(2)
    await engine.crash()
    const report = await pull(inventory)
    expect(report).toMatchObject({ outcome: 'all-ended', survivors: [] })
    expect(report.endedAfterMs).toBeLessThan(1_500)
  })
})
