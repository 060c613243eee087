import { expect, it } from 'vitest'
import { titleFrom } from '../../../src-main/kit/core/title.ts'

it.each([
  ['short', 'short'],
  ['', 'New conversation'],
  [' first\n  second ', 'first second'],
  ['x'.repeat(80), `${'x'.repeat(57)}…`],
])('a conversation is called by its first words: %j', (text, title) => {
  expect(titleFrom(text)).toBe(title)
})
