import { describe, expect, it } from 'vitest'
import { Redactor, redact } from '../../../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../../../src-main/vault/core/redact/stream.ts'
import { cpuMs } from '../../../kit/cpu-ms.ts'
import { hostile } from './hostile.ts'

const redactor = new Redactor({ secrets: [{ name: 'DOOR', value: 'kö/n+ig & "Zwölf" 12' }], personal: true })

const timeOf = (text: string): number => cpuMs(() => redactor.redact(text), 3)

describe('hostile texts', () => {
  it.each(hostile)('of nothing but %j take time in proportion to their length', piece => {
    const text = (size: number) => piece.repeat(Math.ceil(size / piece.length))
    timeOf(text(4_000))
    // Four times the length is 16 times the time when a rule goes back over the text; 12 leaves room for a busy machine.
    expect(timeOf(text(20_000))).toBeLessThan(Math.max(150, 12 * timeOf(text(5_000))))
  })

  // Once a stream tried every way to cut a run of letters into words of a recovery phrase, and did not come back.
  it.each(['seed: ', 'mnemonic = "', 'my recovery phrase is ', 'backup codes: ', 'password: ', 'token: '])(
    'of one long run after %j do not stall a stream',
    start => {
      const through = (run: string): void => {
        const stream = new RedactingStream(redactor)
        for (const piece of `${start}${run.repeat(600)}`.match(/[\s\S]{1,64}/g) ?? []) stream.push(piece)
        stream.end()
      }
      for (const run of ['a', 'a1', 'abandon ', 'ab, ', '"a" ', '1) a\n'])
        expect(cpuMs(() => through(run))).toBeLessThan(2000)
    },
  )

  it('do not stall the patterns of a user', () => {
    const match = () => redact(`${'a'.repeat(100_000)}!`, { patterns: [{ name: 'nested', pattern: '(a+)+$' }] }).hits
    expect(match()).toEqual([])
    expect(cpuMs(match)).toBeLessThan(3000)
  })
})
