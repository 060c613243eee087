import { ALNUM, DIGIT, isAt, JOIN, skipClass, wordStartsAt } from './chars.ts'
import { inLine } from './find-flag.ts'
import { endOf, type Finder } from './find-format.ts'
import type { Literal } from './grams.ts'
import { isUnmistakable, isWordy, looksRandom } from './random.ts'

/** Goes back over letters, digits and what joins them, at most so far. */
function backOver(text: string, at: number, most: number): number {
  let from = at
  const least = Math.max(0, at - most)
  while (from > least && isAt(text, from - 1, ALNUM | JOIN)) from -= 1
  return from
}

/** A literal with a fixed shape after it. */
function shaped(label: string, pattern: RegExp, keep = 0): Finder {
  return (look, at) => {
    if (at < look.hiddenTo || (keep === 0 && !wordStartsAt(look.text, at))) return
    const to = endOf(pattern, look.text, at)
    if (to === look.text.length) look.undecided(at)
    if (to > at + keep) look.hide(at + keep, to, label, 'format')
  }
}

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
const nameRun = /[A-Za-z0-9_-]{0,512}/y

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

/** The last part of a hook's address is its whole protection. `keep` is how much of the address may stay. */
function hook(label: string, pattern: RegExp): Finder {
  return (look, at) => {
    pattern.lastIndex = at
    const found = at < look.hiddenTo ? null : pattern.exec(look.text)
    if (!found) return
    if (pattern.lastIndex === look.text.length) look.undecided(at)
    const secret = found[1] ?? ''
    look.hide(pattern.lastIndex - secret.length, pattern.lastIndex, label, 'format')
  }
}

/** `xyz_live_…`, `acme-secret-…`: a word that tells, in front of something made by chance, whoever the vendor may be. */
const telling: Finder = (look, at, length) => {
  const { text } = look
  const from = look.runStart(nameRun, at, 24)
  if (at - from < 1 || from < look.hiddenTo || !wordStartsAt(text, from)) return
  const to = look.runEnd(text, at + length, nameRun)
  if (to === text.length) look.undecided(from)
  const start = at + length
  // What costs least and says no most often comes first.
  if (to - start < 20 || look.words.isWordy(start, Math.min(to, start + 96))) return
  const body = text.slice(start, Math.min(to, start + 400))
  if (/[_-][a-z]{3,}[_-]/.test(body) || /^(?:pk|pub|public|publishable)[_-]/i.test(text.slice(from, at + 1))) return
  if (looksRandom(body.slice(0, 120), 20)) look.hide(from, to, 'token', 'format')
}

const tellingParts = [
  'live',
  'test',
  'prod',
  'secret',
  'sk',
  'pat',
  'key',
  'token',
  'apikey',
  'api',
  'oauth',
  'refresh',
  'access',
  'bot',
  'svc',
  'rk',
  'at',
  'rt',
  'priv',
  'private',
  'sandbox',
  'auth',
  'tok',
  'service',
  'admin',
  'pw',
  'cred',
  'v1',
  'v2',
  'v3',
  'sec',
]

/** Base64 of a number of Discord begins like this. */
function* discordStarts(): Generator<string> {
  for (const first of 'MNO') for (const second of 'DTjz') for (const third of 'AEIMQUYcgk') yield first + second + third
}

const slackHook = /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/_-]{20,})/y
const discordHook = /webhooks\/\d{10,22}\/([A-Za-z0-9_-]{30,})/y
const officeHook = /webhook\.office(?:365)?\.com\/webhookb2\/([A-Za-z0-9@/_-]{40,})/y
const zapierHook = /hooks\.zapier\.com\/hooks\/catch\/(\d+\/[A-Za-z0-9]{5,}\/?)/y
const makeHook = /hook\.(?:[a-z0-9]{2,4}\.)?(?:make|integromat)\.com\/([A-Za-z0-9]{20,})/y
const iftttHook = /maker\.ifttt\.com\/trigger\/[^\s/]{1,80}\/(?:json\/)?with\/key\/([A-Za-z0-9_-]{15,})/y
/** The key of a node's provider is the last part of its address. */
const nodeAddress = /[a-z]+\.[a-z]+\/(?:v\d\/|[a-z_]{2,20}\/)?((?=[\w-]{0,60}\d)[\w-]{24,80})/y
const plainHook = /\/hooks?\/((?=[A-Za-z0-9_-]{0,40}\d)[A-Za-z0-9_-]{24,})/y
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
const cryptHash = /\$(?:1|5|6|7|y|gy|md5|sha1|apr1|scrypt)\$[A-Za-z0-9./=,$_-]{20,200}/y
const argonHash = /\$(?:argon2(?:id|i|d)|pbkdf2[a-z0-9-]*|scrypt)\$[A-Za-z0-9./=,$+_-]{20,300}/y
const feishuHook = /\/bot\/v2\/hook\/([A-Za-z0-9-]{30,})/y

/** Tokens that are known by more than a prefix, as literals to look for. */
export function* structureLiterals(): Generator<Literal<Finder>> {
  const exact = (text: string, value: Finder): Literal<Finder> => ({ text, anyCase: false, value })
  yield exact(':AA', telegram)
  for (const start of discordStarts()) yield exact(start, discord)
  yield exact('eyJ', jwt)
  yield exact('hooks.slack', hook('slack webhook', slackHook))
  yield exact('webhooks/', hook('discord webhook', discordHook))
  yield exact('webhook.office', hook('teams webhook', officeHook))
  yield exact('hooks.zapier', hook('zapier webhook', zapierHook))
  yield exact('hook.', hook('make webhook', makeHook))
  yield exact('maker.ifttt', hook('ifttt webhook', iftttHook))
  yield exact('/hooks/', hook('webhook', plainHook))
  yield exact('/hook/', hook('webhook', plainHook))
  for (const start of ['$1$', '$5$', '$6$', '$7$', '$y$', '$gy$', '$apr1$'])
    yield exact(start, shaped('password hash', cryptHash))
  for (const start of ['$2a$', '$2b$', '$2x$', '$2y$'])
    yield exact(start, shaped('password hash', /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{22,60}/y))
  for (const start of ['$argon2', '$pbkdf2', '$scrypt$']) yield exact(start, shaped('password hash', argonHash))
  yield exact('AKIA', awsSecretNearby)
  yield exact('ASIA', awsSecretNearby)
  yield exact('oracle:', hook('password', oracle))
  yield { text: 'ConvertTo-SecureString', anyCase: true, value: hook('password', powershell) }
  yield { text: 'ConvertTo-SecureString', anyCase: true, value: pipedSecure }
  yield exact('/bot/v2/hook/', hook('feishu webhook', feishuHook))
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
  yield exact('webhook/send?key=', hook('webhook', /webhook\/send\?key=([0-9a-f-]{36})/y))
  for (const start of ['infura.io/', 'alchemy.com/', 'quiknode.pro/', 'ankr.com/', 'blastapi.io/', 'getblock.io/'])
    yield exact(start, hook('provider key', nodeAddress))
  yield exact(
    'grub.pbkdf2.',
    shaped('password hash', /grub\.pbkdf2\.sha\d{3}\.\d+\.[0-9A-F]{16,256}\.[0-9A-F]{32,256}/y),
  )
  for (const start of ['{SSHA', '{SHA', '{SMD5', '{CRYPT', '{PBKDF2'])
    yield exact(start, shaped('password hash', /\{[A-Z0-9-]{3,16}\}[A-Za-z0-9+/=$.]{24,300}/y))
  yield exact(
    'SCRAM-SHA-',
    shaped(
      'password hash',
      /SCRAM-SHA-\d{1,3}\$\d+:[A-Za-z0-9+/=]{8,80}\$[A-Za-z0-9+/=]{20,100}:[A-Za-z0-9+/=]{20,100}/y,
    ),
  )
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
  for (const part of tellingParts) {
    for (const join of '_-') yield { text: `${join}${part}${join}`, anyCase: false, value: telling }
  }
  yield exact('APA91b', shaped('firebase token', /APA91b[A-Za-z0-9_-]{100,}/y))
}

/** A private key of Bitcoin as wallets write it: 51 or 52 characters of base58 that stand alone. */
const isWif = (text: string, from: number, to: number): boolean =>
  (to - from === 51 || to - from === 52) &&
  !isAt(text, from - 1, JOIN) &&
  !'+/=.'.includes(text.charAt(from - 1) || ' ') &&
  !'+/=_-.'.includes(text.charAt(to) || ' ') &&
  /^(?:5[HJK]|[KL])[1-9A-HJ-NP-Za-km-z]{49,51}$/.test(text.slice(from, to))

/** Seeds whose whole run is base32 of one length and begins with what its kind is: NATS (58) and Stellar (56); and the long tokens of Sanity. */
const isSeed = (run: string): boolean =>
  /^(?:S[ACNOUX][A-Z2-7]{56}|S[A-D][A-Z2-7]{54})$/.test(run) ||
  (/^sk[A-Za-z0-9]{78,200}$/.test(run) && looksRandom(run))

/** A run of letters and digits too long to be a word, with a short name in front: `vendor_A1b2…`. */
export function longRun(look: { readonly text: string }, from: number, to: number): { from: number } | null {
  const { text } = look
  if (isWif(text, from, to)) return { from }
  if (
    to - from < 204 &&
    text.charCodeAt(from) < 116 &&
    !'+/='.includes(text.charAt(to) || ' ') &&
    isSeed(text.slice(from, to))
  )
    return { from }
  if (!'_-'.includes(text.charAt(from - 1) || ' ')) return null
  const start = backOver(text, from - 1, 20)
  const name = text.slice(start, from - 1)
  if (!/^[a-z][a-z0-9]{1,9}(?:[_-][a-zA-Z0-9]{1,9})?$/.test(name) || /^(?:sha|md|h|blake|v)\d/.test(name)) return null
  if (identifierPrefixes.has(name.split(/[_-]/)[0] ?? '')) return null
  const body = text.slice(from, to)
  const mixed = /[a-z]/.test(body) && /[A-Z]/.test(body) && /\d/.test(body)
  return mixed && looksRandom(body) && !isWordy(body) ? { from: start } : null
}

/** Vendors' names of things that are not secret. */
const identifierPrefixes = new Set(
  'pk pi cus ch evt in sub si price prod acct cs seti pm req resp msg run thread asst file call chatcmpl toolu rs fc step vs batch ft org proj user usr phc obj id txn re_ pub dpl prj'.split(
    ' ',
  ),
)

export const runAtLeast = 36

/** Finds runs of letters and digits of that length by looking only at every so-manieth character. */
export function* longRuns(text: string): Generator<[from: number, to: number]> {
  for (let at = runAtLeast - 1; at < text.length; ) {
    if (!isAt(text, at, ALNUM)) {
      at += runAtLeast
      continue
    }
    let from = at
    while (from > 0 && at - from < runAtLeast && isAt(text, from - 1, ALNUM)) from -= 1
    const to = skipClass(text, at, text.length, ALNUM)
    if (to - from >= runAtLeast) yield [from, to]
    at = to + runAtLeast
  }
}
