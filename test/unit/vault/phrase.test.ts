import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PHRASE_BYTES, readPhrase, writePhrase } from '../../../src-main/vault/core/phrase.ts'

const entropy = fc.uint8Array({ minLength: PHRASE_BYTES, maxLength: PHRASE_BYTES })
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Changes some characters of a phrase, each at another place, each into another character. */
const damaged = (count: { min: number; max: number }) =>
  fc
    .tuple(
      entropy,
      fc.uniqueArray(fc.nat(29), { minLength: count.min, maxLength: count.max }),
      fc.array(fc.integer({ min: 1, max: 31 }), { minLength: count.max, maxLength: count.max }),
    )
    .map(([bytes, places, shifts]) => {
      const letters = [...writePhrase(bytes).replaceAll('-', '')]
      for (const [nth, place] of places.entries())
        letters[place] = ALPHABET[(ALPHABET.indexOf(letters[place] ?? '') + (shifts[nth] ?? 1)) % 32] ?? ''
      return { typed: letters.join(''), places }
    })

describe('a recovery phrase', () => {
  it('is six groups of five, and reads back however it is typed', () => {
    fc.assert(
      fc.property(entropy, bytes => {
        const phrase = writePhrase(bytes)
        expect(phrase).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/)
        expect(readPhrase(phrase)).toEqual({ status: 'ok', entropy: bytes })
        const sloppy = ` ${phrase.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l')}\n`
        expect(readPhrase(sloppy)).toEqual({ status: 'ok', entropy: bytes })
      }),
    )
  })

  it('names the group of a single wrong character, always', () => {
    fc.assert(
      fc.property(damaged({ min: 1, max: 1 }), ({ typed, places }) => {
        expect(readPhrase(typed)).toEqual({ status: 'typing-error', group: Math.floor((places[0] ?? 0) / 5) + 1 })
      }),
      { numRuns: 2000 },
    )
  })

  it('is never accepted with two, three or four wrong characters', () => {
    fc.assert(
      fc.property(damaged({ min: 2, max: 4 }), ({ typed }) => {
        expect(readPhrase(typed).status).toBe('typing-error')
      }),
      { numRuns: 5000 },
    )
  })

  it('notices every swap of two neighbours', () => {
    fc.assert(
      fc.property(entropy, fc.nat(28), (bytes, place) => {
        const letters = [...writePhrase(bytes).replaceAll('-', '')]
        const [a = '', b = ''] = [letters[place], letters[place + 1]]
        letters[place] = b
        letters[place + 1] = a
        expect(readPhrase(letters.join('')).status).toBe(a === b ? 'ok' : 'typing-error')
      }),
    )
  })

  it.each([
    ['', { status: 'wrong-length', characters: 0 }],
    ['AAAAA-BBBBB', { status: 'wrong-length', characters: 10 }],
    ['00000-00!00-00000-00000-00000-00000', { status: 'wrong-character', group: 2 }],
  ] as const)('says what is wrong with %j', (typed, answer) => {
    expect(readPhrase(typed)).toEqual(answer)
  })
})
