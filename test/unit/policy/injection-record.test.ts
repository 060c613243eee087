import { describe, expect, it } from 'vitest'
import { inspectText } from '../../../src-main/policy/core/injection/inspect-text.ts'
import { differing } from '../../kit/case-by-case.ts'
import { corpus } from '../../kit/corpus.ts'
import { Record } from '../../kit/record.ts'
import { ATTACKS_IN_ENGLISH, ATTACKS_IN_OTHER_LANGUAGES, ATTACKS_WRITTEN_LATER } from './injection-attacks.ts'
import { HONEST_TEXTS } from './injection-benign.ts'
import { DISGUISED } from './injection-disguised.ts'

interface Text {
  readonly name: string
  readonly text: string
}

const beginning = (text: string): Text => ({ name: text, text })

function says({ text }: Text): string {
  const { flagged, score, disguises, reasons } = inspectText(text, (_folded, _signs, place) => place)
  return [`${flagged ? 'flagged' : 'passed'} ${score} [${disguises.join(', ')}]`, ...reasons].join(' | ')
}

/** Score, disguises and reasons, so that a change of words or weights shows which texts it moves, and how far. */
describe('what the tripwire says about a text is on record, its wording apart', () => {
  it.each<[string, Text[]]>([
    ['corpus', corpus('injection').map(one => ({ name: one.id, text: String(one['text']) }))],
    ['attacks', [...ATTACKS_IN_ENGLISH, ...ATTACKS_WRITTEN_LATER].map(beginning)],
    ['languages', ATTACKS_IN_OTHER_LANGUAGES.map(([, text]) => beginning(text))],
    ['honest', HONEST_TEXTS.map(beginning)],
    ['disguised', DISGUISED.map(([how, text]) => ({ name: how, text }))],
  ])('%s', (name, texts) => {
    const record = new Record(new URL(`records/injection-${name}.txt`, import.meta.url))
    record.renew(texts, one => one.name, says)
    expect(differing(texts, one => record.difference(one.name, says(one)))).toEqual([])
  })
})
