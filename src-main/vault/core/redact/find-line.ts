import { wordStartsAt } from './chars.ts'
import type { Finder } from './find-format.ts'
import type { Literal } from './grams.ts'
import { isStrong, isUnmistakable } from './random.ts'

/**
 * Lines of protocols, of devices and of settings that have no sign between name and value: fixed words, and then the secret, the last group
 * of the pattern. Where `loose` is told the words are everyday words too and only what looks like a password counts.
 */
interface Line {
  readonly text: string
  readonly pattern: RegExp
  readonly loose?: boolean | 'very'
  /** What has to stand before it, up to 200 characters. */
  readonly before?: RegExp
}

const word = String.raw`(?:"([^"\n]{3,200})"|'([^'\n]{3,200})'|([^\s"'|;&<>]{3,200}))`
const kind = String.raw`(?:[0-9] |level \d+ |(?:ascii-text|ascii|hex|plain-text|encrypted|cleartext|md5|sha|secret|password) ){0,3}`
/** Fixed words, blanks, perhaps which form follows, the secret. */
const after = (words: string): RegExp => new RegExp(String.raw`${words}[ \t]{1,8}${kind}${word}`, 'iy')

const lines: readonly Line[] = [
  { text: 'AUTH PLAIN', pattern: /AUTH PLAIN[ \t]+([A-Za-z0-9+/=]{8,400})/y },
  { text: 'AUTH LOGIN', pattern: /AUTH LOGIN[ \t]+([A-Za-z0-9+/=]{8,400})/y },
  { text: ' LOGIN ', pattern: new RegExp(String.raw` LOGIN[ \t]+"?[\w.@+-]{1,80}"?[ \t]+${word}`, 'y'), loose: true },
  {
    text: 'PASS ',
    pattern: /PASS[ \t]+([^\s"'/]{3,200})(?=\s|$)/y,
    before: /(?:[>:\]-] ?|USER [^\n]{1,80}\r?\n(?:[^\n]{0,120}\n)?)$/,
  },
  { text: '> AUTH ', pattern: after('> AUTH(?: \\w{1,40}(?= \\S))?') },
  { text: '\nAUTH ', pattern: after('\\nAUTH(?: \\w{1,40}(?= \\S))?'), loose: true },
  { text: 'masterauth', pattern: after('masterauth') },
  { text: 'requirepass', pattern: after('requirepass') },
  { text: 'community', pattern: after('(?:ro|rw)?community'), loose: true },
  { text: 'rocommunity', pattern: after('rocommunity'), loose: true },
  { text: 'rwcommunity', pattern: after('rwcommunity'), loose: true },
  { text: 'createUser ', pattern: /createUser[ \t]+(?:-e \S+ )?\S+[ \t]+(?:MD5|SHA\S{0,4})[ \t]+"?([^\s"]{4,200})/y },
  { text: 'nable secret', pattern: after('nable secret') },
  { text: 'nable password', pattern: after('nable password') },
  {
    text: ' password ',
    pattern: /[ \t]password[ \t]{1,8}(?:[0-9] |cipher |simple |irreversible-cipher |encrypted )?([^\s"']{3,200})/y,
    before:
      /(?:^|\n)[ \t]{0,8}(?:username|user|neighbor|peer|set|ppp|standby|ip ftp|ip http|local-user|aaa|tacacs) [^\n]{0,120}$/,
  },
  {
    text: ' secret ',
    pattern: /[ \t]secret[ \t]{1,8}(?:[0-9] |sha512 )?([^\s"']{3,200})/y,
    before: /(?:^|\n)[ \t]{0,8}(?:username|user|enable|radius|tacacs) [^\n]{0,120}$/,
  },
  { text: '-server key ', pattern: after('-server(?: host \\S+)? key') },
  { text: 'isakmp key ', pattern: after('isakmp key') },
  { text: 'pre-shared-key ', pattern: after('pre-shared-key(?: address \\S+(?: \\S+)? key| (?:local|remote))?') },
  { text: 'key-string ', pattern: after('key-string') },
  { text: 'tication-key ', pattern: after('tication-key(?: \\d+(?: md5| type \\w+ value)?)?') },
  { text: 'message-digest-key ', pattern: after('message-digest-key \\d+ md5') },
  { text: 'wpa-psk ', pattern: after('wpa-psk') },
  { text: 'wpa-passphrase ', pattern: after('wpa-passphrase') },
  {
    text: 'wpa_passphrase ',
    pattern: new RegExp(String.raw`wpa_passphrase[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\S+)[ \t]+${word}`, 'y'),
  },
  { text: 'GenieKey ', pattern: /GenieKey[ \t]+([0-9a-f-]{36})(?![\w-])/y },
  {
    text: 'og in ',
    pattern:
      /og in (?:with|as|using) [\w.@-]{1,60}[ \t]{0,2}[/:,][ \t]{0,2}(?:password[: ]{1,2}|pw[: ]{1,2})?([^\s"'`<>,;]{6,80})/iy,
    loose: true,
  },
  ...['init', 'login', 'auth', 'authtoken', 'set-token', 'activate'].map(verb => ({
    text: ` ${verb} `,
    pattern: new RegExp(String.raw` ${verb} (?!AC[0-9a-f]{32})([A-Za-z0-9_-]{20,200})(?=\s|$)`, 'y'),
    loose: true,
  })),
  {
    text: 'ogin ',
    pattern:
      /ogin (?:with|as|using|is|was|:)[ \t]{0,2}[\w.@-]{1,60}[ \t]{0,2}[/:,][ \t]{0,2}(?:password[: ]{1,2}|pw[: ]{1,2})?([^\s"'`<>,;]{6,80})/iy,
    loose: true,
  },
  {
    text: 'send',
    pattern: /send(?:_user|line)? (?:-- )?["']([^"'\\\n$]{3,80})/y,
    before: /assword:?[^\n"']{0,10}["']?\}?[^\n"']{0,10}[\n;]\s{0,20}(?:exp_)?$/,
  },
  { text: 'AUTHENTICATE PLAIN', pattern: /AUTHENTICATE PLAIN[ \t]+([A-Za-z0-9+/=]{8,400})/y },
  { text: 'NickServ ', pattern: /NickServ[ \t]+identify(?:[ \t]+[\w-]{1,30}(?=[ \t]+\S))?[ \t]+(\S{4,80})/iy },
  { text: 'NICKSERV ', pattern: /NICKSERV[ \t]+identify(?:[ \t]+[\w-]{1,30}(?=[ \t]+\S))?[ \t]+(\S{4,80})/iy },
  { text: 'ACL SETUSER', pattern: /ACL SETUSER[ \t]+\S+(?:[ \t]+[^>\s]\S*){0,6}[ \t]+>(\S{3,200})/iy },
  { text: ' AUTH default', pattern: / AUTH default[ \t]+(\S{3,200})/y },
  { text: " KEY '", pattern: / KEY '([^'\n]{4,200})'/y, before: /attach(?: database)?[ \t][^\n]{1,120}$/i },
  { text: ' p: ', pattern: / p: ([^\s"'`<>,;]{6,80})/y, before: /\b(?:u|un|user|login|id): ?\S{1,60}$/, loose: true },
  { text: 'admin', pattern: /admin(?: \/ | ?: ?)([^\s"'`<>,;/()[\]]{6,80})/y, loose: 'very' },
  { text: 'root', pattern: /root(?: \/ | ?: ?)([^\s"'`<>,;/()[\]]{6,80})/y, loose: 'very' },
  {
    text: ' * ',
    pattern: / \* +(?:"([^"\n]{4,80})"|([^\s"]{4,80}))[ \t]+(?:\*|\d+\.\d+\.\d+\.\d+)[ \t]*(?=[\r\n]|$)/y,
    before: /(?:^|\n)"?[\w.@\\-]{1,60}"?[ \t]*$/,
    loose: true,
  },
  ...['25', '465', '587', '2525'].map(port => ({
    text: `]:${port}`,
    pattern: /\]:\d+[ \t]+[^\s:]{1,80}:([^\s:]{4,100})(?=[\r\n]|$)/y,
  })),
  {
    text: 'echo ',
    pattern: /echo[ \t]+(?:-n[ \t]+)?["']?([^\s"'|;&<>$]{6,80})/y,
    before: /(?:pass\w*|secret|token)[-_]?(?:cmd|command|pass)["']?[ \t]?[=:][ \t]?["']$/i,
    loose: true,
  },
  ...['access ', 'refresh '].map(text => ({
    text,
    pattern:
      /(?:access|refresh)[ \t]+(?=[\w-]{0,200}\d)(?=[\w-]{0,200}[A-Z])(?=[\w-]{0,200}[a-z])([\w-]{40,2000})(?![\w/.])/y,
  })),
  { text: ' on >', pattern: / on >(\S{3,200})/y, before: /(?:^|[\n\s])user \S{1,60}$/i },
  ...['send_keys(', 'sendKeys(', '.type(', '.fill(', 'setValue(', 'typeText(', ' with: ', '.clear_and_type('].map(
    text => ({
      text,
      pattern: /[.\w]{0,20}(?:\(| with: )["']([^"'\n]{6,80})["']/y,
      before: /(?:pass|pwd|pin|secret|token)[^\n;]{0,60}$/i,
      loose: true,
    }),
  ),
  { text: 'login ', pattern: /login[ \t]+[\w.+-]{1,60}@[\w.-]{1,60}[ \t]+["']?([^\s"'|;&<>]{6,80})/y, loose: true },
  { text: ': EAP ', pattern: after(': EAP') },
  { text: ': XAUTH ', pattern: after(': XAUTH') },
  { text: ': PSK ', pattern: after(': PSK') },
  { text: 'key-chain ', pattern: after('key-chain \\S+ key \\d+ key-string') },
]

const notOne = /^(?:\$|\[|<|\{|%|\*{3,}|-|\/|\.{2,}|~|@)/

function lineFinder({ pattern, before, loose = false }: Line): Finder {
  return (look, at) => {
    if (at < look.hiddenTo || (before && !before.test(look.text.slice(Math.max(0, at - 200), at)))) return
    pattern.lastIndex = at
    const found = pattern.exec(look.text)
    const secret = found?.slice(1).findLast(group => group !== undefined)
    if (found === null || secret === undefined) {
      if (look.text.length - at < 260 && !look.text.includes('\n', at + 1)) look.undecided(at)
      return
    }
    const end = pattern.lastIndex
    if (end === look.text.length) look.undecided(at)
    if (notOne.test(secret) || (loose !== false && !(loose === 'very' ? isUnmistakable(secret) : isStrong(secret))))
      return
    const from = at + found[0].lastIndexOf(secret)
    look.hide(from, from + secret.length, 'password', 'name')
  }
}

const unbroken = /\S{1,512}/y

/** Something in columns divided by colons, one to an unbroken run of characters: looks at each run once. The secret is the pattern's group. */
function columns(label: string, pattern: RegExp, isOne: (value: string) => boolean): Finder {
  return (look, at) => {
    if (at < look.hiddenTo || look.isSeen(pattern, at)) return
    const { text } = look
    look.see(pattern, look.runEnd(text, at, unbroken))
    let from = at
    while (from > 0 && at - from < 200 && !/\s/.test(text.charAt(from - 1))) from -= 1
    pattern.lastIndex = from
    const found = pattern.exec(text)
    const value = found?.[1]
    if (found === null || value === undefined || from < look.hiddenTo || !isOne(value)) return
    const start = from + found[0].lastIndexOf(value)
    look.hide(start, start + value.length, label, 'name')
  }
}

/** A line of a password file of PostgreSQL: host, port, database, name, password. */
const passwordFile = columns(
  'password',
  /[\w.*-]{1,200}:(?:\d{2,5}|\*):[\w.*-]{1,80}:[\w.*-]{1,80}:([^\s:"']{3,200})(?=\s|$)/y,
  isStrong,
)
/** A line of a dump of Windows' accounts: the second hash lets somebody in as the password does. */
const accountHash = columns(
  'password hash',
  /[^\s:]{1,80}:(?:\d{1,7}:)?[0-9a-fA-F*]{32}:([0-9a-fA-F]{32}):::/y,
  () => true,
)

/** Lines without a sign between name and value, as literals. */
export function* lineLiterals(): Generator<Literal<Finder>> {
  for (const line of lines) {
    const find = lineFinder(line)
    const starts = /^\w/.test(line.text)
    const value: Finder = (look, at, length) => {
      if (!starts || wordStartsAt(look.text, at) || /^(?:nable|tication|og)/.test(line.text)) find(look, at, length)
    }
    yield { text: line.text, anyCase: false, value }
  }
  for (const text of [':5432:', ':5433:', ':6432:', ':*:']) yield { text, anyCase: false, value: passwordFile }
  yield { text: ':::', anyCase: false, value: accountHash }
}
