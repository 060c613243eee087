import { describe, expect, it } from 'vitest'
import { Redactor } from '../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../src-main/vault/core/redact/stream.ts'
import { hostile } from '../unit/vault/redact/hostile.ts'

const redactor = new Redactor({ secrets: [{ name: 'DOOR', value: 'kö/n+ig & "Zwölf" 12' }], personal: true })

/** Time of our own work: what others do on the machine meanwhile must not decide a test. */
const cpuMs = (from: NodeJS.CpuUsage): number => process.cpuUsage(from).user / 1000

describe('a megabyte of nothing but one hostile piece', () => {
  it.each(hostile)('is gone through in seconds: %j', piece => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
    const from = process.cpuUsage()
    redactor.redact(text)
    expect(cpuMs(from)).toBeLessThan(5000)
  })

  it.each(hostile)('is gone through in seconds as a stream: %j', piece => {
    const text = piece.repeat(Math.ceil(300_000 / piece.length))
    const stream = new RedactingStream(redactor)
    const from = process.cpuUsage()
    for (let at = 0; at < text.length; at += 4096) stream.push(text.slice(at, at + 4096))
    stream.end()
    expect(cpuMs(from)).toBeLessThan(5000)
  })
})
