import { describe, expect, it } from 'vitest'
import { inspectText } from '../../../src-main/policy/core/injection/inspect-text.ts'
import { corpus } from '../../kit/corpus.ts'
import { ATTACKS_IN_ENGLISH, ATTACKS_IN_OTHER_LANGUAGES, ATTACKS_WRITTEN_LATER } from './injection-attacks.ts'
import { HONEST_TEXTS } from './injection-benign.ts'
import { DISGUISED } from './injection-disguised.ts'

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

const missedOf = (texts: readonly string[]): string[] => texts.filter(text => !inspectText(text).flagged)

describe('texts beside the corpus', () => {
  it('attempts in other languages are caught, 9 of 10 or more', () => {
    const missed = missedOf(ATTACKS_IN_OTHER_LANGUAGES.map(([, text]) => text))
    expect(missed.length / ATTACKS_IN_OTHER_LANGUAGES.length, missed.join('\n')).toBeLessThanOrEqual(0.1)
  })

  it('attempts in English are caught, 9 of 10 or more', () => {
    const missed = missedOf(ATTACKS_IN_ENGLISH)
    expect(missed.length / ATTACKS_IN_ENGLISH.length, missed.join('\n')).toBeLessThanOrEqual(0.1)
  })

  it('attempts written after the rules are caught, 8 of 10 or more', () => {
    const missed = missedOf(ATTACKS_WRITTEN_LATER)
    expect(missed.length / ATTACKS_WRITTEN_LATER.length, missed.join('\n')).toBeLessThanOrEqual(0.2)
  })

  it.each(DISGUISED)('one attempt is caught behind %s', (_how, text) => {
    expect(inspectText(text)).toMatchObject({ flagged: true })
  })

  it('honest texts pass, 96 of 100 or more', () => {
    const alarms = HONEST_TEXTS.filter(text => inspectText(text).flagged)
    expect(alarms.length / HONEST_TEXTS.length, alarms.join('\n')).toBeLessThanOrEqual(0.04)
  })
})
