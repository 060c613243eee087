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
  { id: 'claim', concept: 'claim', points: 20, reason: 'It claims that somebody already agreed.' },
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
    if (isPlainNoun(text, hit) || isNamed(text, hit) || isCovered(hit, hits)) continue
    const list = by.get(hit.concept)
    if (list) list.push(hit)
    else by.set(hit.concept, [hit])
  }
  const signs = PAIRS.flatMap(pair => weighPair(text, pair, by))
  for (const { id, concept, points, reason } of ALONE) {
    const hit = by.get(concept)?.find(one => !isTold(text, one))
    if (hit) signs.push({ id, points, reason, at: hit.from })
  }
  return [...signs, ...weighAddress(text, by)]
}

/** The name of a function or a test says what it does, to nobody. */
function isNamed(text: string, hit: Hit): boolean {
  if (text.charAt(hit.from - 1) !== '_' && text.charAt(hit.to) !== '_') return false
  return /(?:^|[^a-z])(?:def|fn|func|function|class|void|fun|sub) [a-z0-9_]{0,60}$/.test(
    text.slice(Math.max(0, hit.from - 72), hit.from),
  )
}

/** "Without limits" speaks of none; the limits in it are not the ones to be dropped. */
function isCovered(hit: Hit, hits: readonly Hit[]): boolean {
  if (hit.concept !== 'rule') return false
  return hits
    .slice(0, MOST_HITS)
    .some(other => other.concept === 'unbound' && other.from < hit.from && other.to >= hit.to - 2)
}

/** Not claimed, only told of others: "a lead must approve each change". */
function isTold(text: string, hit: Hit): boolean {
  if (hit.concept !== 'allow-all' && hit.concept !== 'mode') return false
  const before = text.slice(Math.max(0, hit.from - 60), hit.from)
  return OF_OTHERS.test(before) || PURPOSE.test(before)
}

function weighPair(text: string, pair: Pair, by: ReadonlyMap<Concept, Hit[]>): Sign[] {
  const found = nearest(by.get(pair.first), by.get(pair.second), pair)
  if (!found) return []
  let points = pair.points
  for (const [concept, more] of pair.more) if (helps(concept, by, found)) points += more
  for (const [concept, less] of pair.less) if (hinders(concept, text, by, found)) points -= less
  if (OF_ITS_OWN.has(pair.id) && / (?:their|its|his|her) /.test(text.slice(found.from, found.to))) points -= 30
  if (pair.id === 'guard' && /必须|必須|必要/.test(text.slice(Math.max(0, found.from - 8), found.to + 16))) points -= 30
  if (OF_CODE.test(text.slice(Math.max(0, found.from - 90), found.from))) points -= 30
  if (PURPOSE.test(text.slice(Math.max(0, found.from - 32), found.from))) points -= 30
  else if (OF_OTHERS.test(text.slice(Math.max(0, found.from - 60), found.from))) points -= 30
  return points > 0 ? [{ id: pair.id, points, reason: pair.reason, at: found.from }] : []
}

/** What a model does with its own is told of it; an order says "your". */
const OF_ITS_OWN: ReadonlySet<string> = new Set(['prompt', 'override', 'unbound'])
/** The name of a test, the message of a commit: they tell what code does. */
const OF_CODE =
  /(?:^|[^a-z])(?:(?:it|test|describe)(?:\.[a-z]{2,8})?\( ?["'][^"'\n]{0,70}|git commit [^\n]{0,12}-a?m ["'][^"'\n]{0,60}|commit [0-9a-f]{4,40}:? ?[^.\n]{0,30})$/

/** "To grant rights, open …" and "a button to disable …" describe; they demand nothing. */
const PURPOSE =
  /(?:^|[.!?\n:>"(] ?)to (?:[a-z]{3,12} (?:an? |the |your )?)?$|(?:button|option|way|possible|able|used|switch|flag|setting|command|wants?|like|tr(?:y|ies)|attempts?) to $|(?:lets?|allows?|enables?) (?:you|us|users?|people|it|them|anyone) (?:to )?$|(?:makes?|lets?|causes?|tricks?|gets?|leads?) (?:the |an? |your |any )(?:agent|assistant|model|llm|ai|bot)s? (?:to |into |run |send |do |commands ?){0,3}$|(?:^|\s)--?[a-z][a-z-]{0,20}["'`]? (?:to )?$/

/** "The contractor shall disregard …": told of somebody else, not to the reader. */
const OF_OTHERS =
  /(?:^|[^a-z])(?!(?:you|assistants?|agents?|ais?|models?|llms?|bots?|i|we|it|this|that) )[a-z]{3,20} (?:shall|may|will|can|could|might|would|must|should|cannot) (?:(?:also|then|still|now|always|simply|try to|want to) ){0,2}$|[a-z] (?:that|which|who) $/

interface Span {
  from: number
  to: number
  secondTo: number
}

// A sentence of a flood may hold thousands of words; the nearest pairs stand close to each other anyway.
const MOST_HITS = 40

function nearest(first: readonly Hit[] | undefined, second: readonly Hit[] | undefined, pair: Pair): Span | null {
  let best: (Span & { gap: number }) | null = null
  for (const a of first?.slice(0, MOST_HITS) ?? []) {
    for (const b of second?.slice(0, MOST_HITS) ?? []) {
      if (a.from < b.to && b.from < a.to) continue
      // "Your instructions were clear" undoes nothing.
      if (pair.first === 'undo' && a.from > b.from) continue
      const gap = a.from < b.from ? b.from - a.to : a.from - b.to
      if (gap > pair.within || (best && best.gap <= gap)) continue
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
const EVERYDAY_SECRET =
  /^s? (?:of|to(?! (?:me|us|my|this|the|an?|https?)\b)|behind|ingredient|garden|santa|sauce|recipe|admirer|ballot)\b/

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

/** "The administrator must …" does something and is given nothing. */
const SUBJECT = /^s? (?:must|can|will|has|have|should|may|might|approve|review|is|was|are|were|set|did|ya|hat|a )/
/** "Config override ignored": the name of a thing. */
const NOUN_OVERRIDE =
  /^s? (?:ignored|is|was|are|were|found|file|for|flag|of|in|=|:|rejected|applied|set|key|option|method|function)/
/** What a site tells those who enter. */
const SIGNED_IN =
  /^ (?:logged|signed|connected|subscribed|registered|enrolled|an? (?:premium |full |new )?member|leaving|ready|viewing|following|browsing|miembro|angemeldet)/
/** "No limits on downloads": an amount, not a rule. */
const OF_AMOUNT = /^[a-z]{0,3} (?:de|of|on|to|for|von|di|beim) /
/** "Do not forward this without permission" asks for permission. */
const FORBIDDEN =
  /(?:^|[^a-z])(?:never|do not|don't|must not|may not|should not|cannot|can't|not be|nothing|nobody|no one|nie|niemals|nicht|kein|keine|jamais|ne|nunca|jamas|mai|nao|non|niet|nigdy) (?!hesitate|wait|worry|stop|mind)(?:(?! and | but | then )[^.!?;:,\n]){0,80}$/
/** A password that is chosen or lost is nobody else's. */
const MADE = /(?:^|[^a-z])(?:an?|your|the) (?:new|strong|stronger|forgotten|lost|different) (?:pin |login )?$/
/** The header of a request, as every manual shows it. */
const HEADER = /(?:bearer|authorization:|x-api-key:|basic) ?["']?\$\{?$/
/** What guests of a house are told. */
const WIRELESS =
  /^[a-z]{0,8} (?:(?:for|of|del|du|de|della|do|da|to|van|zum|fur|the|das|il|le|la|el|o) ){0,3}(?:guest )?(?:wi-?fi|wlan|wireless)/

function isPlainNoun(text: string, hit: Hit): boolean {
  const after = text.slice(hit.to, hit.to + 32)
  if (hit.concept === 'ai') return AGENT_OF_PEOPLE.test(after)
  if (hit.concept === 'rule') return LINT.test(text.slice(Math.max(0, hit.from - 120), hit.from))
  if (hit.concept === 'guard') return EVERYDAY_GUARD.test(after)
  if (hit.concept === 'admin') return SUBJECT.test(after)
  if (hit.concept === 'ignore')
    return (text.startsWith('overrid', hit.from) && NOUN_OVERRIDE.test(after)) || /^["'] ?:/.test(after)
  // "Enter your name" is what a form says.
  if (text.startsWith('enter your ', hit.from)) return true
  if (hit.concept === 'role') return SIGNED_IN.test(after)
  if (hit.concept === 'unbound') return OF_AMOUNT.test(after)
  if (hit.concept === 'silent')
    return (
      /^(?:without|ohne|sans|sin|senza|sem|zonder|bez)/.test(text.slice(hit.from, hit.to)) &&
      FORBIDDEN.test(text.slice(Math.max(0, hit.from - 90), hit.from))
    )
  if (hit.concept !== 'secret') return false
  const before = text.slice(Math.max(0, hit.from - 24), hit.from)
  if (MADE.test(before) || HEADER.test(before)) return true
  // `export OPENAI_API_KEY=…` says what it is set to; it hands nothing over.
  if (after.startsWith('=') && /(?:export|set|env|\$env:) ?$/.test(text.slice(Math.max(0, hit.from - 8), hit.from)))
    return true
  if (text.startsWith('token', hit.from) && TOKENS_OF_TEXT.test(after)) return true
  if (WIRELESS.test(after) || /(?:wi-?fi|wlan)[ -]?$/.test(text.slice(Math.max(0, hit.from - 8), hit.from))) return true
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
