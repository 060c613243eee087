import { speaksTo } from './address.ts'
import type { Concept } from './concept.ts'
import type { Hit } from './match.ts'
import { PAIRS, type Pair } from './pairs.ts'

/** One thing that speaks for an attack. */
export interface Sign {
  id: string
  points: number
  reason: string
  /** Where in the text, so that signs of the same place can be added up. */
  at: number
}

const ALONE: readonly { id: string; concept: Concept; points: number; reason: string }[] = [
  { id: 'allow-all', concept: 'allow-all', points: 45, reason: 'It claims that everything is approved.' },
  { id: 'takeover', concept: 'takeover', points: 52, reason: 'It wants to be the new instruction of the agent.' },
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
  for (const [concept, more] of pair.more) if (helps(concept, by, found)) points += more
  for (const [concept, less] of pair.less) if (hinders(concept, text, by, found)) points -= less
  if (PURPOSE.test(text.slice(Math.max(0, found.from - 32), found.from))) points -= 30
  return points > 0 ? [{ id: pair.id, points, reason: pair.reason, at: found.from }] : []
}

/** "To grant rights, open …" and "a button to disable …" describe; they demand nothing. */
const PURPOSE =
  /(?:^|[.!?\n:>"(] ?)to (?:[a-z]{3,12} (?:an? |the |your )?)?$|(?:button|option|way|possible|able|used|switch|flag|setting|command|wants?|like) to $/

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

/** "Approval stamp", "security officer": everyday things that only sound like a gate. */
const EVERYDAY_GUARD =
  /^s? (?:stamp|form|letter|sheet|page|date|process|meeting|cap|glasses|goggles|belt|vest|shoes|committee|officer|team|e?-?mail|message|number|deposit|guard|camera|conference)/

/** "We output the tokens of the lexer": what a program reads and writes. */
const TOKENS_OF_TEXT =
  /^s? (?:of (?:the|a|each|this) (?:lexer|parser|stream|text|sentence|line|grammar|model|document|source|input)|per (?:second|line|minute|day|request|word)|bucket|stream)/
/** A line for a program that checks style: its rules are not the agent's. */
const LINT = /(?:eslint|oxlint|biome.?ignore|stylelint|pylint|noqa|rubocop)[^\n]{0,100}$/
/** Agents and assistants that are people. */
const AGENT_OF_PEOPLE =
  /^s? (?:of (?:the|our|a|an|your) (?:company|firm|insurer|bank|buyer|seller|owner|court|estate|director|editor|dean)|der (?:geschafts|verwaltung|leitung|direktion)|de (?:la )?(?:direction|direccion))/

function isPlainNoun(text: string, hit: Hit): boolean {
  const after = text.slice(hit.to, hit.to + 32)
  if (hit.concept === 'ai') return AGENT_OF_PEOPLE.test(after)
  if (hit.concept === 'rule') return LINT.test(text.slice(Math.max(0, hit.from - 120), hit.from))
  if (hit.concept === 'guard') return EVERYDAY_GUARD.test(after)
  if (hit.concept !== 'secret') return false
  // `export OPENAI_API_KEY=…` says what it is set to; it hands nothing over.
  if (after.startsWith('=') && /(?:export|set|env|\$env:) ?$/.test(text.slice(Math.max(0, hit.from - 8), hit.from)))
    return true
  if (text.startsWith('token', hit.from) && TOKENS_OF_TEXT.test(after)) return true
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
