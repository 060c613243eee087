import { ALNUM, isAt } from './chars.ts'
import { endOf, type Finder } from './find-format.ts'
import type { Literal } from './grams.ts'
import { isSecretValue } from './judge-value.ts'
import { isStrong, looksRandom } from './random.ts'
import type { Look } from './span.ts'

/** Which argument of a call is the password, counted from one, and under which names. */
interface Calls {
  readonly place: number
  /** Of names that are used for other things as well only what looks like a password counts. */
  readonly sure: boolean
  readonly names: readonly string[]
}

const calls: readonly Calls[] = [
  {
    place: 2,
    sure: true,
    names: [
      'BasicAuth',
      'Basic_Auth',
      'DigestAuth',
      'NtlmAuth',
      'ProxyAuth',
      'BasicCredentials',
      'BasicAuthentication',
      'BasicAuthenticator',
      'PasswordAuthentication',
      'UsernamePassword',
      'UsernamePasswordCredential',
      'UsernamePasswordCredentials',
      'UsernamePasswordToken',
      'NetworkCredential',
      'NetworkCredentials',
      'SqlCredential',
      'PlainCredentials',
      'PlainTextAuthProvider',
      'UserPass',
      'UserPassword',
      'UserInfo',
      'pgp_sym_decrypt',
      'pgp_sym_encrypt',
      'aes_encrypt',
      'aes_decrypt',
      'ldap_bind',
      'simple_bind',
      'simple_bind_s',
      'sp_addlogin',
      'set_http_auth',
      'http_auth',
      'username_pw_set',
      'StaticCredentialsProvider',
      'BasicAWSCredentials',
    ],
  },
  {
    place: 2,
    sure: false,
    names: [
      'login',
      'log_in',
      'logon',
      'sign_in',
      'signIn',
      'auth',
      'authenticate',
      'basic',
      'Credential',
      'Credentials',
      'PSCredential]::new',
    ],
  },
  {
    place: 3,
    sure: true,
    names: [
      'getConnection',
      'mysql_connect',
      'mysqli_connect',
      'mysqli',
      'ftp_login',
      'imap_open',
      'PlainAuth',
      'PDO',
      'pg_user_create',
    ],
  },
  {
    place: 1,
    sure: true,
    names: [
      'SecureString',
      'setPassword',
      'set_password',
      'withPassword',
      'PasswordCredential',
      'SecretString::from',
      'SecretString::new',
    ],
  },
  {
    place: 1,
    sure: false,
    names: [
      'Secret::new',
      'Secret::from',
      'SecretStr',
      'HMAC.new',
      'hmac.new',
      'Fernet',
      'bcrypt.hash',
      'bcrypt.hashSync',
      'bcrypt.hashpw',
      'bcrypt.compare',
      'bcrypt.compareSync',
      'argon2.hash',
      'generate_password_hash',
      'make_password',
      'check_password',
      'password_hash',
      'password_verify',
      'hashPassword',
      'hash_password',
      'verifyPassword',
      'verify_password',
      'Hash::make',
      'Password.create',
      'AES.new',
    ],
  },
  {
    place: 2,
    sure: false,
    names: [
      'jwt.sign',
      'jwt.verify',
      'jwt.encode',
      'jwt.decode',
      'JWT.encode',
      'JWT.decode',
      'JWT::encode',
      'JWT::decode',
      'createHmac',
      'createCipheriv',
      'createDecipheriv',
      'AES.encrypt',
      'AES.decrypt',
      'HmacSHA256',
      'hmac.New',
      'OpenSSL::HMAC.hexdigest',
    ],
  },
  {
    place: 3,
    sure: false,
    names: ['DBI->connect', 'hash_hmac', 'openssl_encrypt', 'openssl_decrypt', 'dbConnect'],
  },
]

const argument =
  /\s{0,20}(?:(?:\[\]byte\(|[@A-Za-z]{0,6})(["'`])((?:(?!\1)[^\\\n]|\\.){0,200})\1\)?|\{[^{}\n]{0,200}\}|[^"'`,()\n]{0,120}(?:\([^"'`()\n]{0,80}\))?)\s{0,20}(,|\)|;|$)/y

/** The arguments of a call up to the one wanted: where its text stands, or null when it is no text. */
function argumentAt(text: string, from: number, place: number): { from: number; to: number } | 'open' | null {
  let at = from
  for (let count = 1; count <= place; count += 1) {
    argument.lastIndex = at
    const found = argument.exec(text)
    if (!found) return text.length - at < 220 && !text.includes('\n', at) ? 'open' : null
    if (argument.lastIndex >= text.length && count < place) return 'open'
    const [whole, quote, value = '', mark] = found
    if (count === place) {
      if (quote === undefined) return argument.lastIndex >= text.length ? 'open' : null
      const start = at + whole.indexOf(quote) + 1
      return { from: start, to: start + value.length }
    }
    if (mark !== ',') return null
    at = argument.lastIndex
  }
  return null
}

function callFinder({ place, sure }: Calls): Finder {
  return (look, at, length) => {
    const { text } = look
    if (at < look.hiddenTo) return
    const start = at + length
    const open = text.charCodeAt(start)
    const from = open === 40 ? start + 1 : open === 32 && '\'"N@'.includes(text.charAt(start + 1)) ? start + 1 : -1
    if (from < 0) {
      if (look.partial && start >= text.length - 1) look.undecided(at)
      return
    }
    if (look.isSeen(argument, from)) return
    look.see(argument, from)
    const found = argumentAt(text, from, place)
    if (found === 'open') look.undecided(at)
    if (found === null || found === 'open') return
    const value = text.slice(found.from, found.to)
    if (isPassword(value, sure)) look.hide(found.from, found.to, 'password', 'name')
  }
}

/** As Google gives them out: four times four letters. */
const appPassword = /^[a-z]{4}(?: [a-z]{4}){3}$/

function isPassword(value: string, sure: boolean): boolean {
  if (appPassword.test(value)) return true
  if (!isSecretValue(value, { sort: 'password', quoted: true, loose: false, prose: false, next: '' })) return false
  return sure ? !/\s/.test(value) || isStrong(value) : isStrong(value)
}

const bare = /[A-Za-z0-9!#$%&*+./:=?@^_~-]{8,200}(?=\))/y

/** `Password(…)`, the value without quotes as some programs print it. */
const printed: Finder = (look, at, length) => {
  const to = endOf(bare, look.text, at + length)
  if (to < 0 && look.text.length - at < 210 && !/[\s)]/.test(look.text.slice(at + length))) look.undecided(at)
  if (to < 0 || at < look.hiddenTo) return
  const value = look.text.slice(at + length, to)
  if (isStrong(value) && !/[.=]/.test(value)) look.hide(at + length, to, 'password', 'name')
}

const given = /["']([A-Za-z0-9_-]{24,200})["'](?=\s{0,4}[,)])/y

/** `Client("…")`: what a client of a service is made with, when it is one run of letters and digits made by chance. */
const client: Finder = (look, at, length) => {
  const { text } = look
  given.lastIndex = at + length
  const value = given.exec(text)?.[1]
  if (value === undefined) {
    if (look.partial && text.length - at < 230 && !/[\s),]/.test(text.slice(at + length))) look.undecided(at)
    return
  }
  const mixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)
  if (at >= look.hiddenTo && mixed && looksRandom(value, 24))
    look.hide(at + length + 1, at + length + 1 + value.length, 'secret', 'name')
}

/** Calls that take a password among their arguments, as literals. */
export function* callLiterals(): Generator<Literal<Finder>> {
  for (const kind of calls) {
    const find = callFinder(kind)
    for (const text of kind.names) yield { text, anyCase: kind.sure, value: whole(find) }
  }
  for (const text of ['password(', 'passwd(', 'pwd(', 'passphrase(', 'pass(', 'secret(', 'token('])
    yield { text, anyCase: true, value: printed }
  for (const text of [
    'Client(',
    'ClientV2(',
    'Api(',
    'API(',
    'Bot(',
    'SDK(',
    'Auth(',
    'Session(',
    'Provider(',
    'init(',
  ])
    yield { text, anyCase: false, value: client }
}

/** Only where the name of the call ends with the literal; what stands before it may be more of the name, when that is sure. */
const whole =
  (find: Finder): Finder =>
  (look: Look, at, length) => {
    if (!isAt(look.text, at + length, ALNUM)) find(look, at, length)
  }
