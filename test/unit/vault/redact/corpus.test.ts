import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Redactor } from '../../../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../../../src-main/vault/core/redact/stream.ts'

interface Case {
  readonly id: string
  readonly text: string
  readonly expect: 'redact' | 'keep'
  readonly secrets?: string[]
  readonly keep?: string[]
}

const cases = readFileSync('test/corpora/secrets.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Case)
const secret = cases.filter(one => one.expect === 'redact')
const benign = cases.filter(one => one.expect === 'keep')
const redactor = new Redactor()

describe('the redactor on the corpus', () => {
  it.each(secret)('hides the secrets of $id and keeps what is around them', ({ text, secrets = [], keep = [] }) => {
    const out = redactor.redact(text).text
    expect(secrets.filter(value => out.includes(value))).toEqual([])
    expect(keep.filter(value => !out.includes(value))).toEqual([])
  })

  it.each(benign)('leaves $id as it is', ({ text }) => {
    expect(redactor.redact(text)).toEqual({ text, hits: [] })
  })

  it('changes nothing in what it has already changed', () => {
    for (const { text } of cases) {
      const once = redactor.redact(text).text
      expect(redactor.redact(once).text).toBe(once)
    }
  })

  it('says the same about a text that comes in two pieces, wherever it is cut', () => {
    for (const { id, text } of cases) {
      const whole = redactor.redact(text).text
      for (let cut = 0; cut <= text.length; cut += 1) {
        const stream = new RedactingStream(redactor)
        const out = stream.push(text.slice(0, cut)) + stream.push(text.slice(cut)) + stream.end()
        if (out !== whole) expect({ id, cut, out }).toEqual({ id, cut, out: whole })
      }
    }
  })

  it('says the same about a text that comes character by character', () => {
    const text = cases
      .filter((_, index) => index % 5 === 0)
      .map(one => one.text)
      .join('\n')
    const stream = new RedactingStream(redactor)
    let out = ''
    for (const char of text) out += stream.push(char)
    expect((out + stream.end()).split('\n')).toEqual(redactor.redact(text).text.split('\n'))
  })
})
