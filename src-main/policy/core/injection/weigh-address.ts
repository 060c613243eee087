import { speaksTo } from './address.ts'
import type { Concept } from './concept.ts'
import type { Hit } from './match.ts'
import type { Sign } from './sign.ts'
import { MOST_HITS } from './weigh-pairs.ts'

/** A text that speaks to an agent and demands something is what no honest page does. */
export function weighAddress(text: string, by: ReadonlyMap<Concept, Hit[]>): Sign[] {
  const spoken = by
    .get('ai')
    ?.slice(0, MOST_HITS)
    .find(hit => speaksTo(text, hit))
  if (!spoken) return []
  const near = (concept: Concept): boolean =>
    by.get(concept)?.some(hit => hit.from >= spoken.from - 60 && hit.from < spoken.to + 160) ?? false
  const demand = (
    ['act', 'send', 'run', 'delete', 'reveal', 'hand-over', 'ignore', 'disable', 'silent', 'obey', 'pay'] as const
  ).some(near)
  if (!demand) return [{ id: 'address', points: 15, reason: 'It speaks to an agent.', at: spoken.from }]
  const polite = (['how'] as const).some(near)
  return [
    {
      id: 'address',
      points: polite ? 35 : 55,
      reason: 'It speaks to an agent and demands something.',
      at: spoken.from,
    },
  ]
}
