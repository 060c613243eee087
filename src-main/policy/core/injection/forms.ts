import type { Form } from './form.ts'
import { FORMS_OF_LANGUAGES } from './forms-of-languages.ts'
import { FORMS_OF_STEERING } from './forms-of-steering.ts'
import type { Hit } from './match.ts'
import { RULES } from './rule-words.ts'

const GIVEN =
  "(?:that |which )?you(?:'ve| have| had| were| are| got| received| work| operate| run| follow| obey| started| began| came)"
const PUT =
  '(?:(?:that |which )?(?:were |are |was )?(?:placed|imposed|put|set|given|laid) (?:(?:up)?on|to|for) you|(?:that |which )?your (?:vendor|developers?|makers?|creators?|providers?|company|owner|operator|trainers?|user|boss) [a-z]{2,8}|up there|further up|you saw)'

/**
 * What is known by how it is built instead of by its words: addresses to send to, variables that hold secrets, and the
 * many ways to name the instructions of the one who reads. Lists of phrases miss the next phrase; these miss less.
 */
const FORMS_OF_RULES: readonly Form[] = [
  {
    concept: 'place',
    form: /\b(?:to|at|on) [a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,30}){0,2}\.(?:example|com|net|org|io|dev|sh|ru|cn|xyz|top|site|app|co|me|info)(?![a-z])|(?:https?|s?ftp|wss?|s3|gs):\/\/[^\s)>\]"']{4,}|[a-z0-9._+-]{1,64}@[a-z0-9-]{1,63}\.[a-z0-9.-]{2,}/g,
  },
  {
    concept: 'secret',
    form: /\b[a-z][a-z0-9]{1,30}(?:_[a-z0-9]{1,20}){0,4}_(?:key|token|secret|password|passwd)\b/g,
  },
  // "Your earlier briefing", "your own safety rules".
  { concept: 'own-rule', form: new RegExp(`\\byour (?:[a-z]{2,12} ){0,2}${RULES}(?![a-z])`, 'g') },
  // "The guidance you were given", "all limits placed upon you", "the policies your vendor gave you", "the rules up there".
  {
    concept: 'own-rule',
    form: new RegExp(
      `\\b(?:${RULES} (?:${GIVEN}|${PUT})|(?:limits?|filters?|orders?) ${PUT})(?![a-z])(?! with (?:the|your|it|an?) | by )`,
      'g',
    ),
  },
  // "Don't stick to", "stop following": verbs of obedience, denied.
  {
    concept: 'ignore',
    form: /\b(?:don't|do not|never|stop|no longer|need not|cease to|refuse to|without) (?:stick(?:ing)? to|adher(?:e|ing)|comply(?:ing)?|keep(?:ing)? to|respect(?:ing)?|honou?r(?:ing)?|apply(?:ing)?|follow(?:ing)?|obey(?:ing)?|heed(?:ing)?|observ(?:e|ing))(?![a-z])/g,
  },
  {
    concept: 'own-rule',
    form: /\b(?:text|words|lines|lessons|things) you (?:were|have been|are) (?:given|primed|trained|started|fed|loaded|configured)/g,
  },
  {
    concept: 'own-task',
    form: /\bwhat(?:ever)? you are (?:doing|working on)|\bwho you are(?! and where)|\bwhat you were (?:made|built|trained) for/g,
  },
  {
    concept: 'unbound',
    form: /\bhas no (?:[a-z]{3,10} )?(?:polic(?:y|ies)|rules|filters?|limits|restrictions|guidelines)(?![a-z])|\b(?:filters?|limits?|restrictions?|safeguards?|guardrails?) (?:removed|switched off|turned off|disabled|lifted|taken off)/g,
  },
  {
    concept: 'own-task',
    form: /\b(?:the|your) (?:current|original|present|ongoing|assigned|given|actual|first|open) (?:job|tasks?|request|assignment|goal|mission|question)(?![a-z])/g,
  },
  // Models are spoken to as readers: "for the model reading this", "Models: …".
  {
    concept: 'ai',
    form: /\bmodels? (?:that |who |which )?(?:is |are )?(?:reading|reads?|processing|process(?:es)?|parsing|summari[sz]ing|reviewing|handling) (?:this|these)|(?<=(?:^|[\n>"(*]) ?)models?(?= ?:)/g,
  },
  // "When summarising this page, first …": whoever does that is the one spoken to.
  {
    concept: 'ai',
    form: /\b(?:when|when you|while|while you|before|before you|after|upon|whenever|whenever you|once|once you|should you|if you|if you are|if you're|as you are|anyone|whoever|whichever (?:model|system|program|tool)|the one|the system|the program|the software) (?:is |you |that |which )?(?:summari[sz](?:es?|ing)|process(?:es|ing)?|pars(?:es?|ing)|review(?:s|ing)|classif(?:y|ies|ying)|triag(?:es?|ing)|index(?:es|ing)?|ingest(?:s|ing)?|translat(?:es?|ing)|analy[sz](?:es?|ing)) (?:this|the present) (?:[a-z-]{2,12} )?(?:page|document|text|file|message|note|e-?mail|mail|issue|ticket|invite|entry|comment|article|repository|readme|cv|resume|application|paper|thread|log|output)/g,
  },
  {
    concept: 'role',
    form: /\b(?:for|during|throughout) (?:the (?:rest|remainder) of|all of)? ?(?:this|the|our) [a-z]{3,14},? you (?:are|will|act|play|behave|become)(?![a-z])|\bas of (?:now|today),? your role|\bonce as yourself/g,
  },
  {
    concept: 'unbound',
    form: new RegExp(
      `\\b(?:free (?:of|from)|beyond|outside) (?:all |any |the |your |its |every ){0,2}${RULES}(?![a-z])`,
      'g',
    ),
  },
  {
    concept: 'claim',
    form: /\b(?:already|just|pre-?|beforehand|in advance) ?(?:been )?(?:approved|confirmed|cleared|authori[sz]ed|agreed|okayed|signed off|granted|consented)(?![a-z])|\b(?:approval|consent|permission|authori[sz]ation|clearance)[a-z ]{0,20} (?:was|has been|is|were) already/g,
  },
  {
    concept: 'prior-text',
    form: /\b(?:anything|everything|all|whatever|what|the (?:text|words|lines|messages?|part|paragraphs?|sentences?))(?: (?:that|which|is|was|were|are|has|have|stands?|stood|came|comes|been|said|written|you (?:have )?(?:read|saw|seen)))* (?:above|before|preceding|prior to|up to|until|so far|earlier)(?: (?:this|that|here|now|point|paragraph|line|message|sentence|page|text|word))*(?![a-z])/g,
  },
  {
    concept: 'prior-text',
    form: /\b(?:all |any |the |every )?(?:previous|prior|preceding|earlier) (?:text|content|input|context|conversation|words|output|dialogue|chat)(?![a-z])|\bthe (?:page|text|document|content|message|conversation|article|mail|chat) (?:above|so far|up to here|before this)(?![a-z])|\bthe (?:earlier|previous|first|upper|top|initial|whole|old) (?:part|half|section|lines|text) (?:of|in) (?:the|this|your) (?:context|conversation|prompt|text|chat|window)(?![a-z])/g,
  },
  // "Whatever your developer told you", "what the operator wants".
  {
    concept: 'own-rule',
    form: /\b(?:what(?:ever)?|everything|things?|nothing|anything) (?:that )?(?:(?:the|your|any|my) )?(?:user|owner|operator|developers?|creators?|makers?|admin|human|principal|system|company|vendor|provider|people|boss|customer)[a-z' ]{0,24} (?:typed|entered|posted|taught|trained|wrote|told|tells?|asks?|asked|said|says?|want(?:s|ed)?|request(?:s|ed)?|instructed|wrote|ordered|set|need(?:s|ed)?)(?![a-z])/g,
  },
  {
    concept: 'own-rule',
    form: /\b(?:what(?:ever)?|everything|anything|all|things?)(?: that)? you(?:'ve| have| were| had)(?: been)?(?: ever| so far| previously)? (?:told|taught|given|asked|instructed|ordered|trained on|learned|learnt)/g,
  },
]

const FORMS = [...FORMS_OF_RULES, ...FORMS_OF_STEERING, ...FORMS_OF_LANGUAGES]

/** All forms in a folded text. */
export function findForms(text: string): Hit[] {
  return FORMS.flatMap(({ concept, form }) =>
    Array.from(text.matchAll(form), match => ({ concept, from: match.index, to: match.index + match[0].length })),
  )
}
