import { describe, expect, it } from 'vitest'
import { Redactor } from '../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../src-main/vault/core/redact/stream.ts'
import { hostile } from '../unit/vault/redact/hostile.ts'

const redactor = new Redactor({ secrets: [{ name: 'DOOR', value: 'kö/n+ig & "Zwölf" 12' }], personal: true })

/** Time of our own work: what others do on the machine meanwhile must not decide a test. */
function cpuMs(work: () => void): number {
  const from = process.cpuUsage()
  work()
  return process.cpuUsage(from).user / 1000
}

/**
 * The time must grow with the length and not with its square: for four times the text four times, where the square
 * would take sixteen. What takes less than a second in full needs no such proof.
 */
function expectLinear(work: (text: string) => void, piece: string, length: number): void {
  const text = (size: number): string => piece.repeat(Math.ceil(size / piece.length))
  work(text(length / 16)) // so that it is compiled before it is measured
  const whole = cpuMs(() => work(text(length)))
  expect(whole).toBeLessThan(20_000)
  if (whole > 1000) expect(whole / cpuMs(() => work(text(length / 4)))).toBeLessThan(9)
}

describe('a megabyte of nothing but one hostile piece', () => {
  it.each(hostile)('is gone through in seconds, in proportion to its length: %j', piece => {
    expectLinear(text => void redactor.redact(text), piece, 1_000_000)
  })

  it.each(hostile)('is gone through in seconds as a stream, in proportion to its length: %j', piece => {
    expectLinear(throughStream, piece, 300_000)
  })
})

function throughStream(text: string): void {
  const stream = new RedactingStream(redactor)
  for (let at = 0; at < text.length; at += 4096) stream.push(text.slice(at, at + 4096))
  stream.end()
}
