import { describe, expect, it } from 'vitest'
import { Redactor, redact } from '../../../../src-main/vault/core/redact/redactor.ts'
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

  it('do not stall the patterns of a user', () => {
    const match = () => redact(`${'a'.repeat(100_000)}!`, { patterns: [{ name: 'nested', pattern: '(a+)+$' }] }).hits
    expect(match()).toEqual([])
    expect(cpuMs(match)).toBeLessThan(3000)
  })
})
