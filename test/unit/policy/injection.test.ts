import { describe, expect, it } from 'vitest'
import { inspectText } from '../../../src-main/policy/core/injection/inspect-text.ts'
import { corpus } from '../../kit/corpus.ts'

const cases = corpus('injection').map(one => ({
  ...one,
  tier: one['tier'],
  flagged: inspectText(String(one['text'])).flagged,
}))
const share = (wanted: (one: (typeof cases)[number]) => boolean): number => {
  const all = cases.filter(wanted)
  return all.filter(one => one.flagged).length / all.length
}

describe('the injection corpus', () => {
  it.each(['pattern', 'normalise', 'lexicon'])('is caught in the tier %s, 9 of 10 or more', tier => {
    expect(share(one => one.expect === 'attack' && one.tier === tier)).toBeGreaterThanOrEqual(0.9)
  })

  it('raises at most 4 false alarms in 100 honest texts', () => {
    const missed = cases.filter(one => one.expect === 'benign' && one.hard !== true && one.flagged).map(one => one.id)
    expect(
      share(one => one.expect === 'benign' && one.hard !== true),
      missed.join(' '),
    ).toBeLessThanOrEqual(0.04)
  })
})
