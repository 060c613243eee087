import type { Concept } from './concept.ts'
import type { Hit } from './match.ts'
import { ENGLISH } from './words/english.ts'
import { STANDING } from './words/standing.ts'

/** The name of a test, the message of a commit: they tell what code does. */
const OF_CODE =
  /(?:^|[^a-z])(?:(?:it|test|describe)(?:\.[a-z]{2,8})?\( ?["'][^"'\n]{0,70}|git commit [^\n]{0,12}-a?m ["'][^"'\n]{0,60}|commit [0-9a-f]{4,40}:? ?[^.\n]{0,30})$/

/** "To grant rights, open …" and "a button to disable …" describe; they demand nothing. */
const PURPOSE =
  /(?:^|[.!?\n:>"(] ?)to (?:[a-z]{3,12} (?:an? |the |your )?)?$|(?:button|option|way|possible|able|used|switch|flag|setting|command|wants?|like|tr(?:y|ies)|attempts?) to $|(?:lets?|allows?|enables?) (?:you|us|users?|people|it|them|anyone) (?:to )?$|(?:makes?|lets?|causes?|tricks?|gets?|leads?) (?:the |an? |your |any )(?:agent|assistant|model|llm|ai|bot)s? (?:to |into |run |send |do |commands ?){0,3}$|(?:^|\s)--?[a-z][a-z-]{0,20}["'`]? (?:to )?$/

/** "The contractor shall disregard …": told of somebody else, not to the reader. */
const OF_OTHERS =
  /(?:^|[^a-z])(?!(?:you|assistants?|agents?|ais?|models?|llms?|bots?|i|we|it|this|that) )[a-z]{3,20} (?:shall|may|will|can|could|might|would|must|should|cannot) (?:(?:also|then|still|now|always|simply|try to|want to) ){0,2}$|[a-z] (?<!so |in )(?:that|which|who) $|(?:^|[^a-z])(?:it|this|which) (?:\*\*)?(?:will|can|could|may|might)(?:\*\*)? (?:(?:also|then|still|even) )?$|(?:系统|系統|程序|程式|软件|軟體|平台|服务器|本工具|该命令)(?:将|將|会|會|可以|可|自动|自動){0,3}$/

/** "A crafted page can make the assistant …": what an advisory says. */
const MADE_TO =
  /(?:^|[^a-z])(?:das system|der server|die anwendung|das programm|le systeme|le serveur|l'application|el sistema|el servidor|la aplicacion|il sistema|o sistema|het systeem) (?:automat[a-z]{3,8} )?$|(?:系统|系統|程序|程式|软件|软體|平台|服务器|システム|시스템)(?:将|將|会|會|可以|可|は|が|이|는)?(?:自动|自動|자동으로)?$|(?:can|could|may|might|would|to|which|that|will) (?:make|let|cause|trick|lead|force|get|allow|convince|instruct)s? (?:the |an? |your |any |other )?(?:[a-z]{2,10} )?(?:agent|assistant|model|llm|ai|bot|chatbot)s? (?:to |into ){0,1}(?:[a-z]{3,12} ){0,2}$/

/** How much a pair that stands from here on is told of somebody or something instead of demanded. */
export function toldOf(text: string, from: number): 'code' | 'others' | null {
  if (MADE_TO.test(text.slice(Math.max(0, from - 60), from))) return 'code'
  if (OF_CODE.test(text.slice(Math.max(0, from - 90), from))) return 'code'
  if (PURPOSE.test(text.slice(Math.max(0, from - 32), from))) return 'others'
  return OF_OTHERS.test(text.slice(Math.max(0, from - 60), from)) ? 'others' : null
}

const CLAIMS: ReadonlySet<Concept> = new Set(['allow-all', 'ruin', 'probe', 'mode', 'freed', 'heed', 'gate', 'hush'])

/** Not claimed, only told of others: "a lead must approve each change". */
export function isTold(text: string, hit: Hit): boolean {
  if (!CLAIMS.has(hit.concept)) return false
  const before = text.slice(Math.max(0, hit.from - 60), hit.from)
  return OF_OTHERS.test(before) || PURPOSE.test(before)
}

const DOINGS = [
  'retell',
  'ignore',
  'undo',
  'reveal',
  'hand-over',
  'run',
  'send',
  'delete',
  'disable',
  'grant',
  'act',
  'pay',
  'decode',
  'obey',
] as const
const CONCEPTS: ReadonlySet<Concept> = new Set(DOINGS)
/** Only English verbs: "i" and "a" in front of a verb are an "and" and a "to" elsewhere. */
const VERBS: ReadonlySet<string> = new Set(
  DOINGS.flatMap(concept => `${ENGLISH[concept] ?? ''}|${STANDING[concept] ?? ''}`.split('|')).map(word =>
    word.replace('!', ''),
  ),
)

/** "The output", "a copy", "usage dump": a word of what stands before makes it a thing. "Do a dump of …" still demands. */
const AS_A_THING =
  /(?:^|[^a-z])(?<!(?:do|make|take|give me|create|get|perform) )(?:the|an?|its|their|our|his|her|no|each|every|another|usage|build|test|stream|standard|raw|default|number of|kind of|type of|input|function|system|api|tool|method|remote) (?:[a-z]{3,10}-)?$/
/** "They send", "users forward", "if you disable": told of somebody, or of what would be. */
const BY_SOMEBODY =
  /(?:^|[^a-z])(?:i|we|(?:i|we) (?:also|then|still|always|never|just|often|usually|sometimes|only|can|could|may|might|would))(?: not)? $|(?:^|[^a-z])(?:they|he|she|who|users|attackers|people|clients|servers|programs|developers|hackers|(?:if|when|once|before|after|while|until|as soon as|where|how|why|did|that|which|what) (?:you|we|they|i|users)|(?:did|does|could|would|might) (?:not|n't)?) (?:(?:also|then|still|now|always|never|just|often|usually|sometimes|only|want to|need to|wish to|choose to|decide to|try to|tried to|can|could|may|might|will|would) ){0,2}$/
/** "Rules of a later sheet override …": a plural in front of the verb does it. */
const BY_MANY =
  /(?:^|[^a-z])(?!(?:always|this|its|us|is|was|has|does|thus|yes|unless|perhaps|besides|afterwards|sometimes|towards|less|ais|llms|bots|agents|assistants|models|chatbots|guys|please|steps|readers|reviewers|systems) )(?:[a-z]{3,16}(?:[a-rtv-z]|[a-np-z]u)s|!important) $/
/** Part of a name of a program: `output.columns`, `print-settings`, `onSend(`, `a/send`. */
const IN_A_NAME =
  /(?:apt|apt-get|npm|yarn|pnpm|pip3?|brew|docker|kubectl|git|cargo|gh|dnf|yum|snap|gcloud|systemctl) $|[a-z0-9_$)\]][._/-]{1,2}$|--?$|[$/\\_]$/
const NAME_GOES_ON = /^(?:[._(/[][a-z0-9_$)\]'"]|-[a-z]{2}|\(\)|: ?["'({[]|=[a-z"'{[$])/

/** "You can skip the prompt with --yes" is how a manual speaks. */
const PERMITTED =
  /(?:^|[^a-z])you (?:can|could|may|might)(?: (?:also|optionally|simply|just|always|still|either|then|even))? $/
const WHEN_PERMITTED: ReadonlySet<Concept> = new Set(['disable', 'grant', 'delete', 'run', 'send', 'hand-over', 'undo'])

/** A verb that nobody is told to carry out: part of a name, a noun, or what somebody else does. */
export function demandsNothing(text: string, hit: Hit): boolean {
  if (!CONCEPTS.has(hit.concept) || !VERBS.has(text.slice(hit.from, hit.to))) return false
  const before = text.slice(Math.max(0, hit.from - 36), hit.from)
  if (
    AS_A_THING.test(before) ||
    BY_SOMEBODY.test(before) ||
    (BY_MANY.test(before) && !text.startsWith('aside', hit.from))
  )
    return true
  if (PERMITTED.test(before) && (WHEN_PERMITTED.has(hit.concept) || text.startsWith('skip', hit.from))) return true
  return IN_A_NAME.test(before.slice(-10)) || NAME_GOES_ON.test(text.slice(hit.to, hit.to + 4))
}
