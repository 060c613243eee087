import { describe, expect, it } from 'vitest'
import { answered, asked, freshPulse, type Pulse, SILENT_MS } from '../../../src-main/supervisor/core/heartbeat.ts'

/** Asks at each of these moments, in seconds, and answers with those at which it counted as silent. `s` marks an answer. */
function silentAt(moments: readonly (number | `${number}s`)[], start: Pulse = freshPulse(0)): number[] {
  let pulse = start
  const silences: number[] = []
  for (const moment of moments) {
    const now = Number.parseInt(String(moment), 10) * 1_000
    const step = asked(pulse, now)
    pulse = typeof moment === 'string' ? answered(step.pulse, now) : step.pulse
    if (step.silent) silences.push(now / 1_000)
  }
  return silences
}
const seconds = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n)

describe('the pulse of a gateway', () => {
  it('is lost when it has answered nothing for fifteen seconds, and not before', () => {
    expect(silentAt(seconds(1, 15))).toEqual([])
    expect(silentAt(seconds(1, 17))).toEqual([16, 17])
  })

  it('is not lost as long as it answers now and then', () => {
    expect(silentAt([...seconds(1, 14), '14s', ...seconds(15, 28), '28s', ...seconds(29, 40)])).toEqual([])
  })

  it('is not lost by a machine that slept an hour, also when the first answer takes its time', () => {
    expect(silentAt([1, '2s', 3_602, 3_603, 3_604, '3605s', 3_606])).toEqual([])
  })

  it('is lost by a gateway that did not wake up: fifteen seconds after the others did', () => {
    expect(silentAt([1, '2s', ...seconds(3_602, 3_618)])).toEqual([3_618])
  })

  it('is not lost by a clock that is set forward, and found lost no later for one that is set back', () => {
    expect(silentAt(['1s', 86_400, 86_401, 86_402])).toEqual([])
    expect(silentAt(['86400s', 1, 2, 3], freshPulse(86_399_000))).toEqual([])
    expect(silentAt(['86400s', ...seconds(1, 17)], freshPulse(86_399_000))).toEqual([17])
  })

  it('is measured in milliseconds', () => {
    expect(asked({ answeredAt: 0, askedAt: SILENT_MS - 1_000 }, SILENT_MS).silent).toBe(false)
    expect(asked({ answeredAt: 0, askedAt: SILENT_MS - 1_000 }, SILENT_MS + 1).silent).toBe(true)
  })
})
