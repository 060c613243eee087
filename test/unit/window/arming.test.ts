import { describe, expect, it } from 'vitest'
import { type ArmingEvent, armed, missing, stepArming, unarmed, waitMs } from '../../../src-renderer/ui/arming.ts'

const shown: ArmingEvent = { kind: 'shown', digest: 'a', word: null, looking: true, at: 1000 }
const risky: ArmingEvent = { ...shown, word: 'approve' }
const read: ArmingEvent = { kind: 'read-to-end' }
const after = (...events: ArmingEvent[]) => events.reduce(stepArming, unarmed)

describe('approve', () => {
  it.each<[string, ArmingEvent[], number, string[]]>([
    ['is asleep before anything is shown', [], 9999, ['look', 'read']],
    ['waits 1.5 s even when all was read', [shown, read], 2499, ['wait']],
    ['is awake after 1.5 s of a read command', [shown, read], 2500, []],
    ['waits for the end of the command', [shown], 9999, ['read']],
    ['does not count time in the background', [{ ...shown, looking: false }, read], 9999, ['look']],
    [
      'starts over when the window was left',
      [shown, read, { kind: 'looking', looking: false, at: 2000 }, { kind: 'looking', looking: true, at: 3000 }],
      4499,
      ['wait'],
    ],
    ['starts over when the window moved', [shown, read, { kind: 'moved', at: 2400 }], 3899, ['wait']],
    ['starts over when the plan changed', [shown, read, { ...shown, digest: 'b', at: 5000 }], 9999, ['read']],
    ['does not start over when the same plan is drawn again', [shown, read, { ...shown, at: 2400 }], 2500, []],
    ['wants the word for high risk', [risky, read], 9999, ['word']],
    ['wants the whole word', [risky, read, { kind: 'typed', text: 'approv' }], 9999, ['word']],
    ['takes the word in any case', [risky, read, { kind: 'typed', text: ' Approve ' }], 9999, []],
    [
      'forgets the word when the plan changed',
      [risky, read, { kind: 'typed', text: 'approve' }, { ...risky, digest: 'b', at: 2000 }, read],
      9999,
      ['word'],
    ],
    ['is not fooled by a clock set back', [shown, read], 0, ['wait']],
  ])('%s', (_name, events, now, still) => {
    expect(missing(after(...events), now)).toEqual(still)
    expect(armed(after(...events), now)).toBe(still.length === 0)
  })

  it('says how long it still waits', () => {
    expect(waitMs(after(shown), 1500)).toBe(1000)
    expect(waitMs(after(shown), 9000)).toBe(0)
    expect(waitMs(unarmed, 9000)).toBe(1500)
  })

  it('never counts a second look as the first', () => {
    const twice = after(shown, { kind: 'looking', looking: true, at: 2000 }, read)
    expect(armed(twice, 2500)).toBe(true)
  })
})
