import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditEntry } from '../../src-main/contract/model/audit-entry.ts'
import { incidentRoutes } from '../../src-main/contract/routes/incident.ts'
import type { Door, Presence } from '../../src-main/contract/wire/caller.ts'
import { client } from '../../src-main/contract/wire/client.ts'
import { serve } from '../../src-main/contract/wire/serve.ts'
import { nothingRuns } from '../../src-main/incident/core/inventory.ts'
import { KillSwitch, type KillWorld } from '../../src-main/incident/node/kill-switch.ts'
import { LockdownFile } from '../../src-main/incident/node/lockdown-file.ts'
import { incidentHandlers } from '../../src-main/incident/node/routes.ts'
import { pairWire } from '../../src-main/kit/node/pair-wire.ts'
import { systemClock } from '../../src-main/kit/node/system-clock.ts'
import { aHome, type TempHome } from '../kit/temp-home.ts'

let home: TempHome
let deeds: string[]
let trail: AuditEntry[]
beforeEach(() => {
  home = aHome()
  deeds = []
  trail = []
})
afterEach(() => home.remove())

function aSwitch(more: Partial<KillWorld> = {}): KillSwitch {
  return new KillSwitch({
    clock: systemClock,
    file: new LockdownFile(home.root),
    inventory: () => nothingRuns,
    hands: {
      endGateway: () => void deeds.push('end gateway'),
      endStreams: () => {},
      streamOpen: () => false,
      cutNetwork: () => void deeds.push('cut network'),
      denyApprovals: async () => 3,
      killContainer: async () => {},
      engineSays: async () => 'gone',
    },
    restoreNetwork: () => void deeds.push('restore network'),
    announce: what => void deeds.push(what),
    keep: () => void deeds.push('keep'),
    record: async entry => void trail.push(entry),
    report: what => void deeds.push(`trouble: ${what}`),
    held: () => null,
    earlier: null,
    ...more,
  })
}

/** Somebody who is who they should be. */
const person = async (): Promise<null> => null

function as(door: Door, presence: Presence, killSwitch = aSwitch()) {
  const [here, there] = pairWire()
  const handlers = incidentHandlers(
    killSwitch,
    async () => null,
    () => killSwitch.pull('all', 'drill'),
  )
  serve(there, incidentRoutes, handlers, {
    caller: () => ({ door, connection: 'c1', presence }),
    version: '1.0.0',
    newRef: () => 'REF1',
    newStop: () => new AbortController(),
    report: () => {},
  })
  return client(here, incidentRoutes, 'test')
}

describe('the kill switch over the wire', () => {
  it.each<Door>(['window', 'tray', 'cli', 'dashboard'])(
    'is pulled from the %s without proof of a person',
    async door => {
      const report = await as(door, 'unproved').call('incident.kill', { level: 'all' })
      expect(report).toMatchObject({ by: door, outcome: 'all-ended', approvalsDenied: 3, networkCut: true })
    },
  )

  it.each<Door>(['window', 'tray', 'cli', 'dashboard'])('is lifted at the %s by a proved person only', async door => {
    const killSwitch = aSwitch()
    await killSwitch.pull('all', 'tray')
    await expect(as(door, 'unproved', killSwitch).call('incident.lift', {})).rejects.toMatchObject({
      code: 'person-needed',
    })
    expect(killSwitch.lockdown).not.toBeNull()
    expect(await as(door, 'person', killSwitch).call('incident.lift', {})).toEqual({ status: 'lifted' })
    expect(killSwitch.lockdown).toBeNull()
  })

  it.each(['incident.kill', 'incident.lift', 'incident.drill'] as const)(
    'never answers the gateway: %s',
    async name => {
      const refused = as('gateway', 'person').call(name, (name === 'incident.kill' ? { level: 'all' } : {}) as never)
      await expect(refused).rejects.toMatchObject({ code: 'caller-not-allowed' })
    },
  )
})

describe('pulling it', () => {
  it('locks and tells the watchdog first, acts next, keeps and records last', async () => {
    const locked: boolean[] = []
    const killSwitch = aSwitch({
      announce: what => {
        deeds.push(what)
        locked.push(new LockdownFile(home.root).read(1) !== null)
      },
    })
    await killSwitch.pull('all', 'tray', 'why not')
    expect(deeds).toEqual(['pulling', 'end gateway', 'cut network', 'done', 'keep'])
    expect(locked).toEqual([true, true])
    expect(trail.map(entry => (entry.kind === 'incident' ? entry.step : ''))).toEqual(['stop-all', 'verified'])
  })

  it('acts also when nothing can be written, announced or recorded', async () => {
    const fail = (): never => {
      throw new Error('disk full')
    }
    const killSwitch = aSwitch({ announce: fail, keep: fail, record: async () => fail() })
    await expect(killSwitch.pull('all', 'tray')).resolves.toMatchObject({ outcome: 'all-ended' })
    expect(deeds).toEqual(expect.arrayContaining(['end gateway', 'cut network']))
  })

  it('locks in memory also when the lockdown file cannot be written, and says so', async () => {
    await home.remove()
    const killSwitch = aSwitch()
    const report = await killSwitch.pull('all', 'tray')
    expect(report.troubles[0]).toMatch(/may not survive a restart/)
    expect(killSwitch.barred).toEqual({ tools: true, gateway: true, network: true })
  })

  it('does not lift what cannot be recorded, nor what the STOP file holds', async () => {
    const held = aSwitch({ held: () => 'Remove the file.' })
    await held.pull('all', 'tray')
    expect(await held.lift('window', person)).toEqual({ status: 'held', why: 'Remove the file.' })
    const mute = aSwitch({ record: () => Promise.reject(new Error('disk full')) })
    await expect(mute.lift('window', person)).rejects.toThrow('disk full')
    expect(mute.lockdown).not.toBeNull()
  })

  it('does not lift for a person who is not proved, and bothers nobody about what cannot be lifted', async () => {
    const killSwitch = aSwitch()
    const asked: string[] = []
    const prove = async (): Promise<string> => {
      asked.push('asked')
      return 'It was not you.'
    }
    expect(await killSwitch.lift('window', prove)).toEqual({ status: 'not-locked' })
    expect(asked).toEqual([])
    await killSwitch.pull('all', 'tray')
    expect(await killSwitch.lift('window', prove)).toEqual({ status: 'held', why: 'It was not you.' })
    expect(killSwitch.lockdown).not.toBeNull()
  })

  it('is not lifted over a pull that came while the person was asked', async () => {
    const killSwitch = aSwitch()
    await killSwitch.pull('tools', 'tray')
    const lifting = killSwitch.lift('window', async () => {
      await killSwitch.pull('all', 'cli')
      return null
    })
    expect(await lifting).toEqual({ status: 'held', why: expect.stringContaining('again') })
    expect(killSwitch.lockdown).toMatchObject({ level: 'all', by: 'cli' })
    expect(new LockdownFile(home.root).read(1)).toMatchObject({ level: 'all' })
  })
})
