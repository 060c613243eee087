import { describe, expect, it } from 'vitest'
import { LineCutter } from '../../../src-main/kit/core/lines.ts'

describe('a stream of lines', () => {
  it('comes out whole, however it was cut', () => {
    const cutter = new LineCutter(100)
    expect(['{"a"', ':1}\n{"b":2}\n\n{"c', '":3}', '\n'].map(part => cutter.push(part))).toEqual([
      [],
      ['{"a":1}', '{"b":2}'],
      [],
      ['{"c":3}'],
    ])
  })

  it('is cut off when a line grows past the limit, finished or not', () => {
    expect(new LineCutter(10).push('x'.repeat(11))).toBe('too-large')
    expect(new LineCutter(10).push(`${'x'.repeat(11)}\n`)).toBe('too-large')
    const slow = new LineCutter(10)
    expect(slow.push('12345')).toEqual([])
    expect(slow.push('678901')).toBe('too-large')
  })
})
