import { expect, it } from 'vitest'
import type { SuiteReport } from '../../run/reporter.ts'
import { closing, sum } from '../../run/suites.ts'

const clean: SuiteReport = { passed: 3, failed: [], skipped: [], problems: [] }

it('closes with one line of counts, summed over the suites', () => {
  expect(closing(sum([clean, { ...clean, passed: 4 }]))).toEqual({ ok: true, lines: ['7 passed, 0 failed, 0 skipped'] })
})

it.for<[string, Partial<SuiteReport>, readonly string[]]>([
  [
    'a failed test, which it names',
    { failed: ['x.test.ts > y: expected 1'] },
    ['FAILED: x.test.ts > y: expected 1', '3 passed, 1 failed, 0 skipped'],
  ],
  [
    'a file that does not load',
    { problems: ['x.test.ts: boom'] },
    ['FAILED: x.test.ts: boom', '3 passed, 1 failed, 0 skipped'],
  ],
  [
    'a skip that gives no reason',
    { skipped: [{ title: 'x > y', reason: null }] },
    ['FAILED: x > y: skipped without a reason (see test/kit/needs.ts)', '3 passed, 1 failed, 0 skipped'],
  ],
])('is not well with %s', ([, seeded, lines]) => {
  expect(closing({ ...clean, ...seeded })).toEqual({ ok: false, lines })
})

it('tells each skip with its reason before the closing line', () => {
  const skipped = [{ title: 'x > y', reason: 'needs a Mac' }]
  expect(closing({ ...clean, skipped })).toEqual({
    ok: true,
    lines: ['skipped: x > y: needs a Mac', '3 passed, 0 failed, 1 skipped'],
  })
})
