import { describe, expect, it } from 'vitest'
import { Redactor } from '../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../src-main/vault/core/redact/stream.ts'
import { cpuMs } from '../kit/cpu-ms.ts'
import { hostile } from '../unit/vault/redact/hostile.ts'

const redactor = new Redactor({ secrets: [{ name: 'DOOR', value: 'kö/n+ig & "Zwölf" 12' }], personal: true })

const ordinary = '2026-11-21T12:00:00.000Z INFO keeper: the gateway answered after 12 ms, see /var/log/gatehouse.log\n'
const textOf = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length))

/** What the same work costs for ordinary text of the same length, on this machine and as busy as it is now. */
const baseline = (work: (text: string) => void, length: number): number => {
  const text = textOf(ordinary, length)
  // Twenty at once: one takes a millisecond, of which the system at times counts none, and then everything is endlessly slower.
  const turns = 20
  const many = (): void => {
    for (let turn = 0; turn < turns; turn += 1) work(text)
  }
  return cpuMs(many, 4) / turns // the first ones are compiled
}

/**
 * Measured against ordinary text, not in seconds: how busy a machine is must not decide a test. The worst pieces take
 * 20 to 80 times as long as ordinary text, whole or as a stream (0.9 MB/s and more); the bounds leave room for noise.
 * And the time must grow with the length and not with its square: for four times the text four times (five, measured),
 * where the square would take sixteen. The shorter of the two is as long as a stream needs to have its window full:
 * before that, each piece does cost more than the one before. What takes less than 0.1 s there needs no such proof.
 */
function expectLinear(work: (text: string) => void, piece: string, length: number, atMost: number, base: number): void {
  work(textOf(piece, length / 16)) // so that it is compiled before it is measured
  const once = cpuMs(() => work(textOf(piece, length)), 2)
  expect(once / base).toBeLessThan(atMost)
  if (once > 100) expect(cpuMs(() => work(textOf(piece, length * 4))) / once).toBeLessThan(9)
}

describe('a long text of nothing but one hostile piece', () => {
  const wholeText = (text: string): void => void redactor.redact(text)
  const [whole, stream] = [baseline(wholeText, 60_000), baseline(throughStream, 60_000)]

  it.each(hostile)(
    'is gone through in a time of the same order as ordinary text, in proportion to its length: %j',
    piece => {
      expectLinear(wholeText, piece, 60_000, 200, whole)
    },
  )

  it.each(hostile)(
    'is gone through as a stream in a time of the same order, in proportion to its length: %j',
    piece => {
      expectLinear(throughStream, piece, 60_000, 200, stream)
    },
  )
})

function throughStream(text: string): void {
  const stream = new RedactingStream(redactor)
  for (let at = 0; at < text.length; at += 4096) stream.push(text.slice(at, at + 4096))
  stream.end()
}
