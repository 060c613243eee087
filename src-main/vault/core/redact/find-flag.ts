import { wordStartsAt } from './chars.ts'
import type { Finder } from './find-format.ts'
import type { Literal } from './grams.ts'
import type { Look } from './span.ts'

/** A program, and the ways it takes a password. The last group of each pattern is the secret. */
interface Program {
  readonly names: readonly string[]
  readonly patterns: readonly RegExp[]
}

const value = String.raw`(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s"'|;&<>]{1,400}))`
const flag = (letters: string) => new RegExp(String.raw`\s-{1,2}(?:${letters})(?:[ \t]+|=)${value}`, 'g')
const glued = (letter: string) => new RegExp(String.raw`\s-${letter}${value}`, 'g')
const pairFlag = (letters: string, mark = ':') =>
  new RegExp(
    String.raw`\s-{1,2}(?:${letters})(?:[ \t]+|=)?["']?[^\s:"'${mark}]{0,120}${mark}([^\s"'|;&<>]{1,200})`,
    'g',
  )

const programs: readonly Program[] = [
  { names: ['mysql', 'mysqldump', 'mysqladmin', 'mariadb', 'mycli'], patterns: [glued('p')] },
  {
    names: [
      'sshpass',
      'twine',
      'docker login',
      'podman login',
      'helm registry',
      'skopeo',
      'crane auth',
      'oc login',
      'az login',
      'mongo',
      'mongosh',
      'mongodump',
      'mongorestore',
      'impala',
      'clickhouse',
      'doctl',
      'vault login',
      'rabbitmqadmin',
      'snowsql',
      'cqlsh',
      'influx',
      'nomad',
      'cf login',
      'cf auth',
      'expressvpn',
      'mosquitto_pub',
      'kinit',
      'net use',
      'ipmitool',
      'smbclient',
      'evil-winrm',
      'psexec',
      'PsExec',
      'cassandra',
      'psql',
      'nxc',
      'crackmapexec',
      'netexec',
      'hydra',
      'medusa',
      'cypher-shell',
      'ibmcloud login',
      'aliyun',
      'kaf',
      'gpg-preset-passphrase',
    ],
    patterns: [flag('p|P|password|pw|pass')],
  },
  {
    names: [
      'sshpass',
      'unzip',
      'zip ',
      'rar a',
      'rar x',
      '7z ',
      '7za',
      'unrar',
      'sqlcmd',
      'bcp',
      'isql',
      'mosquitto_sub',
      'mosquitto_pub',
      'ipmitool',
      'nxc',
      'crackmapexec',
    ],
    patterns: [glued('(?:hp|[pP])'), flag('P|p')],
  },
  {
    names: ['curl', 'http', 'https', 'httpie', 'xh', 'wget', 'lftp'],
    patterns: [pairFlag('[a-zA-Z]{0,6}u|user|proxy-user|a|auth|U'), pairFlag('u', ',')],
  },
  { names: ['consul', 'nomad', 'serf'], patterns: [flag('encrypt|token')] },
  { names: ['etcdctl', 'consul', 'nats', 'kcat', 'aria2c', 'svn'], patterns: [pairFlag('u|user')] },
  {
    names: ['sqlplus', 'rman', 'impdp', 'expdp', 'sqlldr'],
    patterns: [/[\s"'][\w$#.]{1,30}\/(?!\/)([^@\s"'/]{4,80})(?=@|[\s"']|$)/g],
  },
  {
    names: ['schtasks', 'sc.exe', 'sc config', 'sc create'],
    patterns: [/\s(?:\/rp|password=)[ \t]+["']?([^\s"']{4,200})/gi],
  },
  { names: ['gh secret', 'gh variable', 'glab variable'], patterns: [flag('b|body|v|value')] },
  { names: ['redis-cli', 'valkey-cli', 'keydb-cli'], patterns: [flag('a|pass')] },
  { names: ['ldapsearch', 'ldapmodify', 'ldapadd', 'ldapwhoami'], patterns: [flag('w')] },
  { names: ['smbclient', 'rpcclient', 'mount.cifs'], patterns: [pairFlag('U|user', '%')] },
  { names: ['openssl'], patterns: [/\s-(?:pass|passin|passout|k|K|password)[ \t]+(?:pass:)?([^\s"'|;&<>]{3,200})/g] },
  { names: ['keytool', 'jarsigner', 'apksigner'], patterns: [flag('storepass|keypass|ks-pass|key-pass')] },
  { names: ['ssh-keygen'], patterns: [flag('N|P')] },
  {
    names: ['doctl', 'flyctl', 'vercel', 'netlify', 'surge', 'wrangler', 'railway', 'hcloud'],
    patterns: [flag('t|token|a|auth')],
  },
  { names: ['ansible-vault'], patterns: [/encrypt_string[ \t]+(?:--?\S+[ \t]+)*'([^'\n]{4,400})'/g] },
  { names: ['htpasswd'], patterns: [/\s-[A-Za-z]*b[A-Za-z]*\s+(?:\S+\s+)?\S+\s+([^\s"'|;&<>]{3,200})/g] },
  { names: ['xfreerdp', 'wfreerdp'], patterns: [/\s\/p:([^\s"'|;&<>]{3,200})/g] },
  {
    names: ['gpg', 'restic', 'borg', 'duplicity', 'ansible', 'svn', 'rclone', 'psql', 'pg_dump', 'createuser'],
    patterns: [flag('passphrase|password|pass')],
  },
  {
    names: ['vault login', 'heroku auth', 'gh auth', 'glab auth', 'snyk auth'],
    patterns: [
      /(?:login|snyk auth)[ \t]+(?:-[^\s]+[ \t]+)*((?=[^\s]*\d)[A-Za-z0-9._-]{16,})/g,
      /<<<[ \t]*["']?([^\s"'$<>]{8,400})/g,
    ],
  },
  {
    names: ['net user', 'net use', 'cmdkey'],
    patterns: [
      /\/user:\S+[ \t]+([^\s/"'|;&<>]{4,200})/gi,
      /\/pass:([^\s"'|;&<>]{3,200})/g,
      /net user \S+ ((?=\S*\d)[^\s/"']{4,200})/g,
      /net use (?:\S+:? )?\\{2,4}\S+ ((?=\S*\d)[^\s/"']{4,200})(?= \/user)/gi,
    ],
  },
  {
    names: ['chpasswd', 'passwd --stdin', 'sudo -S', 'kinit', 'cryptsetup'],
    patterns: [/<<<[ \t]*["']?([^\s"'$<>]{4,400})/g],
  },
]

/** The rest of a line, as it stands or with its break escaped. */
export const inLine = /(?:[^\n\r\\]|\\(?!n)){1,512}/y
const longestLine = 2000
const notOne =
  /^(?:\$|\[|<|\{\{|%|\*{3,}|-|\/|\.|@|~|prompt$|stdin$|file:|env:|fd:|pass$|password$|true$|false$|\d{1,5}(?::\d{1,5})?$)/i

function programFinder(program: Program): Finder {
  return (look, at) => {
    if (
      !wordStartsAt(look.text, at) ||
      ('-.:_/@'.includes(look.text.charAt(at - 1) || ' ') && look.text.charAt(at - 1) !== '/')
    )
      return
    if (at < look.hiddenTo) return
    const end = Math.min(at + longestLine, look.runEnd(look.text, at, inLine))
    if (look.partial && end === look.text.length) holdQuote(look, at)
    // One line is gone through once for each program, however often it is named there.
    if (look.isSeen(program, at)) return
    look.see(program, end)
    const line = look.text.slice(at, end)
    for (const pattern of program.patterns) for (const found of line.matchAll(pattern)) hideLast(look, at, found)
  }
}

/** A quoted password may hold blanks: from its opening quote on it is one thing. */
function holdQuote(look: Look, at: number): void {
  const last = look.lastQuote()
  if (last >= at && last < look.openFrom && look.quotesAfter(at) % 2 === 1) look.undecided(last)
}

function hideLast(look: Look, at: number, found: RegExpMatchArray): void {
  const secret = found.slice(1).findLast(group => group !== undefined)
  if (secret === undefined || secret.length < 4 || notOne.test(secret)) return
  const from = at + (found.index ?? 0) + found[0].lastIndexOf(secret)
  look.hide(from, from + secret.length, 'password', 'name')
}

/** Programs whose flags carry passwords under short names. */
export function* programLiterals(): Generator<Literal<Finder>> {
  for (const program of programs) {
    const find = programFinder(program)
    for (const name of program.names)
      if (name.length >= 3 && program.patterns.length > 0) yield { text: name, anyCase: false, value: find }
  }
}

const sqlPassword =
  /(?:identified\s+(?:with\s+\S+\s+)?by\s+|password\s+for\s+[^\s=]{1,120}\s*=\s*|password\s+)(?:password\s*\(?\s*)?N?'([^'\n]{3,200})'/iy

/** `IDENTIFIED BY '…'` and `PASSWORD '…'` of SQL. */
export const sqlIdentified: Finder = (look, at) => {
  sqlPassword.lastIndex = at
  const secret = sqlPassword.exec(look.text)?.[1]
  if (secret === undefined) {
    const quote = look.partial ? look.text.slice(at, at + 81).indexOf("'") : -1
    if (quote >= 0 && /^[^'\n]{0,80}'[^'\n]*$/.test(look.text.slice(at, at + 280))) look.undecided(at)
    return
  }
  if (!notOne.test(secret))
    look.hide(sqlPassword.lastIndex - 1 - secret.length, sqlPassword.lastIndex - 1, 'password', 'name')
}

const pipedPassword =
  /echo[ \t]+(?:-n[ \t]+)?(?:"([^"\n]{3,200})"|'([^'\n]{3,200})'|([^\s"'|;&<>]{3,200}))[ \t]*\|[ \t]*(?:sudo[ \t]+-S|(?:\S*\/)?(?:passwd|chpasswd)|docker[ \t]+login|gh[ \t]+auth|kinit|cryptsetup|su\b|openssl|gpg)/y

/** `echo … | sudo -S`. */
export const echoed: Finder = (look, at) => {
  if (!wordStartsAt(look.text, at)) return
  pipedPassword.lastIndex = at
  const found = pipedPassword.exec(look.text)
  if (!found && look.text.length - at < 260 && !look.text.includes('\n', at)) look.undecided(at)
  const secret = found?.slice(1).find(group => group !== undefined)
  if (!found || secret === undefined || secret.startsWith('$')) return
  const from = at + found[0].indexOf(secret, 4)
  look.hide(from, from + secret.length, 'password', 'name')
}
