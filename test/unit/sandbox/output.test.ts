import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CappedOutput } from '../../../src-main/sandbox/core/output.ts'

const decode = (bytes: Uint8Array) => Buffer.from(bytes).toString()

function kept(cap: number, ...pieces: string[]) {
  const output = new CappedOutput(cap)
  for (const piece of pieces) output.add(Buffer.from(piece))
  return { text: output.text(decode), dropped: output.dropped, total: output.total }
}

describe('capped output', () => {
  it.each([
    ['all of a short one', 8, ['abc', 'def'], 'abcdef', 0],
    ['all of one that just fits', 8, ['abcdefgh'], 'abcdefgh', 0],
    ['both ends of a long one', 8, ['abcdefghijklmnop'], 'abcdef\n[… 8 bytes left out …]\nop', 8],
    [
      'both ends across pieces',
      8,
      ['abcd', 'efgh', 'ijkl', 'm', 'n', 'o', 'p'],
      'abcdef\n[… 8 bytes left out …]\nop',
      8,
    ],
    ['nothing of nothing', 8, [], '', 0],
  ])('keeps %s', (_name, cap, pieces, text, dropped) => {
    expect(kept(cap, ...pieces)).toEqual({ text, dropped, total: pieces.join('').length })
  })

  it('is the same however the output is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{0,9}$/), { maxLength: 30 }),
        fc.integer({ min: 4, max: 64 }),
        (pieces, cap) => {
          expect(kept(cap, ...pieces)).toEqual(kept(cap, pieces.join('')))
        },
      ),
    )
  })
})
