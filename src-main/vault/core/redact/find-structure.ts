import { DIGIT, isAt, wordStartsAt } from './chars.ts'
import { inLine } from './find-flag.ts'
import { endOf, type Finder, shaped } from './find-format.ts'
import { hook } from './find-hook.ts'
import type { Literal } from './grams.ts'
import { isUnmistakable, looksRandom } from './random.ts'

const awsSecret = /(?<![A-Za-z0-9+/=_\\-])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g

/** The secret half of an AWS key has no mark of its own, but it stands beside the other half: in the same row of a table. */
const awsSecretNearby: Finder = (look, at) => {
  if (!wordStartsAt(look.text, at)) return
  const { text } = look
  const end = Math.min(at + 220, look.runEnd(text, at, inLine))
  // Only what an id before this one did not look at; one character more on either side, so that a part of a longer run is seen to be one.
  const start = Math.max(at + 20, look.seenTo(awsSecret) - 40)
  look.see(awsSecret, end)
  for (const found of text.slice(start - 1, end + 1).matchAll(awsSecret)) {
    const from = start - 1 + found.index
    if (look.partial && from + 40 === look.text.length) continue // It may go on, and then it is something else; the stream holds it.
    // Not by `hide`, which would keep the names between the two halves from being looked at.
    if (/[a-z]/.test(found[0]) && /[A-Z]/.test(found[0]) && looksRandom(found[0], 40))
      look.spans.push({ from, to: from + 40, label: 'aws secret', sort: 'format' })
  }
}

/** A literal in the middle of a token, with so much before it and a shape after it. */
function inside(label: string, before: number, after: RegExp, also = '', most = 200): Finder {
  return (look, at, length) => {
    const from = look.runStart(after, at, most, also)
    if (at - from < before || from < look.hiddenTo) return
    const to = endOf(after, look.text, at + length)
    if (to === look.text.length) look.undecided(from)
    if (to > 0) look.hide(from, to, label, 'format')
  }
}

/** `123456789:AA…`, also right after the word bot in a URL. */
const telegram: Finder = (look, at) => {
  let from = at
  while (from > 0 && at - from < 12 && isAt(look.text, from - 1, DIGIT)) from -= 1
  const to = endOf(/:AA[A-Za-z0-9_-]{26,60}/y, look.text, at)
  if (to === look.text.length) look.undecided(from)
  if (at - from >= 6 && to > 0) look.hide(from, to, 'telegram token', 'format')
}

/** Three parts with dots, the first of them a number in base64. */
const discord = shaped('discord token', /[MNO][A-Za-z0-9_-]{17,30}\.[A-Za-z0-9_-]{5,8}\.[A-Za-z0-9_-]{24,45}/y)

const tokenRun = /[A-Za-z0-9_.=-]{0,512}/y

/** Header and payload of a JSON Web Token; the signature may be missing, or be the five parts of an encrypted one. */
const jwt: Finder = (look, at) => {
  if (at < look.hiddenTo || !wordStartsAt(look.text, at)) return
  const run = look.runEnd(look.text, at, tokenRun)
  if (run === look.text.length) look.undecided(at)
  if (look.isSeen(tokenRun, at)) return
  look.see(tokenRun, run)
  const to = endOf(/eyJ[A-Za-z0-9_=-]{8,}(?:\.[A-Za-z0-9_=-]*){1,4}/y, look.text, at)
  if (to > at + 24 && look.text.slice(at, to).includes('.ey')) look.hide(at, to, 'jwt', 'format')
  else if (to > at + 60 && /\.[^.]{16}/.test(look.text.slice(at, to))) look.hide(at, to, 'jwt', 'format')
}

/** Base64 of a number of Discord begins like this. */
function* discordStarts(): Generator<string> {
  for (const first of 'MNO') for (const second of 'DTjz') for (const third of 'AEIMQUYcgk') yield first + second + third
}

const oracle = /oracle:(?:thin|oci):[^/\s@]{1,60}\/([^@\s"']{1,120})(?=@)/y
const powershell =
  /ConvertTo-SecureString(?:\s{1,9}-(?:AsPlainText|Force|String|Key \S{1,40})){0,4}\s{1,9}(?:["'](?=[^"'\n]{1,200}["']))?([^"'$\s()-][^"'$\n\s]{2,200})/iy
const piped = /["']([^"'\n]{6,200})["'][ \t]{0,4}\|[ \t]{0,4}$/
/** `"…" | ConvertTo-SecureString`: the password comes first. */
const pipedSecure: Finder = (look, at) => {
  const start = Math.max(0, at - 130)
  const found = piped.exec(look.text.slice(start, at))
  if (found?.[1] !== undefined && isUnmistakable(found[1]))
    look.hide(start + found.index + 1, start + found.index + 1 + found[1].length, 'password', 'name')
}

/** Tokens that are known by more than a prefix, as literals to look for. */
export function* structureLiterals(): Generator<Literal<Finder>> {
  const exact = (text: string, value: Finder): Literal<Finder> => ({ text, anyCase: false, value })
  yield exact(':AA', telegram)
  for (const start of discordStarts()) yield exact(start, discord)
  yield exact('eyJ', jwt)
  yield exact('AKIA', awsSecretNearby)
  yield exact('ASIA', awsSecretNearby)
  yield exact('oracle:', hook('password', oracle))
  yield { text: 'ConvertTo-SecureString', anyCase: true, value: hook('password', powershell) }
  yield { text: 'ConvertTo-SecureString', anyCase: true, value: pipedSecure }
  for (const digit of '0123456789')
    yield exact(`${digit}Q~`, inside('azure secret', 3, /[A-Za-z0-9_~.-]{26,40}/y, '.~', 3))
  yield exact('AZDO', inside('azure devops token', 70, /[A-Za-z0-9]{4}/y))
  yield exact('JQQJ99', inside('azure key', 40, /[A-Za-z0-9]{20,40}/y))
  yield exact('AzSe', inside('azure search key', 38, /[A-Za-z0-9]{4,10}/y))
  yield exact('AzFu', inside('azure function key', 36, /[A-Za-z0-9_=-]{4,12}/y))
  yield exact('+ASt', inside('azure storage key', 60, /[A-Za-z0-9+/=]{6,16}/y, '+/'))
  yield exact('.atlasv1.', inside('terraform token', 10, /[A-Za-z0-9_=-]{40,}/y))
  yield exact('-us', inside('mailchimp key', 32, /\d{1,2}(?![A-Za-z0-9-])/y))
  yield exact('T3BlbkFJ', inside('openai key', 16, /[A-Za-z0-9_-]{16,}/y))
  yield exact(
    'sk-',
    shaped(
      'api key',
      /sk-(?=(?:[A-Za-z]{1,12}[_-])?[A-Za-z0-9]{28})(?=[A-Za-z0-9_-]{0,60}\d)(?:[A-Za-z]{1,12}[_-])?[A-Za-z0-9]{28,}[A-Za-z0-9_-]*/y,
    ),
  )
  yield exact('sk_', shaped('api key', /sk_(?=[A-Za-z0-9]{32})(?=[A-Za-z0-9_]{0,40}\d)[A-Za-z0-9]{32,}/y))
  yield exact('msh', inside('rapidapi key', 8, /[a-z0-9]{15}p1[a-z0-9]{6}jsn[a-z0-9]{12}/y))
  yield exact('token-', shaped('rancher token', /token-[a-z0-9]{5}:[a-z0-9]{50,}/y))
  yield exact('pk_', shaped('clickup token', /pk_\d{5,9}_[A-Z0-9]{32}(?![A-Za-z0-9])/y))
  yield exact('pat', shaped('airtable token', /pat[A-Za-z0-9]{14}\.[a-f0-9]{40,64}(?![A-Za-z0-9])/y))
  yield exact('K10', shaped('cluster token', /K10[0-9a-f]{64}::[a-z]{1,20}:[0-9a-f]{32,64}/y))
  yield exact('NRAL', inside('new relic key', 34, /(?![A-Za-z0-9])/y))
  for (const start of ['0/1', '1/1', '2/1'])
    yield exact(start, shaped('asana token', /[012]\/1\d{12,17}(?:\/\d{13,18})?:[0-9a-f]{32}(?![0-9a-z])/y))
  yield exact('_mmk', inside('maxmind key', 30, /(?![A-Za-z0-9_])/y))
  yield exact(
    'access_token$',
    shaped('braintree token', /access_token\$(?:sandbox|production)\$[0-9a-z]{16}\$[0-9a-f]{32}/y),
  )
  yield exact('1000.', shaped('zoho token', /1000\.[0-9a-f]{32}\.[0-9a-f]{32}(?![A-Za-z0-9])/y))
  yield exact(
    'S=s',
    shaped('evernote token', /S=s\d{1,3}:U=[0-9a-f]{2,8}:E=[0-9a-f]{8,12}:C=[A-Za-z0-9:=._-]{40,200}/y),
  )
  yield exact('00D', shaped('salesforce session', /00D[A-Za-z0-9]{12,15}(?:!|%21)[A-Za-z0-9_.]{60,}/y))
  yield exact('APA91b', shaped('firebase token', /APA91b[A-Za-z0-9_-]{100,}/y))
}
