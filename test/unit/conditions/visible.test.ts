import { describe, expect, it } from 'vitest'
import { conditionCatalogue, conditionCodes } from '../../../src-main/conditions/core/catalogue.ts'
import { visibleConditions } from '../../../src-main/conditions/core/visible.ts'

const codes = (troubles: Parameters<typeof visibleConditions>[0], now: number) =>
  visibleConditions(troubles, now).map(condition => condition.code)

describe('what is wrong right now', () => {
  it('shows the worst first, and of two alike the older', () => {
    const troubles = [
      { code: 'practice-model', since: 1, facts: {} },
      { code: 'mode-auto', since: 5, facts: {} },
      { code: 'keychain-unavailable', since: 9, facts: {} },
      { code: 'config-invalid', since: 3, facts: {} },
    ] as const
    expect(codes(troubles, 100)).toEqual(['keychain-unavailable', 'config-invalid', 'mode-auto', 'practice-model'])
  })

  it('hides a symptom while its cause is shown', () => {
    const symptom = { code: 'sandbox-image-missing', since: 1, facts: {} } as const
    expect(codes([symptom], 9_999)).toEqual(['sandbox-image-missing'])
    expect(codes([symptom, { code: 'docker-off', since: 1, facts: {} }], 9_999)).toEqual(['docker-off'])
  })

  it('does not flicker: a hiccup is not shown', () => {
    const hiccup = { code: 'docker-off', since: 1_000, facts: {} } as const
    expect([codes([hiccup], 1_999), codes([hiccup], 2_000)]).toEqual([[], ['docker-off']])
  })

  it('tells in each entry of the catalogue what to do', () => {
    for (const code of conditionCodes) expect(conditionCatalogue[code].advice).toMatch(/^[A-Z].{10,}\.$/)
  })
})
