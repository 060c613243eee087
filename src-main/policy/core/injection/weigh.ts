import type { Concept } from './concept.ts'
import type { Hit } from './match.ts'
import { demandsNothing, isTold } from './mood.ts'
import { PAIRS } from './pairs.ts'
import { isEveryday, isNamed } from './senses.ts'
import type { Sign } from './sign.ts'
import { weighAddress } from './weigh-address.ts'
import { MOST_HITS, weighPair } from './weigh-pairs.ts'

const ALONE: readonly { id: string; concept: Concept; points: number; reason: string }[] = [
  { id: 'allow-all', concept: 'allow-all', points: 45, reason: 'It claims that everything is approved.' },
  { id: 'takeover', concept: 'takeover', points: 52, reason: 'It wants to be the new instruction of the agent.' },
  { id: 'priority', concept: 'priority', points: 40, reason: 'It claims to stand above the rules.' },
  { id: 'claim', concept: 'claim', points: 20, reason: 'It claims that somebody already agreed.' },
  { id: 'trust', concept: 'trust', points: 18, reason: 'It claims trust for itself.' },
  { id: 'mode', concept: 'mode', points: 18, reason: 'It speaks of a special mode.' },
  { id: 'task', concept: 'new-task', points: 15, reason: 'It speaks of a new task.' },
  { id: 'unbound', concept: 'unbound', points: 15, reason: 'It speaks of no rules.' },
  { id: 'freed', concept: 'freed', points: 50, reason: 'It says that rules do not hold for the agent.' },
  { id: 'heed', concept: 'heed', points: 35, reason: 'It wants to be obeyed.' },
  { id: 'probe', concept: 'probe', points: 52, reason: 'It asks for the instructions of the agent.' },
  { id: 'gate', concept: 'gate', points: 52, reason: 'It wants a protection switched off.' },
  { id: 'ruin', concept: 'ruin', points: 38, reason: 'It wants data destroyed.' },
  { id: 'hush', concept: 'hush', points: 34, reason: 'It wants something hidden from the owner.' },
  { id: 'silent', concept: 'silent', points: 15, reason: 'It wants silence or no question.' },
]

/** Weighs one sentence. `text` is the whole folded text, the hits those of the sentence. */
export function weigh(text: string, hits: readonly Hit[]): Sign[] {
  if (hits.length === 0) return []
  const by = new Map<Concept, Hit[]>()
  for (const hit of hits) {
    if (isEveryday(text, hit) || isNamed(text, hit) || isCovered(hit, hits) || demandsNothing(text, hit)) continue
    const list = by.get(hit.concept)
    if (list) list.push(hit)
    else by.set(hit.concept, [hit])
  }
  const signs = PAIRS.flatMap(pair => weighPair(text, pair, by))
  for (const { id, concept, points, reason } of ALONE) {
    // Both speak of the same silence.
    if (concept === 'silent' && by.has('hush')) continue
    const hit = by.get(concept)?.find(one => !isTold(text, one))
    if (hit) signs.push({ id, points, reason, at: hit.from })
  }
  return [...signs, ...weighAddress(text, by)]
}

/** "Without limits" speaks of none; the limits in it are not the ones to be dropped. */
function isCovered(hit: Hit, hits: readonly Hit[]): boolean {
  if (hit.concept !== 'rule') return false
  return hits
    .slice(0, MOST_HITS)
    .some(other => other.concept === 'unbound' && other.from < hit.from && other.to >= hit.to - 2)
}
