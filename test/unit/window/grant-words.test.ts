import { describe, expect, it } from 'vitest'
import { endLine, givenLine, hasExpired, usedLine } from '../../../src-renderer/words/grants.ts'
import { dayAndTime } from '../../../src-renderer/words/time.ts'

const HOUR = 3_600_000
const now = 1_000 * HOUR

describe('the line that says who gave a lasting answer', () => {
  it.each([
    ['window', now - 2 * HOUR, 'Given 2 h ago in the window'],
    ['cli', now - 72 * HOUR, 'Given 3 days ago in a terminal'],
    ['unknown', null, 'Given in an older version'],
    ['telegram', now, 'Given just now through telegram'],
    ['constructor', now, 'Given just now through constructor'],
  ])('by %s at %s: %s', (by, givenAt, line) => expect(givenLine({ by, givenAt }, now)).toBe(line))
})

describe('the line that says when it was needed', () => {
  it.each([
    [0, null, 'Never used'],
    [1, now - 24 * HOUR, 'Used once, yesterday'],
    [7, now - HOUR, 'Used 7 times, last 1 h ago'],
  ])('%s times, last at %s: %s', (uses, lastUsedAt, line) => expect(usedLine({ uses, lastUsedAt }, now)).toBe(line))
})

describe('the end of a lasting answer', () => {
  it('is a date, or none', () => {
    expect([endLine(null), endLine(now)]).toEqual(['No end', `Until ${dayAndTime(now)}`])
  })
  it.each([
    [null, false],
    [now + 1, false],
    [now, true],
    [now - 1, true],
  ])('%s has come: %s', (expiresAt, expired) => expect(hasExpired(expiresAt, now)).toBe(expired))
})
