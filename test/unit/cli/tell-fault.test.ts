import { expect, it } from 'vitest'
import { tellFault } from '../../../src-main/cli/tell-fault.ts'

const NAME = `ghp_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}`

it.each<[string, unknown, boolean, (string | RegExp)[]]>([
  [
    'a fault of ours',
    new Error('no such row'),
    false,
    [
      'This failed, by a fault of Gatehouse:',
      '  no such row',
      'See "gatehouse logs"; GATEHOUSE_DEBUG=1 in front of the command shows where it happened.',
    ],
  ],
  [
    'a file that cannot be used',
    Object.assign(new Error("EROFS: read-only file system, open 'x'"), { code: 'EROFS' }),
    false,
    [
      'This failed, because the system gave no way to a file or folder:',
      "  EROFS: read-only file system, open 'x'",
      'Check that it is what it should be, is yours to write, and has free space. Then try again.',
    ],
  ],
  ['a secret in it', new Error(`bad token ${NAME}`), false, [/fault/, /^ {2}bad token \[hidden: [^\]]+\]$/, /logs/]],
  ['marks for the terminal in it', new Error('a\u001b[2Jb'), false, [/fault/, /^ {2}ab$/, /logs/]],
  ['no error at all', 'just words', false, [/fault/, '  just words', /logs/]],
])('%s is told in words: %#', (_what, error, debug, expected) => {
  const said: string[] = []
  expect(tellFault(error, debug, { err: line => void said.push(line) })).toBe(1)
  expect(said).toEqual(expected.map(one => (typeof one === 'string' ? one : expect.stringMatching(one))))
})

it('shows where it happened to who asks', () => {
  const said: string[] = []
  tellFault(new Error('no such row'), true, { err: line => void said.push(line) })
  expect(said[1]).toBe('  Error: no such row')
  expect(said[2]).toContain('tell-fault.test.ts')
})
