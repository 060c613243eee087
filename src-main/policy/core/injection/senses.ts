import type { Hit } from './match.ts'

/** "Password reset", "token list": the secret is only the name of a thing around it. */
const THING =
  /^s?[ -](?:authentication|auth|usage|count|handling|helper|provider|refresh|names?!|abilit|report|page|list!|manager|settings?|polic|field|rotation|reset|prompt|hint|expire|expiry|length|strength|count|limit|usage|budget|generator|box|form|dialog|screen|table|column|format|type|scheme|file format|hygiene)/
const EVERYDAY_SECRET =
  /^s? (?:of|to(?! (?:me|us|my|this|the|an?|https?)\b)|behind|ingredient|garden|santa|sauce|recipe|admirer|ballot)\b/

/** "Approval stamp", "security officer": everyday things that only sound like a gate. */
const EVERYDAY_GUARD =
  /^s? (?:endpoints?|method|headers?|provider|flow|page|service|server|type|scheme|error|state|middleware|library|plugin|module|stamp|form|letter|sheet|page|date|process|meeting|cap|glasses|goggles|belt|vest|shoes|committee|officer|team|e?-?mail|message|number|deposit|guard|camera|conference)/

/** "We output the tokens of the lexer": what a program reads and writes. */
/** What a model reads and writes is counted in tokens. */
const COUNTED =
  /(?:input|output|usage|total|cached?|reasoning|text|prompt|completion|max|maximum|per|number of|of|thousand|million|k|raw usage|image|audio|stream(?:ed)?|generated|special|magic|css|design|theme|color) $/
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
const OF_AMOUNT =
  /^ (?:plan|data|storage|tariff|version|calls?|texts|minutes|access|number|usage|downloads?|users|seats|edition|package|miles|mileage|rides|refills|time|scroll)|^[a-z]{0,3} (?:de|of|on|to|for|von|di|beim) /
/** "Do not forward this without permission" asks for permission. */
const FORBIDDEN =
  /(?:^|[^a-z])(?:never|do not|don't|must not|may not|should not|cannot|can't|not be|nothing|nobody|no one|nie|niemals|nicht|kein|keine|jamais|ne|nunca|jamas|mai|nao|non|niet|nigdy) (?!hesitate|wait|worry|stop|mind)(?:(?! and | but | then )[^.!?;:,\n]){0,80}$/
/** A password that is chosen or lost is nobody else's. */
const MADE = /(?:^|[^a-z])(?:an?|your|the) (?:new|strong|stronger|forgotten|lost|different) (?:pin |login )?$/
/** The header of a request, as every manual shows it. */
const HEADER = /(?:bearer|authorization:|x-api-key:|basic) ?["']?\$\{?$/
/** "When the user clicks Save" is how programs are described. */
const USES_A_PROGRAM =
  /^s? (?:clicks?|selects?|presses|opens?|logs?|enters?|submits?|types|closes|chooses|hovers|scrolls|drags|signs|taps|visits|navigates)(?![a-z])/
const FORM_FIELD =
  /^ (?:(?:your|the|an?|this|that|it) )?(?:[0-9a-z-]{1,14} ){0,2}(?:code|password|pin|token|name|e-?mail|digits|value|number|passphrase|key|address|to)(?![a-z])|^ your |^['"]/
/** What guests of a house are told. */
const WIRELESS =
  /^[a-z]{0,8} (?:(?:for|of|del|du|de|della|do|da|to|van|zum|fur|the|das|il|le|la|el|o) ){0,3}(?:guest )?(?:wi-?fi|wlan|wireless)/

/** `@ai-sdk/react`, `agent.ts`, `model: 'x'` in a program: names of packages, files and fields. */
function isPackage(text: string, hit: Hit): boolean {
  const after = text.slice(hit.to, hit.to + 12)
  return (
    /^(?:, @|\n@)|^-?(?:sdk|provider|utils|core|gateway)|^[/.][a-z@]|^s?\(|^ ?: ?['"{[a-z(]+[/('"]/.test(after) ||
    /[./]$/.test(text.slice(hit.from - 1, hit.from))
  )
}

/** "Do not forget the key", "forget to run the tests": it reminds. */
function isReminder(before: string, after: string): boolean {
  return /^ (?:to|it!?|that you) /.test(after) || /(?:n't|not|never|to|you) $/.test(before)
}

/** Whether a word means something everyday here instead of what it was listed for. */
export function isEveryday(text: string, hit: Hit): boolean {
  const after = text.slice(hit.to, hit.to + 32)
  if (hit.concept === 'ai')
    return (
      AGENT_OF_PEOPLE.test(after) ||
      isPackage(text, hit) ||
      text.slice(Math.max(0, hit.from - 24), hit.to + 24).includes('ssh-')
    )
  if (hit.concept === 'user') return USES_A_PROGRAM.test(after)
  if (hit.concept === 'rule') return LINT.test(text.slice(Math.max(0, hit.from - 120), hit.from))
  if (hit.concept === 'guard')
    return (
      (EVERYDAY_GUARD.test(after) && !text.startsWith('logging', hit.from)) ||
      /(?:password|basic|root|anonymous|plain|digest)(?: |-)$/.test(text.slice(Math.max(0, hit.from - 12), hit.from))
    )
  if (hit.concept === 'admin') return SUBJECT.test(after)
  if (hit.concept === 'ignore')
    return (
      (text.startsWith('overrid', hit.from) && NOUN_OVERRIDE.test(after)) ||
      /^["'] ?:/.test(after) ||
      (text.startsWith('forget', hit.from) && isReminder(text.slice(Math.max(0, hit.from - 10), hit.from), after))
    )
  // "Enter your name" is what a form says.
  if (text.startsWith('enter', hit.from) && FORM_FIELD.test(after)) return true
  if (text.startsWith('open', hit.from) && /^[ -]source/.test(after)) return true
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
  if (text.startsWith('token', hit.from) && (TOKENS_OF_TEXT.test(after) || COUNTED.test(before))) return true
  if (WIRELESS.test(after) || /(?:wi-?fi|wlan)[ -]?$/.test(text.slice(Math.max(0, hit.from - 8), hit.from))) return true
  if (
    text.startsWith('secret', hit.from) &&
    (EVERYDAY_SECRET.test(after) || /(?:^| )an? (?:little |big |dark )?$/.test(before))
  )
    return true
  return THING.test(after)
}

/** The name of a function or a test says what it does, to nobody. */
export function isNamed(text: string, hit: Hit): boolean {
  if (text.charAt(hit.from - 1) !== '_' && text.charAt(hit.to) !== '_') return false
  return /(?:^|[^a-z])(?:def|fn|func|function|class|void|fun|sub) [a-z0-9_]{0,60}$/.test(
    text.slice(Math.max(0, hit.from - 72), hit.from),
  )
}
