import { expect, it } from 'vitest'
import { differing } from '../../kit/case-by-case.ts'
import { Record } from '../../kit/record.ts'
import { forms, layout, readings, sense, structures } from './injection-parts.ts'

/**
 * Short texts that hold one thing, and the same with what does not belong to it any more. Only the records name them: a line
 * `new<tab>TEXT` at their end and `GATEHOUSE_RECORD=1` put one more on record.
 */
it.each<[string, (text: string) => string]>([
  ['forms', forms],
  ['structures', structures],
  ['senses', sense],
  ['layouts', layout],
  ['readings', readings],
])('what each part of the tripwire finds is on record: %s', (name, says) => {
  const record = new Record(new URL(`records/injection-${name}.txt`, import.meta.url))
  const texts = record.names()
  record.renew(texts, text => text, says)
  expect(texts.length).toBeGreaterThan(80)
  expect(differing(texts, text => record.difference(text, says(text)))).toEqual([])
})
