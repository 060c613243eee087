import { describe, expect, it } from 'vitest'
import { activeElevation } from '../../../src-main/policy/core/elevation.ts'
import { countCalls, fullWindow, stillCounting } from '../../../src-main/policy/core/limits.ts'
import { badPatterns, firstPattern } from '../../../src-main/policy/core/patterns.ts'
import { runsLater } from '../../../src-main/policy/core/risky-files.ts'
import { closestRule, toolMatches } from '../../../src-main/policy/core/tool-pattern.ts'
import { cpuMs } from '../../kit/cpu-ms.ts'

const MINUTE = 60_000

describe('limits in sliding windows', () => {
  const now = 100_000_000

  it('count each call in every window it lies in', () => {
    const times = [now, now - MINUTE + 1, now - MINUTE, now - 59 * MINUTE, now - 61 * MINUTE, now - 25 * 60 * MINUTE]
    expect(countCalls(times, now)).toEqual({ minute: 2, hour: 4, day: 5 })
    expect(stillCounting(times, now)).toHaveLength(5)
  })

  it('count calls of the future, so that setting the clock back frees nothing', () => {
    expect(countCalls([now + 5 * MINUTE], now)).toEqual({ minute: 1, hour: 1, day: 1 })
  })

  it.each([
    [{ minute: 2, hour: 2, day: 2 }, null],
    [
      { minute: 3, hour: 3, day: 3 },
      { window: 'minute', most: 3 },
    ],
    [
      { minute: 0, hour: 5, day: 5 },
      { window: 'hour', most: 5 },
    ],
    [
      { minute: 0, hour: 0, day: 7 },
      { window: 'day', most: 7 },
    ],
    [
      { minute: Number.NaN, hour: 0, day: 0 },
      { window: 'minute', most: 3 },
    ],
  ])('%j against 3, 5 and 7', (counts, full) => {
    expect(fullWindow(counts, { perMinute: 3, perHour: 5, perDay: 7 })).toEqual(full)
  })
})

describe('an elevation', () => {
  const one = { sessionId: 's', by: 'Ana', from: 10, until: 20 }
  it.each([
    [9, false],
    [10, true],
    [19, true],
    [20, false],
  ])('from 10 to 20 at %i: %s', (now, holds) => expect(activeElevation([one], 's', now) !== null).toBe(holds))

  it('of more than four hours is none', () => {
    expect(activeElevation([{ ...one, until: 10 + 241 * MINUTE }], 's', 11)).toBeNull()
  })
})

describe('patterns of users', () => {
  it.each([
    ['a(b', 1],
    ['\\(((a)[(]', 2],
    ['a)b', 1],
    ['[(]a(b', 4],
    ['[)]a)b', 4],
    ['\\(a(b', 3],
    ['\\)a)b', 3],
    ['(a)(b', 3],
    ['((a)', 0],
    ['a[b', 1],
    ['x[z-a]', 2],
    ['(?<=a)b', 0],
    ['a**', 1],
    ['a\\', 1],
    ['', 0],
  ])('%j is refused at position %i', (pattern, position) => {
    expect(badPatterns([pattern, 'fine'])).toEqual([{ pattern, position, why: expect.stringMatching(/.+/) }])
  })

  it('that would take other engines for ever take no time', () => {
    const match = (): unknown => firstPattern(['(a+)+$', '(x|x)*y'], `${'a'.repeat(50_000)}!`)
    expect(match()).toBeNull()
    expect(cpuMs(match)).toBeLessThan(1000)
  })

  it('that cannot be read count as found', () => {
    expect(firstPattern(['('], 'anything')).toEqual({ pattern: '(', readable: false })
  })
})

describe('names of tools', () => {
  it.each([
    ['*', 'exec', true],
    ['exec', 'exec', true],
    ['exec', 'execute', false],
    ['notion/*', 'notion/list', true],
    ['notion/*', 'notion2/list', false],
    ['notion/*', 'notion/', false],
    ['*/list', 'notion/list', false],
  ])('%s means %s: %s', (pattern, tool, means) => expect(toolMatches(pattern, tool)).toBe(means))

  it('the most exact entry wins', () => {
    const rules = { '*': 1, 'notion/*': 2, 'notion/list': 3 }
    expect(['notion/list', 'notion/x', 'exec'].map(tool => closestRule(rules, tool))).toEqual([3, 2, 1])
    expect(closestRule({}, 'constructor')).toBeUndefined()
  })
})

describe('files that run later', () => {
  it.each([
    '.git/hooks/pre-commit',
    'sub/.git/config',
    '.husky/pre-push',
    '.envrc',
    '.vscode/tasks.json',
    'a/.github/workflows/x.yml',
    '.GIT/hooks/x',
    '.git\\hooks\\x',
  ])('%s', path => expect(runsLater(path)).toBe(true))
  it.each(['src/git/hooks/a.ts', '.gitignore', 'notes.envrc.md', 'docs/.vscode.md', 'hooks/pre-commit'])(
    'not %s',
    path => expect(runsLater(path)).toBe(false),
  )
})
