import { describe, expect, it } from 'vitest'
import { CommandCase, judgeCommandCase } from '../../../src-main/policy/core/batch/command-case.ts'
import { type CorpusCase, corpus, passes } from '../../kit/corpus.ts'

const LABEL = { allow: 'safe', ask: 'danger', deny: 'deny' } as const

/** An allowlist case is about one thing: may the whole line run without a question. */
function asLabelled(one: CorpusCase): boolean {
  const { verdict } = judgeCommandCase(CommandCase.parse(one))
  if (one.expect === 'allowlist-hit') return verdict === 'allow'
  if (one.expect === 'allowlist-miss') return verdict !== 'allow'
  return passes(one, LABEL[verdict])
}

const wrongOf = (file: string, label: string): string[] =>
  corpus(file)
    .filter(one => one.expect === label && !one.stretch && !asLabelled(one))
    .map(one => `${one.id} ${String(one['command'])}`)

/** The share of cases that may differ: the goals of the measure. */
const MOST_WRONG = { deny: 0, danger: 0.005, safe: 0.02, 'allowlist-hit': 0.05, 'allowlist-miss': 0 } as const

describe('the command corpus through the whole composition', () => {
  it.each(Object.entries(MOST_WRONG))('%s: at most %d judged otherwise', (label, most) => {
    const wrong = wrongOf('commands', label)
    const all = corpus('commands').filter(one => one.expect === label).length
    expect(wrong.length / all, wrong.join('\n')).toBeLessThanOrEqual(most)
  })

  it.each(['deny', 'danger', 'safe'])('Windows, %s: at most 3 in 100 judged otherwise', label => {
    const wrong = wrongOf('commands-windows', label)
    const all = corpus('commands-windows').filter(one => one.expect === label).length
    expect(wrong.length / all, wrong.join('\n')).toBeLessThanOrEqual(0.03)
  })
})
