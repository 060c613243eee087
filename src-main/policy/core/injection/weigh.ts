import { speaksTo } from './address.ts'
import type { Concept } from './concept.ts'
import type { Hit } from './match.ts'

/** One thing that speaks for an attack. */
export interface Sign {
  id: string
  points: number
  reason: string
  /** Where in the text, so that signs of the same place can be added up. */
  at: number
}

interface Pair {
  id: string
  reason: string
  first: Concept
  second: Concept
  /** Letters between the two at most. */
  within: number
  points: number
  /** What makes it stronger when it stands in the same sentence. */
  more?: Partial<Record<Concept, number>>
  /** What makes it weaker. */
  less?: Partial<Record<Concept, number>>
}

const PAIRS: readonly Pair[] = [
  {
    id: 'override',
    reason: 'It asks to drop the rules of the agent.',
    first: 'ignore',
    second: 'rule',
    within: 45,
    points: 35,
    more: { prior: 25, ai: 15, unbound: 20, obey: 15, silent: 20 },
    less: { topic: 45, not: 25, how: 25 },
  },
  {
    id: 'prompt',
    reason: 'It asks for the instructions of the agent.',
    first: 'reveal',
    second: 'prompt',
    within: 60,
    points: 55,
    less: { how: 40, not: 30 },
  },
  {
    id: 'prompt',
    reason: 'It asks for the instructions of the agent.',
    first: 'hand-over',
    second: 'prompt',
    within: 60,
    points: 50,
    less: { how: 40, not: 30 },
  },
  {
    id: 'secret',
    reason: 'It asks for secrets.',
    first: 'reveal',
    second: 'secret',
    within: 26,
    points: 50,
    more: { prior: 5, place: 10, ai: 10, silent: 20 },
    less: { not: 60, how: 50 },
  },
  {
    id: 'secret',
    reason: 'It asks for secrets.',
    first: 'reveal',
    second: 'secret',
    within: 70,
    points: 30,
    more: { prior: 15, place: 20, ai: 20, silent: 20, unbound: 20, private: 10 },
    less: { not: 60, how: 50 },
  },
  {
    id: 'secret',
    reason: 'It wants secrets handed over.',
    first: 'hand-over',
    second: 'secret',
    within: 60,
    points: 20,
    more: { place: 32, prior: 12, ai: 25, silent: 30, private: 25, user: 15 },
    less: { not: 60, how: 45 },
  },
  {
    id: 'private',
    reason: 'It wants private data sent away.',
    first: 'send',
    second: 'private',
    within: 70,
    points: 25,
    more: { place: 28, silent: 35, ai: 25, prior: 5 },
    less: { not: 40, how: 40 },
  },
  {
    id: 'private',
    reason: 'It wants private data shown.',
    first: 'reveal',
    second: 'private',
    within: 45,
    points: 35,
    more: { place: 15, silent: 30, ai: 20, prior: 5, secret: 15 },
    less: { not: 50, how: 45 },
  },
  {
    id: 'private',
    reason: 'It wants secrets sent away.',
    first: 'send',
    second: 'secret',
    within: 40,
    points: 25,
    more: { place: 30, silent: 35, ai: 25, prior: 12 },
    less: { not: 60, how: 45 },
  },
  {
    id: 'silent',
    reason: 'It wants something done behind the back of the owner.',
    first: 'silent',
    second: 'run',
    within: 110,
    points: 50,
    less: { how: 35 },
  },
  {
    id: 'silent',
    reason: 'It wants something done behind the back of the owner.',
    first: 'silent',
    second: 'send',
    within: 110,
    points: 50,
    less: { how: 35 },
  },
  {
    id: 'silent',
    reason: 'It wants something done behind the back of the owner.',
    first: 'silent',
    second: 'delete',
    within: 90,
    points: 50,
    less: { how: 35 },
  },
  {
    id: 'silent',
    reason: 'It wants something done behind the back of the owner.',
    first: 'silent',
    second: 'pay',
    within: 110,
    points: 55,
  },
  {
    id: 'silent',
    reason: 'It wants something done behind the back of the owner.',
    first: 'silent',
    second: 'ai',
    within: 90,
    points: 40,
    less: { how: 35 },
  },
  {
    id: 'silent',
    reason: 'It wants something done without a question.',
    first: 'silent',
    second: 'code',
    within: 110,
    points: 40,
    less: { how: 35 },
  },
  {
    id: 'role',
    reason: 'It gives the agent a role without rules.',
    first: 'role',
    second: 'unbound',
    within: 160,
    points: 60,
  },
  { id: 'role', reason: 'It gives the agent more rights.', first: 'role', second: 'admin', within: 60, points: 50 },
  {
    id: 'role',
    reason: 'It gives the agent another role to get at secrets.',
    first: 'role',
    second: 'secret',
    within: 160,
    points: 50,
    less: { how: 40 },
  },
  {
    id: 'role',
    reason: 'It gives the agent another role to get around a rule.',
    first: 'role',
    second: 'guard',
    within: 80,
    points: 50,
  },
  {
    id: 'role',
    reason: 'It gives the agent another role to make it run things.',
    first: 'role',
    second: 'code',
    within: 120,
    points: 40,
    more: { run: 12, mode: 10 },
    less: { how: 20 },
  },
  {
    id: 'role',
    reason: 'It gives the agent another role to get around its rules.',
    first: 'role',
    second: 'rule',
    within: 80,
    points: 25,
    more: { prior: 25, act: 5 },
    less: { topic: 30 },
  },
  {
    id: 'role',
    reason: 'It puts the agent into a special mode.',
    first: 'role',
    second: 'mode',
    within: 30,
    points: 45,
    more: { unbound: 20, run: 10, 'allow-all': 30 },
  },
  {
    id: 'mode',
    reason: 'It puts the agent into a mode without rules.',
    first: 'mode',
    second: 'unbound',
    within: 160,
    points: 55,
  },
  {
    id: 'mode',
    reason: 'It puts the agent into a mode without rules.',
    first: 'mode',
    second: 'run',
    within: 120,
    points: 35,
    more: { silent: 25, guard: 15 },
    less: { how: 30 },
  },
  {
    id: 'unbound',
    reason: 'It speaks of an agent without rules.',
    first: 'unbound',
    second: 'ai',
    within: 60,
    points: 45,
    more: { prior: 5, secret: 10 },
    less: { how: 30 },
  },
  {
    id: 'unbound',
    reason: 'It speaks of an agent without rules.',
    first: 'unbound',
    second: 'secret',
    within: 60,
    points: 50,
    less: { how: 30 },
  },
  {
    id: 'unbound',
    reason: 'It says that rules do not hold.',
    first: 'unbound',
    second: 'rule',
    within: 40,
    points: 40,
    more: { prior: 10, ai: 15 },
    less: { topic: 10, how: 30 },
  },
  {
    id: 'guard',
    reason: 'It wants a protection switched off.',
    first: 'disable',
    second: 'guard',
    within: 32,
    points: 52,
    more: { ai: 10, silent: 10 },
    less: { how: 40, not: 40 },
  },
  {
    id: 'guard',
    reason: 'It wants a protection dropped.',
    first: 'ignore',
    second: 'guard',
    within: 30,
    points: 50,
    less: { how: 40, not: 30 },
  },
  {
    id: 'guard',
    reason: 'It wants the log removed.',
    first: 'delete',
    second: 'guard',
    within: 30,
    points: 50,
    less: { how: 40, not: 40 },
  },
  {
    id: 'guard',
    reason: 'It wants a question answered by the agent itself.',
    first: 'guard',
    second: 'allow-all',
    within: 60,
    points: 15,
  },
  {
    id: 'grant',
    reason: 'It wants rights for somebody.',
    first: 'grant',
    second: 'admin',
    within: 40,
    points: 52,
    less: { how: 45, not: 40 },
  },
  {
    id: 'task',
    reason: 'It replaces the task of the agent.',
    first: 'new-task',
    second: 'ai',
    within: 60,
    points: 50,
    less: { how: 20 },
  },
  {
    id: 'task',
    reason: 'It replaces the task of the agent.',
    first: 'new-task',
    second: 'guard',
    within: 90,
    points: 50,
  },
  {
    id: 'task',
    reason: 'It replaces the task of the agent.',
    first: 'new-task',
    second: 'send',
    within: 90,
    points: 40,
    more: { private: 15, secret: 20, place: 10 },
  },
  {
    id: 'task',
    reason: 'It replaces the task of the agent.',
    first: 'new-task',
    second: 'reveal',
    within: 90,
    points: 45,
  },
  {
    id: 'task',
    reason: 'It replaces the task of the agent.',
    first: 'new-task',
    second: 'ignore',
    within: 90,
    points: 35,
    more: { prior: 15 },
  },
  {
    id: 'task',
    reason: 'It replaces the task of the agent.',
    first: 'new-task',
    second: 'private',
    within: 60,
    points: 45,
  },
  {
    id: 'user',
    reason: 'It speaks to an agent about its user.',
    first: 'act',
    second: 'user',
    within: 12,
    points: 15,
    more: { run: 10, code: 10, secret: 15, private: 10, pay: 20, silent: 20 },
    less: { how: 25 },
  },
  {
    id: 'delete',
    reason: 'It wants data destroyed.',
    first: 'delete',
    second: 'private',
    within: 30,
    points: 25,
    more: { silent: 35, ai: 25 },
    less: { how: 30, not: 40 },
  },
  { id: 'trust', reason: 'It claims trust for itself.', first: 'trust', second: 'allow-all', within: 80, points: 52 },
  {
    id: 'trust',
    reason: 'It claims trust for itself.',
    first: 'trust',
    second: 'guard',
    within: 80,
    points: 50,
    less: { how: 30 },
  },
  {
    id: 'trust',
    reason: 'It claims trust for itself.',
    first: 'trust',
    second: 'user',
    within: 80,
    points: 35,
    more: { silent: 20 },
  },
  {
    id: 'pay',
    reason: 'It wants money moved without a question.',
    first: 'pay',
    second: 'silent',
    within: 110,
    points: 55,
  },
  {
    id: 'run',
    reason: 'It wants the agent to run something.',
    first: 'run',
    second: 'code',
    within: 50,
    points: 12,
    more: { ai: 20, silent: 35, user: 12, place: 5, unbound: 30 },
    less: { how: 20, not: 20 },
  },
]

const ALONE: readonly { id: string; concept: Concept; points: number; reason: string }[] = [
  { id: 'allow-all', concept: 'allow-all', points: 45, reason: 'It claims that everything is approved.' },
  { id: 'priority', concept: 'priority', points: 40, reason: 'It claims to stand above the rules.' },
  { id: 'trust', concept: 'trust', points: 18, reason: 'It claims trust for itself.' },
  { id: 'mode', concept: 'mode', points: 18, reason: 'It speaks of a special mode.' },
  { id: 'task', concept: 'new-task', points: 15, reason: 'It speaks of a new task.' },
  { id: 'unbound', concept: 'unbound', points: 15, reason: 'It speaks of no rules.' },
  { id: 'silent', concept: 'silent', points: 15, reason: 'It wants silence or no question.' },
]

/** Weighs one sentence. `text` is the whole folded text, the hits those of the sentence. */
export function weigh(text: string, hits: readonly Hit[]): Sign[] {
  if (hits.length === 0) return []
  const by = new Map<Concept, Hit[]>()
  for (const hit of hits) {
    if (isPlainNoun(text, hit)) continue
    const list = by.get(hit.concept)
    if (list) list.push(hit)
    else by.set(hit.concept, [hit])
  }
  const signs = PAIRS.flatMap(pair => weighPair(text, pair, by))
  for (const { id, concept, points, reason } of ALONE) {
    const hit = by.get(concept)?.[0]
    if (hit) signs.push({ id, points, reason, at: hit.from })
  }
  return [...signs, ...weighAddress(text, by)]
}

function weighPair(text: string, pair: Pair, by: ReadonlyMap<Concept, Hit[]>): Sign[] {
  const found = nearest(by.get(pair.first), by.get(pair.second), pair.within)
  if (!found) return []
  let points = pair.points
  for (const [concept, more] of Object.entries(pair.more ?? {}))
    if (helps(concept as Concept, by, found)) points += more
  for (const [concept, less] of Object.entries(pair.less ?? {}))
    if (hinders(concept as Concept, text, by, found)) points -= less
  if (PURPOSE.test(text.slice(Math.max(0, found.from - 24), found.from))) points -= 30
  return points > 0 ? [{ id: pair.id, points, reason: pair.reason, at: found.from }] : []
}

/** "To grant rights, open …" and "a button to disable …" describe; they demand nothing. */
const PURPOSE =
  /(?:^|[.!?\n:] ?)to $|(?:button|option|way|possible|able|used|switch|flag|setting|command|wants?|like) to $/

interface Span {
  from: number
  to: number
  secondTo: number
}

// A sentence of a flood may hold thousands of words; the nearest pairs stand close to each other anyway.
const MOST_HITS = 40

function nearest(first: readonly Hit[] | undefined, second: readonly Hit[] | undefined, within: number): Span | null {
  let best: (Span & { gap: number }) | null = null
  for (const a of first?.slice(0, MOST_HITS) ?? []) {
    for (const b of second?.slice(0, MOST_HITS) ?? []) {
      if (a.from < b.to && b.from < a.to) continue
      const gap = a.from < b.from ? b.from - a.to : a.from - b.to
      if (gap > within || (best && best.gap <= gap)) continue
      best = { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to), secondTo: b.to, gap }
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

function hinders(concept: Concept, text: string, by: ReadonlyMap<Concept, Hit[]>, span: Span): boolean {
  if (concept === 'topic')
    return /^(?:s|es)? (?:about|in|for|of the game|on|from the|regarding) /.test(
      text.slice(span.secondTo, span.secondTo + 24),
    )
  return by.get(concept)?.some(hit => hit.from < span.to + 30 && hit.to > span.from - 60) ?? false
}

/** "Password reset", "token list": the secret is only the name of a thing around it. */
const THING =
  /^s?[ -](?:report|page|list!|manager|settings?|polic|field|rotation|reset|prompt|hint|expire|expiry|length|strength|count|limit|usage|budget|generator|box|form|dialog|screen|table|column|format|type|scheme|file format|hygiene)/
const EVERYDAY_SECRET = /^s? (?:of|to|behind|ingredient|garden|santa|sauce|recipe|admirer|ballot)\b/

function isPlainNoun(text: string, hit: Hit): boolean {
  if (hit.concept !== 'secret') return false
  const after = text.slice(hit.to, hit.to + 24)
  return THING.test(after) || (text.startsWith('secret', hit.from) && EVERYDAY_SECRET.test(after))
}

/** A text that speaks to an agent and demands something is what no honest page does. */
function weighAddress(text: string, by: ReadonlyMap<Concept, Hit[]>): Sign[] {
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
