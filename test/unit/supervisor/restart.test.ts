import { describe, expect, it } from 'vitest'
import { planRestart, type RestartRules } from '../../../src-main/supervisor/core/restart.ts'

const rules: RestartRules = { delaysMs: [10, 20, 50], giveUpAfter: 4, windowMs: 1_000 }

describe('the plan after a crash', () => {
  it.each([
    ['a first crash restarts soon', [100], 100, { do: 'restart', afterMs: 10 }],
    ['a second one a little later', [50, 100], 100, { do: 'restart', afterMs: 20 }],
    ['a third one later still', [20, 50, 100], 100, { do: 'restart', afterMs: 50 }],
    ['one more is a loop', [10, 20, 50, 100], 100, { do: 'give-up', crashes: 4 }],
    ['old crashes are forgotten', [10, 20, 50, 5_000], 5_000, { do: 'restart', afterMs: 10 }],
    ['a crash exactly as old as the window is old', [0, 400, 700, 1_000], 1_000, { do: 'restart', afterMs: 50 }],
    ['crashes of the future are not believed', [9_000, 9_001, 9_002, 100], 100, { do: 'restart', afterMs: 10 }],
    ['no crash at all restarts at once', [], 100, { do: 'restart', afterMs: 10 }],
  ] as const)('%s', (_name, crashes, now, plan) => {
    expect(planRestart(crashes, now, rules)).toEqual(plan)
  })
})
