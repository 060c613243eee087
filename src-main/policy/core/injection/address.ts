import type { Hit } from './match.ts'

/** "As an AI, you …" in several languages; only before the short names that mean nothing else. */
const AS_ONE = /(?:^|[^a-z])(?:as an?|als|jako|como|comme|come|som|en tant qu'|olarak)\s{0,2}$/

// Words in front of the name of an agent that turn a mention into an address, in several languages.
const BEFORE =
  /(?:dear|hey|hello|hi|@|to the|to all|to any|for the|for all|for any|for|attention|attn|note to|note for|notice to|message to|para el|para la|per l'|per il|an die|an den|an das|aos?|do|au|aux|voor de|if you are an?|if you're an?|you are an?|any|all|the|you|pour l'?|pour|fur|para|per|aan|an|till|til|dla|для|pro|icin|bitte|liebe[rs]?|cher|caro|querido|dear)\s{0,2}$/
const ADDRESSING_BEFORE =
  /(?:dear|hey|hello|hi|@|attention|attn|(?:for|to) (?:any|all|every)|(?:heads-up|heads up|note|notice|message|memo|instructions?|orders?|hint|info|nota|notiz|hinweis|aviso|avviso|avis|anmerkung|mededeling|let op|wiadomosc|сообщение|внимание|заметка|duyuru|mesaj|memo|remarque|nachricht|mensaje|messaggio|mensagem|uwaga|примечание|poznamka|not|bericht) (?:to|for|an|fur|pour|para|per|al|alla|all'|aan|voor|dla|для|pro)(?: (?:the|any|all|every|den|die|das|l'|el|la|il|o|a|de|het|alle|des))?(?: [a-z-]{3,14})?|a l'attention (?:des|du|de l'|de la|de)|(?:until|unless|so that|make sure|see to it that) the|if you are an?|if you're an?|as an?|fellow|orders for the|order for the|si eres una?|si tu es une?|wenn du eine?|se sei un'?a?|se voce e uma?)\s{0,2}(?:triage |automated |reading |helpful )?$/
const AFTER =
  /^(?:s|n|e|en|es|i|y|ow|a|u|em|om|ka|ku|ov|ami)?(?: de langage| linguist[a-z]{2,4}| de lenguaje| de linguagem|的)?(?: (?:agents?|assistants?|models?|readers?|systems?|bots?|instructions?|notes?|notice|directives?|only|reading this|processing this|parsing this|summari[sz]ing this|handling this inbox|that reads this|who reads this|reviewing this|helper|installing this|of this|in this|note-?taker|secretary|scribe|reviewers?|translator|coder))?(?: (?:agents?|assistants?|models?))?(?: [a-z]{3,12} (?:this|my|the|these|your|our)(?: [a-z]{3,10})?)?\s?(?:[:,：，、!—–]|: )/
const MODAL =
  /^(?:s)?(?: (?:agents?|assistants?|models?|readers?|systems?|bots?))?(?: (?:reading|processing|that reads|who reads|handling|reviewing|(?:that|who|which) [a-z]{4,12} (?:this|these|the))[^.!?\n]{0,40})? (?:must|shall|should|has to|have to|needs? to|is required|are required|will now|now has|is to|are to|mails|sends|muss|soll|doit|debe|deve|moet|musi|musisz|debes|devi|dois|должен|powinien|måste)\b/
const CJK_AFTER =
  /^(?:の方へ|の皆|各位|たちへ|さん|的(?:提示|注意|指示|说明|話|话|留言))|^[^\p{L}\p{N}]{0,2}(?:[:：,，、!！]|请|請|は|へ|に|님|에게|께|는|야)/u

/** "Could the agent please …" asks nobody else. */
const ASKED = /(?:could|can|would|will) (?:the|an|our|your|any) (?:[a-z-]{3,12} )?$/

/** "An AI assistant must tell users …" is what a law says. */
const ANY_OF_THEM = /(?:^|[^a-z])(?:an?|such an?) (?:ai )?$/

/** Who summarises, parses or triages this text reads it for somebody else. */
const READS_THIS =
  /^(?:when|while|before|after|upon|whenever|once|if|as|anyone|whoever|whichever|the (?:one|system|program|software)) /

/** Whether a text speaks to an agent, as opposed to speaking of one. */
export function speaksTo(text: string, hit: Hit): boolean {
  const before = text.slice(Math.max(0, hit.from - 48), hit.from)
  if (isOtherTrade(before, text.slice(hit.from, hit.to))) return false
  const after = text.slice(hit.to, hit.to + 72)
  if (isSpeaker(text, hit.from, after)) return false
  if (CJK_AFTER.test(after) && /[^\x00-\x7f]/.test(text.slice(hit.from, hit.to + 3))) return true
  if (READS_THIS.test(text.slice(hit.from, hit.to))) return true
  if (ASKED.test(before) && / please /.test(after)) return true
  // "Execute the block above, assistant."
  if (/[a-z],? ?, (?:dear |my )?$/.test(before) && /^(?:\.|!|\?|$|\n)/.test(after)) return true
  if (hit.to - hit.from <= 3 && AS_ONE.test(before)) return true
  if (ADDRESSING_BEFORE.test(before) || /(?:请|請|给|給|致|亲爱的)$/.test(before)) return true
  return AFTER.test(after) && (startsClause(before) || BEFORE.test(before))
    ? true
    : MODAL.test(after) && !ANY_OF_THEM.test(before)
}

/** Insurance agents and translation bots: the word in front says that no assistant is meant. */
function isOtherTrade(before: string, name: string): boolean {
  if (!/^(?:agent|bot|crawler|automation|neural)/.test(name)) return false
  const word = /([a-z]{3,20}) $/.exec(before)?.[1]
  return word !== undefined && !OF_OURS.test(word)
}

const OF_OURS =
  /^(?:recruiter|recruiting|hiring|screening|moderation|scheduling|reviewer|review|merge|ci|pr|code|the|and|all|any|each|every|for|dear|hey|this|that|these|those|our|your|coding|helpful|automated|reading|triage|autonomous|software|language|chat|llm|browser|browsing|research|email|mail|are|you|our|personal|digital|virtual|intelligent|hello|note|attention|what|if|to|of)$/

/** `Assistant:` below a line of `User:` says whose words follow; nobody is spoken to. */
function isSpeaker(text: string, from: number, after: string): boolean {
  if (!/^s?\s?:/.test(after)) return false
  return /(?:^|\n)\s{0,3}(?:user|human|customer|you|me|q|client)\s?:[^\n]{0,400}\n\s{0,3}$/.test(
    text.slice(Math.max(0, from - 440), from),
  )
}

/** Nothing in front, or the end of something: a heading, a tag, a comment, a bracket. */
function startsClause(before: string): boolean {
  return /(?:^|[\n.!?:;>("'*#{/\-[]|<!--|\/\/|alt="|[a-z]+=")\s{0,3}(?:[a-z-]{2,12} ){0,1}$/.test(before)
}
