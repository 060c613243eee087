import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Lexicon } from '../../../src-main/policy/core/injection/concept.ts'
import { fold } from '../../../src-main/policy/core/injection/fold.ts'
import { buildMatcher, findWords, type Matcher } from '../../../src-main/policy/core/injection/match.ts'
import { LEXICONS } from '../../../src-main/policy/core/injection/words/all.ts'
import * as asian from '../../../src-main/policy/core/injection/words/asian.ts'
import * as eastern from '../../../src-main/policy/core/injection/words/eastern.ts'
import { ENGLISH } from '../../../src-main/policy/core/injection/words/english.ts'
import * as western from '../../../src-main/policy/core/injection/words/western.ts'
import { differing } from '../../kit/case-by-case.ts'

const BY_NAME = new Map<string, Lexicon>(Object.entries({ ENGLISH, ...western, ...eastern, ...asian }))

/** One word for each thing a language has words for. */
const rows = readFileSync(new URL('injection-words.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => {
    const [language = '', concept = '', word = ''] = line.split('\t')
    return { language, concept, word }
  })

const built = new Map<string, Matcher>()
function matcherOf(language: string): Matcher {
  const known = built.get(language) ?? buildMatcher([BY_NAME.get(language.toUpperCase()) ?? {}])
  built.set(language, known)
  return known
}

const found = (matcher: Matcher, text: string): string[] => findWords(matcher, fold(text)).map(hit => hit.concept)

describe('the words of the tripwire', () => {
  it('are known in every language for everything it listens for', () => {
    const listed = [...BY_NAME].flatMap(([name, lexicon]) =>
      Object.keys(lexicon).map(concept => `${name.toLowerCase()} ${concept}`),
    )
    expect(rows.map(({ language, concept }) => `${language} ${concept}`).sort()).toEqual(listed.sort())
    // And those of all languages together: injection-takeover.test.ts, injection-unseen.test.ts.
    expect(LEXICONS.length).toBe(27 + 3)
  })

  it.each([...BY_NAME.keys()].map(name => name.toLowerCase()))('mean what they should: %s', language => {
    const ours = rows.filter(row => row.language === language)
    const unknown = differing(ours, ({ concept, word }) =>
      found(matcherOf(language), word).includes(concept) ? null : `${word} is not found as ${concept}`,
    )
    expect(unknown).toEqual([])
  })

  it.each<[string, string, string[]]>([
    ['a whole word, not a part of one', 'retire', []],
    ['a whole word in a sentence', 'The rule, then.', ['rule']],
    ['a beginning, whatever follows', 'instructions', ['rule']],
    ['a word behind a digit is another word', '9rule', []],
    ['a word in front of a digit is another word', 'rule9', []],
    ['a word at the end', 'no rule', ['rule']],
    ['a word between marks', '(rule)', ['rule']],
  ])('are found as %s', (_what, text, concepts) => {
    expect(found(buildMatcher([{ rule: 'rule!|instruction', run: 'tire!' }]), text)).toEqual(concepts)
  })
})
