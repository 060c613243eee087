import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { inspectBatch } from '../../../src-main/cli/inspect.ts'
import { explainBatch } from '../../../src-main/cli/policy-batch.ts'

type Case = { id: string; expect: string; text?: string; secrets?: string[]; keep?: string[] }
type Said = { id: string; verdict?: string; flagged?: boolean; redacted?: string }

const fileOf = (kind: string): string => fileURLToPath(new URL(`kinds/${kind}.jsonl`, import.meta.url))

/** Every case of a file with what the batch command says about it. */
async function judged(kind: 'injection' | 'secrets' | 'paths' | 'urls'): Promise<{ one: Case; said: Said }[]> {
  const lines: string[] = []
  const batch = kind === 'paths' || kind === 'urls' ? explainBatch : inspectBatch
  expect(await batch(kind, fileOf(kind), line => void lines.push(line))).toBe(0)
  const cases = readFileSync(fileOf(kind), 'utf8').trim().split('\n')
  return cases.map((line, at) => ({ one: JSON.parse(line), said: JSON.parse(lines[at] ?? '{}') }))
}

/** Cases of the classes of the corpora, written after the rules: other shapes, other words, other formats. */
describe('cases of other kinds', () => {
  it('of injection: all but three attacks in a hundred are seen, and one honest text in two hundred is held at most', async () => {
    const all = await judged('injection')
    const wrong = all.filter(({ one, said }) => said.flagged !== (one.expect === 'attack'))
    for (const [kind, most] of [
      ['attack', 0.03],
      ['benign', 0.005],
    ] as const) {
      const texts = wrong.filter(({ one }) => one.expect === kind).map(({ one }) => one.text)
      expect(texts.length / all.filter(({ one }) => one.expect === kind).length, texts.join('\n')).toBeLessThanOrEqual(
        most,
      )
    }
  })

  it('of secrets: hidden with what stands around them kept, and nothing else touched', async () => {
    const wrong = (await judged('secrets')).filter(({ one, said: { redacted = '' } }) =>
      one.expect === 'keep'
        ? redacted !== one.text
        : one.secrets?.some(secret => redacted.includes(secret)) || !one.keep?.every(piece => redacted.includes(piece)),
    )
    expect(wrong).toEqual([])
  })

  it.each(['paths', 'urls'] as const)('of %s', async kind => {
    const wrong = (await judged(kind)).filter(({ one, said }) => said.verdict !== one.expect)
    expect(wrong).toEqual([])
  })
})
