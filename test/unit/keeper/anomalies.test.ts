import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditTrail } from '../../../src-main/audit/node/trail.ts'
import type { AnomalyRule } from '../../../src-main/contract/model/config.ts'
import { watchForAnomalies } from '../../../src-main/keeper/anomalies.ts'
import type { Foundation } from '../../../src-main/keeper/foundation.ts'
import type { House } from '../../../src-main/keeper/house.ts'
import { TrailYard } from '../audit/parts.ts'

let yard: TrailYard
let trail: AuditTrail
beforeEach(async () => {
  yard = new TrailYard()
  trail = await yard.open()
})
afterEach(() => yard.remove())

/** The hands of a house, which remember what they did. */
function aHouse(act: AnomalyRule['act']) {
  const did: string[] = []
  const rule: AnomalyRule = { id: 'floods', pattern: 'failed-commands', count: 2, withinMinutes: 5, act }
  const house = {
    trail,
    config: { current: () => ({ audit: { anomalies: [rule] } }) },
    board: { trouble: (code: string, facts: object | null) => void did.push(`${code} ${facts ? 'shown' : 'hidden'}`) },
    incident: { killSwitch: { pull: async (level: string, by: string) => void did.push(`pull ${level} by ${by}`) } },
    desk: {
      pause: (session: string) => void did.push(`pause ${session}`),
      endAll: async () => void did.push('refuse its questions'),
    },
    gatewayDoor: { gateway: { call: async (route: string) => void did.push(route) } },
  } as unknown as House
  const base = {
    logs: { keeper: { error: (_: object, what: string) => void did.push(`error ${what}`) } },
  } as unknown as Foundation
  return { house, base, did }
}

const failed = {
  kind: 'execution',
  step: 'finished',
  tool: 'exec',
  who: 'agent:main',
  door: 'gateway',
  session: 's1',
  result: 'failed',
  exitCode: 1,
} as const

describe('an anomaly in the house', () => {
  it.each<[AnomalyRule['act'], string[]]>([
    ['alert', ['anomaly-seen shown']],
    ['pause-session', ['anomaly-seen shown', 'pause s1', 'refuse its questions', 'chat.stop']],
    ['freeze-tools', ['anomaly-seen shown', 'pull tools by rule floods']],
    ['kill', ['anomaly-seen shown', 'pull all by rule floods']],
  ])('%s', async (act, expected) => {
    const { house, base, did } = aHouse(act)
    await watchForAnomalies(house, base, yard.clock)
    await trail.append(failed)
    expect(did).toEqual([])
    await trail.append(failed)
    await expect.poll(() => did).toEqual(expected)
    await expect.poll(() => trail.search({ kind: 'anomaly' })).toMatchObject([{ rule: 'floods', act, session: 's1' }])
    yard.clock.turn(60 * 60_000)
    expect(did.at(-1)).toBe('anomaly-seen hidden')
  })
})
