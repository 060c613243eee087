import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPattern } from '../../../../src-main/vault/core/redact/custom.ts'
import { mask, Redactor, redact } from '../../../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../../../src-main/vault/core/redact/stream.ts'

const value = 'kö/n+ig & "Zwölf" 12'
const secrets = [{ name: 'DOOR', value }]
const hidden = mask({ label: 'secret DOOR' })

/** Every way a program may write a value down. */
const spellings: [string, (text: string) => string][] = [
  ['as it is', text => text],
  ['in JSON', text => JSON.stringify(text).slice(1, -1)],
  ['in JSON in JSON', text => JSON.stringify(JSON.stringify(text)).slice(3, -3)],
  ['in JSON with escaped slashes', text => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/')],
  ['in a URL', text => encodeURIComponent(text)],
  ['in a URL in small letters', text => encodeURIComponent(text).replace(/%../g, code => code.toLowerCase())],
  ['in a form', text => new URLSearchParams({ v: text }).toString().slice(2)],
  ['in hexadecimal', text => Buffer.from(text).toString('hex')],
  ['in HTML', text => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
]

describe('an exact value of the vault', () => {
  it.each(spellings)('is hidden %s', (_, spell) => {
    const text = `before ${spell(value)} after`
    expect(redact(text, { secrets }).text).toBe(`before ${hidden} after`)
  })

  it.each([0, 1, 2, 3, 4, 5])('is hidden in base64 behind %i other bytes', before => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const text = Buffer.from(`${'x'.repeat(before)}${value}yz`).toString(encoding)
      const out = redact(`blob ${text} end`, { secrets }).text
      expect(out).toContain(hidden)
      expect(out).toMatch(/^blob [\w+/-]{0,9}\[hidden: secret DOOR\][\w+/=-]{0,6} end$/)
    }
  })

  it('is named by the vault even where it also looks like a token', () => {
    const token = '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'
    expect(redact(`token=${token}`, { secrets: [{ name: 'GH', value: token }] }).text).toBe('token=[hidden: secret GH]')
  })

  it('is hidden as part of a word only when it is long enough to be no accident', () => {
    const short = [{ name: 'PIN', value: 'cat' }]
    expect(redact('a cat, concatenate', { secrets: short }).text).toBe('a [hidden: secret PIN], concatenate')
  })

  it('never comes out of a stream, in any spelling, however the text is cut', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(fc.constantFrom(...spellings), fc.string({ maxLength: 40 }), pieces, ([, spell], around, sizes) => {
        const text = `${around} ${spell(value)} ${around}`
        const stream = new RedactingStream(new Redactor({ secrets }))
        let out = ''
        let at = 0
        for (let turn = 0; at < text.length; turn += 1) {
          const size = sizes[turn % sizes.length] ?? 1
          out += stream.push(text.slice(at, at + size))
          at += size
        }
        out += stream.end()
        expect(out).toBe(redact(text, { secrets }).text)
        expect(out).not.toContain(spell(value))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a stream', () => {
  it('shows words as soon as they are over', () => {
    const stream = new RedactingStream(new Redactor({ secrets }))
    expect(stream.push('Password: ')).toBe('Password: ')
    expect(stream.end()).toBe('')
    expect(stream.push('building the app')).toBe('building the ')
    expect(stream.end()).toBe('app')
  })

  it('does not hold back more than a bound', () => {
    const stream = new RedactingStream(new Redactor())
    const out = stream.push('a'.repeat(300_000))
    expect(out.length).toBeGreaterThan(230_000)
  })

  it('drops the rest of a token that is longer than the bound', () => {
    const stream = new RedactingStream(new Redactor())
    const token = `ghp_${'aB3dE6gH9'.repeat(20_000)}`
    let out = ''
    for (let at = 0; at < token.length; at += 1000) out += stream.push(token.slice(at, at + 1000))
    out += stream.push(' and on')
    out += stream.end()
    expect(out).toBe('[hidden: github token] and on')
  })
})

describe('patterns of the user', () => {
  it('are hidden under their names', () => {
    const patterns = [{ name: 'customer', pattern: 'C-[0-9]{6}' }]
    expect(redact('for C-123456 and C-12', { patterns }).text).toBe('for [hidden: customer] and C-12')
  })

  it('are refused with the reason when the engine cannot take them, or they match everywhere', () => {
    expect(checkPattern('(?=a)b')).toMatchObject({ ok: false })
    expect(checkPattern('a*')).toEqual({ ok: false, why: 'it matches the empty text, so it would match everywhere' })
    expect(checkPattern('a+')).toEqual({ ok: true })
  })
})

describe('personal data', () => {
  const personal = (text: string) => redact(text, { personal: true }).text

  it('is hidden when it is switched on and its check sum holds', () => {
    expect(personal('card 4111 1111 1111 1111, ok')).toBe('card [hidden: card number], ok')
    expect(personal('amex 378282246310005')).toBe('amex [hidden: card number]')
    expect(personal('pay DE89 3704 0044 0532 0130 00 today')).toBe('pay [hidden: iban] today')
    expect(personal('pay GB29NWBK60161331926819.')).toBe('pay [hidden: iban].')
  })

  it('is hidden when it is an e-mail address or an international telephone number', () => {
    expect(personal('mail ana.b@example.org, call +49 30 901820 or +1 (415) 555-0100')).toBe(
      'mail [hidden: e-mail address], call [hidden: telephone number] or [hidden: telephone number]',
    )
    for (const text of ['git@github.com:a/b.git', 'pkg@1.2.3', 'a + 12', '2026-11-21T09:00:00+00:00'])
      expect(personal(text)).toBe(text)
  })

  it('is left when the check sum does not hold, or it is switched off', () => {
    for (const text of [
      'card 4111 1111 1111 1112',
      'DE89 3704 0044 0532 0130 01',
      'id 1234567890123456',
      'at 1795251234567',
    ])
      expect(personal(text)).toBe(text)
    expect(redact('card 4111 1111 1111 1111').text).toBe('card 4111 1111 1111 1111')
  })
})
