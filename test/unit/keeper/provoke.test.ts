/** Each anomaly rule, provoked through the one door of a whole Keeper, and each act, seen in what happens next. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { statusNow } from '../../../src-main/cli/status.ts'
import { sandboxEntry } from '../../../src-main/keeper/sandbox-record.ts'
import { aKeeper, type KeeperInProcess } from '../../kit/a-keeper.ts'

let house: KeeperInProcess
beforeEach(async () => {
  house = await aKeeper()
  await house.person.call('config.set', { path: ['agents', 'main', 'sandbox', 'backend'], value: 'docker' })
})
afterEach(() => house.close())

/** What an agent, a person or a sandbox does once. */
const deeds: Readonly<Record<string, (session: string, n: number) => Promise<unknown>>> = {
  // There is no engine, so every command fails; that is a failed command as good as any.
  'failed-commands': session => house.tool(session, 'exec', { command: 'ls' }),
  'sensitive-files': session => house.tool(session, 'read', { path: '/root/.ssh/id_ed25519' }),
  'blocked-commands': session => house.tool(session, 'exec', { command: 'gatehouse incident lift' }),
  'denied-tools': (session, n) => answered(session, n, 'deny'),
  'new-destinations': async (_session, n) => {
    const seen = { agent: 'main', host: `exfil-${n}.example`, port: 443, allowed: false, why: 'It is not listed.' }
    await house.keeper.house.trail.append(sandboxEntry({ what: 'egress', ...seen }))
  },
  'allowlist-changes': (session, n) => answered(session, n, 'deny-always'),
}

/** A question that a person answers. */
async function answered(session: string, n: number, how: 'deny' | 'deny-always'): Promise<void> {
  const asking = house.tool(session, 'exec', { command: `rm -rf build-${n}` })
  const pending = () => house.keeper.house.desk.watched.state.pending
  await expect.poll(pending).toHaveLength(1)
  for (const { id, digest } of pending()) await house.person.call('approvals.answer', { id, digest, answer: { how } })
  await asking
}

async function rule(pattern: string, act: 'alert' | 'pause-session' | 'freeze-tools' | 'kill'): Promise<void> {
  const value = [{ id: 'provoked', pattern, count: 3, withinMinutes: 5, act }]
  expect(await house.person.call('config.set', { path: ['audit', 'anomalies'], value })).toMatchObject({
    status: 'saved',
  })
}

async function provoke(pattern: string, session: string, times: number): Promise<void> {
  for (let n = 1; n <= times; n++) await deeds[pattern]?.(session, n)
}

const alarms = () => house.keeper.house.trail.search({ kind: 'anomaly' })

describe('an anomaly rule', () => {
  it.each(Object.keys(deeds))('for %s is silent at two, and speaks at the third', async pattern => {
    await rule(pattern, 'alert')
    const session = house.session()
    await provoke(pattern, session, 2)
    expect(await alarms()).toEqual([])
    await deeds[pattern]?.(session, 3)
    await expect.poll(alarms).toMatchObject([{ rule: 'provoked', act: 'alert', count: 3 }])
    const shown = async () => (await statusNow(house.person)).conditions.map(one => one.code)
    await expect.poll(shown).toContain('anomaly-seen')
    expect(house.keeper.house.incident.killSwitch.lockdown).toBeNull()
  })
})

describe('the act of a rule', () => {
  const last = (session: string) => house.tool(session, 'exec', { command: 'ls' })

  it('pause-session refuses this conversation and no other, until its owner speaks in it', async () => {
    await rule('blocked-commands', 'pause-session')
    const [one, other] = [house.session(), house.session()]
    await provoke('blocked-commands', other, 1)
    await provoke('blocked-commands', one, 3)
    await expect.poll(() => last(one)).toMatchObject({ outcome: 'refused', text: expect.stringContaining('paused') })
    expect(await last(other)).toMatchObject({ outcome: 'failed' })
    house.keeper.house.desk.resume(one)
    expect(await last(one)).toMatchObject({ outcome: 'failed' })
  })

  it('freeze-tools refuses every conversation, by a lockdown that names the rule, and leaves the gateway alone', async () => {
    await rule('sensitive-files', 'freeze-tools')
    await provoke('sensitive-files', house.session(), 3)
    await expect
      .poll(() => house.keeper.house.incident.killSwitch.lockdown)
      .toMatchObject({ level: 'tools', by: 'rule provoked', reason: expect.stringContaining('keys or passwords') })
    expect(await last(house.session())).toMatchObject({ text: expect.stringContaining('tools are frozen') })
    expect([house.starter.started, house.starter.killed]).toEqual([1, 0])
  })

  it('kill ends the gateway, denies what waits, and bars both until a person lifts it', async () => {
    await rule('new-destinations', 'kill')
    const waiting = house.tool(house.session(), 'exec', { command: 'rm -rf build' })
    await expect.poll(() => house.keeper.house.desk.watched.state.pending).toHaveLength(1)
    await provoke('new-destinations', '', 3)
    expect(await waiting).toMatchObject({ outcome: 'refused' })
    await expect.poll(() => house.starter.killed).toBe(1)
    expect(house.keeper.house.incident.killSwitch.lockdown).toMatchObject({ level: 'all', by: 'rule provoked' })
    await expect(house.person.call('gateway.start', {})).rejects.toMatchObject({ code: 'locked-down' })
    const recorded = async () => {
      await house.clock.turn(100)
      return house.keeper.house.trail.search({ kind: 'incident' })
    }
    await expect.poll(recorded).toMatchObject([{ step: 'verified', result: 'ok' }, { step: 'stop-all' }])
  })
})
