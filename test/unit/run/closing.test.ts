import { describe, expect, it } from 'vitest'
import type { FileReport, SuiteReport } from '../../run/reporter.ts'
import { afterSecondLook, secondLook } from '../../run/second-look.ts'
import { closing } from '../../run/suites.ts'

const clean: FileReport = { file: 'x.test.ts', passed: 3, failed: [], skipped: [], problems: [] }
const of = (...files: readonly Partial<FileReport>[]): SuiteReport => ({
  files: files.map(file => ({ ...clean, ...file })),
  problems: [],
})

it('closes with one line of counts, summed over the suites', () => {
  expect(closing([of({}), of({ passed: 4 })])).toEqual({ ok: true, lines: ['7 passed, 0 failed, 0 skipped'] })
})

it.for<[string, Partial<FileReport>, readonly string[]]>([
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
  expect(closing([of(seeded)])).toEqual({ ok: false, lines })
})

it('is not well with a part that could not start', () => {
  expect(closing([{ files: [], problems: ['real: no engine'] }])).toEqual({
    ok: false,
    lines: ['FAILED: real: no engine', '0 passed, 1 failed, 0 skipped'],
  })
})

it('tells each skip with its reason before the closing line', () => {
  const skipped = [{ title: 'x > y', reason: 'needs a Mac' }]
  expect(closing([of({ skipped })])).toEqual({
    ok: true,
    lines: ['skipped: x > y: needs a Mac', '3 passed, 0 failed, 1 skipped'],
  })
})

describe('a second look, alone on the machine', () => {
  const failed = { file: 'y.test.ts', passed: 1, failed: ['y.test.ts > z: late'] }
  const unloaded = { file: 'w.test.ts', passed: 0, problems: ['w: hook'], skipped: [{ title: 'w > a', reason: null }] }

  it('is for the files that failed, whether in a test or outside one', () => {
    expect(secondLook([of({}, failed), of(unloaded)])).toEqual(['y.test.ts', 'w.test.ts'])
    expect(secondLook([of({})])).toEqual([])
  })

  it('is not taken where more went wrong than a busy machine explains', () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map(file => ({ ...failed, file }))
    expect(secondLook([of(...many)])).toEqual([])
    expect(secondLook([of(failed), { files: [], problems: ['outside any test: boom'] }])).toEqual([])
  })

  it('counts what it saw, and names what had failed', () => {
    const after = afterSecondLook(
      of({}, failed, unloaded),
      of({ ...failed, failed: [], passed: 2 }, { file: 'w.test.ts' }),
    )
    expect(closing([after])).toEqual({
      ok: true,
      lines: [
        'unsteady, held when run again alone: y.test.ts > z: late',
        'unsteady, held when run again alone: w: hook',
        'unsteady, held when run again alone: w > a: did not run',
        '8 passed, 0 failed, 0 skipped',
      ],
    })
  })

  it('changes nothing for what fails alone too, or was not run again', () => {
    const first = of({}, failed, unloaded)
    expect(afterSecondLook(first, of(failed))).toEqual(first)
  })
})
