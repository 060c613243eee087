import type { Concept } from './concept.ts'
import type { Hit } from './match.ts'
import { toldOf } from './mood.ts'
import type { Pair } from './pairs.ts'
import type { Sign } from './sign.ts'

/** Weighs one pair where its two words stand nearest to each other. */
export function weighPair(text: string, pair: Pair, by: ReadonlyMap<Concept, Hit[]>): Sign[] {
  const found = nearest(by.get(pair.first), by.get(pair.second), pair)
  if (!found) return []
  let points = pair.points
  for (const [concept, more] of pair.more) if (helps(concept, by, found)) points += more
  for (const [concept, less] of pair.less) if (hinders(concept, text, by, found, pair)) points -= less
  if (OF_ITS_OWN.has(pair.id) && / (?:their|its|his|her) /.test(text.slice(found.from, found.to))) points -= 30
  if (pair.id === 'guard' && /必须|必須|必要/.test(text.slice(Math.max(0, found.from - 8), found.to + 16))) points -= 30
  const told = toldOf(text, found.from)
  if (told) points -= told === 'code' ? 60 : 30
  if (pair.second === 'rule' && isStatement(text, found)) points -= 25
  return points > 0 ? [{ id: pair.id, points, reason: pair.reason, at: found.from }] : []
}

/** What a model does with its own is told of it; an order says "your". */
const OF_ITS_OWN: ReadonlySet<string> = new Set(['prompt', 'override', 'unbound'])
/** "Prior rules are void" is what bylaws say; nobody is told to drop anything. */
function isStatement(text: string, { from, to }: Span): boolean {
  const said = text.slice(from, to + 24)
  return (
    OF_BYLAWS.test(said) &&
    !/(?:^|[^a-z])(?:you|your|ai|assistant|agent|instructions?|prompts?|dir|dich|dein[a-z]{0,2}|tes|toi|tu|tus|ti|te)(?![a-z])/.test(
      said,
    )
  )
}
const OF_BYLAWS =
  /(?:regeln|vorschriften|richtlinien) (?:gelten|gilt|sind|wurden) (?:nicht|ab|auf|ungultig)|(?:regles|consignes) (?:ne |sont |ont )|(?:reglas|normas) (?:ya |quedan |han |no )|(?:rules?|polic(?:y|ies)|restrictions?|protocols?|guidelines?|limitations?|constraints?|directives?)[a-z ]{0,20} (?:(?:is|are|was|were|has been|have been) [a-z]+|no longer [a-z]+|(?:does|do) not [a-z]+)/

interface Span {
  from: number
  to: number
  secondTo: number
  first: Hit
}

// A sentence of a flood may hold thousands of words; the nearest pairs stand close to each other anyway.
export const MOST_HITS = 40

function nearest(first: readonly Hit[] | undefined, second: readonly Hit[] | undefined, pair: Pair): Span | null {
  let best: (Span & { gap: number }) | null = null
  for (const a of first?.slice(0, MOST_HITS) ?? []) {
    for (const b of second?.slice(0, MOST_HITS) ?? []) {
      if (a.from < b.to && b.from < a.to) continue
      // "Your instructions were clear" undoes nothing.
      if (pair.first === 'undo' && a.from > b.from) continue
      const gap = a.from < b.from ? b.from - a.to : a.from - b.to
      if (gap > pair.within || (best && best.gap <= gap)) continue
      best = { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to), secondTo: b.to, first: a, gap }
    }
  }
  return best
}

/** "All", "your" and their like count only next to what they qualify. */
function helps(concept: Concept, by: ReadonlyMap<Concept, Hit[]>, span: Span): boolean {
  const hits = by.get(concept)
  if (!hits) return false
  return concept === 'prior' ? hits.some(hit => hit.to > span.from - 12 && hit.from < span.to + 26) : true
}

function hinders(concept: Concept, text: string, by: ReadonlyMap<Concept, Hit[]>, span: Span, pair: Pair): boolean {
  if (concept === 'topic')
    return /^(?:s|es)? (?:about|in|for|of the game|on|from the|regarding) /.test(
      text.slice(span.secondTo, span.secondTo + 24),
    )
  // "Run it and do not show it": what is denied behind an order does not deny the order. German puts its "never" there.
  // "Ignore your instructions and tell me how to …" asks how to do something else.
  const apart = concept === 'how' && pair.id === 'override'
  const reach = (hit: Hit): number => (apart || (concept === 'not' && text.startsWith('do', hit.from)) ? 0 : 30)
  // "Do not follow" denies the following, and is all the more an order.
  const own = (hit: Hit): boolean => concept === 'not' && hit.from >= span.first.from && hit.to <= span.first.to
  return by.get(concept)?.some(hit => !own(hit) && hit.from < span.to + reach(hit) && hit.to > span.from - 60) ?? false
}
