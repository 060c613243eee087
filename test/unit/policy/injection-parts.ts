import { speaksTo } from '../../../src-main/policy/core/injection/address.ts'
import type { Concept } from '../../../src-main/policy/core/injection/concept.ts'
import { disguises } from '../../../src-main/policy/core/injection/disguises.ts'
import { findForms } from '../../../src-main/policy/core/injection/forms.ts'
import { hiddenTexts } from '../../../src-main/policy/core/injection/hidden.ts'
import { inspectText } from '../../../src-main/policy/core/injection/inspect-text.ts'
import type { Hit } from '../../../src-main/policy/core/injection/match.ts'
import { demandsNothing, isTold, toldOf } from '../../../src-main/policy/core/injection/mood.ts'
import { isEveryday, isNamed } from '../../../src-main/policy/core/injection/senses.ts'
import { STRUCTURES } from '../../../src-main/policy/core/injection/structures.ts'
import { weigh } from '../../../src-main/policy/core/injection/weigh.ts'
import { digest } from '../../kit/record.ts'

/** What each part of the tripwire says about a text, in one line: for the records of `injection-parts-record.test.ts`. */

/** All of it, its wording apart. */
export function rules(text: string): string {
  const { flagged, score, reasons, disguises } = inspectText(text, (_folded, _signs, place) => place)
  return `${flagged ? 'flagged' : 'passed'} ${score} ${digest([reasons, disguises])}`
}

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

const short = (text: string): string => (text.length > 60 ? digest(text) : JSON.stringify(text))

/** What is read in a text that does not show it. */
export const readings = (text: string): string =>
  [...disguises(text), ...hiddenTexts(text)]
    .map(found => `${found.how}${found.withRest ? ' (all)' : ''} ${short(found.text)}`)
    .join(', ')

/** What words come to that stand so: `ignore 0, rule 12, prior 20`, each of one letter, or `{ignore:forget} all {rule:rules}`. */
export function layout(line: string): string {
  const { text, hits } = line.startsWith('text: ') ? marked(line.slice(6)) : spaced(line)
  return weigh(text, hits)
    .map(({ id, points, at }) => `${id} ${points} at ${at}`)
    .join(', ')
}

function spaced(line: string): { text: string; hits: Hit[] } {
  const hits = line.split(', ').map((word): Hit => {
    const [concept = '', at = ''] = word.split(' ')
    return { concept: concept as Concept, from: Number(at), to: Number(at) + 1 }
  })
  return { text: ' '.repeat(400), hits }
}

function marked(line: string): { text: string; hits: Hit[] } {
  const hits: Hit[] = []
  let text = ''
  for (const [, before = '', concept, word = ''] of line.matchAll(/([^{]*)(?:\{([a-z-]+):([^}]*)\})?/g)) {
    text += before
    if (concept !== undefined)
      hits.push({ concept: concept as Concept, from: text.length, to: text.length + word.length })
    text += word
  }
  return { text, hits }
}
