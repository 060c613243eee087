import { findForms } from './forms.ts'
import type { Hit } from './match.ts'
import { findWords, type Matcher } from './match.ts'
import type { Place, Sign } from './sign.ts'
import { STRUCTURES } from './structures.ts'
import { weigh } from './weigh.ts'

// Only so much of a text is looked at for shapes; words are looked for everywhere.
const SHAPE_WINDOW = 200_000

/** All signs in one reading of a folded text, with where they stand. Words of fewer letters than `shortest` do not count. */
export function readText(matcher: Matcher, folded: string, shortest = 0): Sign[] {
  const shapes = folded.length > SHAPE_WINDOW ? folded.slice(0, SHAPE_WINDOW) : folded
  const signs: Sign[] = []
  for (const { id, points, reason, pattern } of STRUCTURES) {
    const found = pattern.exec(shapes)
    if (found) signs.push({ id, points, reason, at: found.index })
  }
  const hits = [...findWords(matcher, folded), ...findForms(shapes)]
    .filter(hit => hit.to - hit.from >= shortest)
    .sort((a, b) => a.from - b.from)
  for (const group of bySentence(folded, hits)) signs.push(...weigh(folded, group))
  return signs
}

/** Hits of the same sentence. A dot inside a name or an address ends nothing. */
function bySentence(text: string, hits: readonly Hit[]): Hit[][] {
  const groups: Hit[][] = []
  let at = 0
  let group: Hit[] = []
  for (const end of sentenceEnds(text)) {
    for (let hit = hits[at]; hit && hit.from < end; hit = hits[at]) {
      group.push(hit)
      at += 1
    }
    if (group.length > 0) groups.push(group)
    group = []
  }
  return groups
}

function sentenceEnds(text: string): number[] {
  const ends = [...text.matchAll(/[.!?](?=\s|$)|[。！？।؟]|\n/g)].map(match => match.index + 1)
  return [...ends, text.length]
}

/** The score ends here, so a heavier place changes nothing. */
const ENOUGH = 100

// Signs further apart than this do not belong to one attempt.
const REACH = 260

/** Adds up the signs of one place, each kind once, and gives the heaviest place. */
export function heaviest(signs: readonly Sign[]): Place {
  const sorted = [...signs].sort((a, b) => a.at - b.at)
  let best: Place = { points: 0, signs: [] }
  for (let first = 0; first < sorted.length; first += 1) {
    const start = sorted[first]?.at ?? 0
    const kinds = new Map<string, Sign>()
    for (let at = first; at < sorted.length; at += 1) {
      const sign = sorted[at]
      if (!sign || sign.at > start + REACH || at > first + 60) break
      const known = kinds.get(sign.id)
      if (!known || known.points < sign.points) kinds.set(sign.id, sign)
    }
    const points = addUp([...kinds.values()])
    if (points > best.points) best = { points, signs: [...kinds.values()] }
    if (best.points >= ENOUGH) return best
  }
  return best
}

/** What is demanded in one sentence and hidden from the owner in the next is one attempt. */
const ORDERS: ReadonlySet<string> = new Set([
  'address',
  'delete',
  'grant',
  'order',
  'pay',
  'private',
  'run',
  'secret',
  'task',
])
const HIDDEN_ORDER = 16

/** A veil makes other signs heavier and is none itself. */
function addUp(signs: readonly Sign[]): number {
  const real = signs.filter(sign => sign.id !== 'veil.html')
  if (real.length === 0) return 0
  const hidden = signs.some(sign => sign.id === 'hush') && signs.some(sign => ORDERS.has(sign.id))
  return signs.reduce((sum, sign) => sum + sign.points, hidden ? HIDDEN_ORDER : 0)
}
