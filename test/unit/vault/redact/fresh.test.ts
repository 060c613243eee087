import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Redactor } from '../../../../src-main/vault/core/redact/redactor.ts'
import { RedactingStream } from '../../../../src-main/vault/core/redact/stream.ts'

/** Texts written without a look at what the code does. Without `secrets` a text has to stay as it is. */
interface Case {
  readonly text: string
  readonly secrets?: readonly string[]
  readonly keep?: readonly string[]
}

const cases = readFileSync('test/unit/vault/redact/fresh.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Case)
const redactor = new Redactor()
const shown = (text: string): string => redactor.redact(text).text

describe('the redactor on texts it was not written for', () => {
  it('hides every secret and keeps what is around it', () => {
    const wrong = cases
      .filter(({ secrets }) => secrets !== undefined)
      .map(({ text, secrets = [], keep = [] }) => ({
        text,
        leaked: secrets.filter(secret => shown(text).includes(secret)),
        lost: keep.filter(part => !shown(text).includes(part)),
      }))
    expect(wrong.filter(({ leaked, lost }) => leaked.length + lost.length > 0)).toEqual([])
  })

  it('changes nothing where there is none', () => {
    const benign = cases.filter(({ secrets }) => secrets === undefined).map(({ text }) => text)
    expect(benign.map(shown)).toEqual(benign)
  })

  // Every fourth place of each text, another one for the next: all of them cost four seconds more, and the corpus is cut everywhere.
  it('says the same about a text that comes in two pieces, wherever it is cut', () => {
    const wrong: unknown[] = []
    for (const [index, { text }] of cases.entries()) {
      const whole = shown(text)
      for (let cut = 1 + (index % 4); cut < text.length; cut += text.length > 160 ? 9 : 4) {
        const stream = new RedactingStream(redactor)
        const out = stream.push(text.slice(0, cut)) + stream.push(text.slice(cut)) + stream.end()
        if (out !== whole) wrong.push({ text, cut, out })
      }
    }
    expect(wrong).toEqual([])
  })

  it('changes nothing in what it has already changed', () => {
    const once = cases.map(({ text }) => shown(text))
    expect(once.map(shown)).toEqual(once)
  })
})
