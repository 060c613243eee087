import { speaksTo } from '../../../src-main/policy/core/injection/address.ts'
import type { Concept } from '../../../src-main/policy/core/injection/concept.ts'
import { findForms } from '../../../src-main/policy/core/injection/forms.ts'
import type { Hit } from '../../../src-main/policy/core/injection/match.ts'
import { demandsNothing, isTold, toldOf } from '../../../src-main/policy/core/injection/mood.ts'
import { isEveryday, isNamed } from '../../../src-main/policy/core/injection/senses.ts'
import { STRUCTURES } from '../../../src-main/policy/core/injection/structures.ts'
import { weigh } from '../../../src-main/policy/core/injection/weigh.ts'

/** What each part of the tripwire says about a text, in one line: for the records of `injection-parts-record.test.ts`. */

/** The forms of naming, with where they stand. */
export const forms = (text: string): string =>
  findForms(text)
    .map(({ concept, from, to }) => `${concept} ${from}-${to}`)
    .join(', ')

/** The shapes, with where they stand. */
export const structures = (text: string): string =>
  STRUCTURES.flatMap(({ id, pattern }) => {
    const found = pattern.exec(text)
    return found ? [`${id} ${found.index}-${found.index + found[0].length}`] : []
  }).join(', ')

/** What a word means where it stands: `concept: text with the «word» marked`. */
export function sense(line: string): string {
  const [, concept = '', marked = ''] = /^([a-z-]+): (.*)$/s.exec(line) ?? []
  const text = marked.replace(/[«»]/g, '')
  const from = marked.indexOf('«')
  const hit: Hit = { concept: concept as Concept, from, to: marked.indexOf('»') - 1 }
  return [
    isEveryday(text, hit) ? 'everyday' : '',
    isNamed(text, hit) ? 'a name' : '',
    isTold(text, hit) ? 'told' : '',
    demandsNothing(text, hit) ? 'no demand' : '',
    `told of ${toldOf(text, from) ?? 'nobody'}`,
    concept === 'ai' && speaksTo(text, hit) ? 'spoken to' : '',
  ]
    .filter(word => word !== '')
    .join(', ')
}

/** What words come to that stand so: `ignore 0, rule 12, prior 20`, each of one letter. */
export function layout(line: string): string {
  const hits = line.split(', ').map((word): Hit => {
    const [concept = '', at = ''] = word.split(' ')
    return { concept: concept as Concept, from: Number(at), to: Number(at) + 1 }
  })
  return weigh(' '.repeat(400), hits)
    .map(({ id, points, at }) => `${id} ${points} at ${at}`)
    .join(', ')
}
