import type { NameSort } from './names.ts'
import { judgeName } from './names.ts'
import { isDigestLike, isUnmistakable, isUuid, isWordy, looksRandom } from './random.ts'

/** How a value stands beside its name. */
export interface Setting {
  readonly sort: NameSort
  readonly quoted: boolean
  /** `=` with blanks around it, or a colon: code and prose look like this as well as settings do. */
  readonly loose: boolean
  /** A colon or a blank between name and value, as in a sentence. */
  readonly prose: boolean
  /** The characters after the value, up to a few. */
  readonly next: string
  /** The name is one whose values are hexadecimal of a digest's length: a signature, an application id. */
  readonly digests?: boolean
  /** The name is that of a key, which may be the name of an entry of something: `storageKey = 'scroll-position-v1'`. */
  readonly naming?: boolean
  /** It stands in the query of an address. */
  readonly query?: boolean
}

/** Words that stand where a value would and are none. */
const plainWords = new Set(
  'true false null amd64 arm64 armhf i386 x86_64 all noarch none nil undefined nan yes no on off ok error failed failure success required optional missing invalid valid expired expires empty unset set hidden masked redacted removed omitted filtered secret secrets password passwords passwd pwd pass token tokens key keys apikey credential credentials string str text bytes bytea varchar char number integer int bool boolean object any unknown void never map list array dict date buffer float double default example changeme_here todo tbd n/a na not is was are has have must should can cannot will the a an this that of for and or to in with from by at as it its your you my our their new old current enabled disabled allowed denied refused accepted rejected provided given found used unused needed generated rotated revoked refreshed stored sent created updated deleted changed reset bearer basic digest jwt oauth oauth2 saml ldap oidc pkce file env environment vault keychain keyring prompt stdin plain plaintext encrypted hashed bcrypt argon2 scrypt sha256 sha512 md5 strict lax weak strong short long readonly admin user users username name email id sensitive visible same-origin include omit inherit argon2id argon2i pbkdf2 not_set public private input output field label type value values var self this super await async function new return const let import export self.password self.token kubernetes.io/tls opaque static dynamic auto automatic manual always never session cookie header query body form local remote internal external account shared global main master base64 hex utf8 utf-8 ascii json yaml xml access refresh csrf api auth authorization authentication number of mode policy manager nullptr nullopt passe palavra contraseña yield case break throw if for while else echo cat printf curl sudo openssl export wymagane wymagany wymagana obligatorio obligatoria obligatoire requis requise erforderlich pflichtfeld verplicht vereist obrigatória obrigatório obbligatoria obbligatorio richiesta requerida requerido påkrevd påkrævet obligatorisk pakollinen povinné povinný zorunlu gerekli kötelező obligatorie oculto oculta versteckt masqué verborgen geändert ungültig falsch abgelaufen vergessen incorrecta incorrecto inválida invalide incorrect errata scaduta olvidada vencida expirée expirada wrong forgotten nieprawidłowe puste leer vide vacía vuota'.split(
    ' ',
  ),
)

const reference =
  /^(?:\$[A-Za-z_]\w*$|\?[A-Za-z ]+$|:[A-Za-z_]+$|[A-Za-z_$]{1,2}\}|\$?\$\{|\+\w*\}|\$\(|\$\[|\$env:|%[A-Za-z_]\w*%$|%\(\w|%\{|%[A-Za-z_]\w*\(|%%|\$__\w+\{|\{\{|\{[A-Za-z_]\w*\}|<|&lt;|#\{|@\{|@[A-Za-z.]+(?:\(|$)|--?[a-z][\w-]*=|\{%|ENC\[|!vault|!Ref|!Sub|!secret|!!|\*{3,}|x{4,}$|X{4,}$|\.{3,}|…|•{3,}|●{3,}|\[[A-Za-z_ ]*(?:REDACTED|redacted|hidden|HIDDEN|masked|filtered|FILTERED|MASKED|removed|secret|SECRET|your|YOUR)[^\]]*\]|\[hidden:|(?:op|vault|secret|secrets|keychain|keyring|env|ssm|sops|aws-sm|gcp-sm|awssm|azkv|akv|doppler|infisical|bws|secretsmanager|parameterstore|keyvault|kv|sm|ssm-secure|bitwarden|1password|lastpass|conjur|chamber|berglas|file|ref|cred|credential|bw|pass):(?:\/\/)?[\w./#-]|arn:|projects\/|process\.env|os\.environ|os\.getenv|System\.getenv|import\.meta|ENV\[|secrets?\.[A-Za-z_]|vars\.|env\.[A-Za-z_]|config\.|settings\.|options\.|self\.|this\.|data\.|var\.|local\.|module\.)/

const call = /^[!+-]?[A-Za-z_$][\w$.?]*(?:::[\w$.?]+)*(?:\(|\)\.|\[(?:['"\w]|$))/
const dotted = /^[A-Za-z_$][A-Za-z_$]*(?:[?!]?\.[A-Za-z_$][\w$]*)+$/
/** `django.contrib.auth.hashers.Argon2PasswordHasher` */
const classPath = /^(?:[a-z_]+\.){2,}[A-Z][a-z]+\d?(?:[A-Z][a-z]+)*$/
/** `Secret[]`, `Map<string>`: types stand after a colon in code. */
const typed = /^[A-Za-z]+(?:\[\]?|<[A-Za-z, [\]]*>?)+$/
/** `ServerHttp2Session`: the name of a type with a number in it. */
const numberedType = /^(?:[a-z][a-z0-9]*\.)?(?:[A-Z][a-z]+|[A-Z]{1,5}(?=[A-Z][a-z]|\d))+\d{1,2}(?:[A-Z][a-z]+)+$/
/** `http2.constants.NO_ERROR`, `URLPatternResult`, `Result$1`: constants, types and what compilers make of names. */
const constant = /^(?:[a-z]\w*(?:\.\w+)*\.[A-Z][A-Z0-9_]+|[A-Z]{2,5}(?:[A-Z][a-z]{2,}){2,}|[A-Za-z]+\$\d+)$/
/** `^5.2.5`, `>=1.0`: versions of packages whose names tell. */
const versioned = /^[\^~<>=v]{0,2}\d+\.\d+(?:\.\d+)?(?:[-+][\w.]+)?$/
/** Names of algorithms, which keys are often set to. */
const algorithm =
  /^(?:aws4|tc3|oss4|goog4|ssh|rsa|ecdsa|eddsa|ed25519|x25519|aes|hmac|sha|chacha20|curve25519|diffie)(?:[-_@.][a-z0-9@.-]+|\d*)*$/i
const placeholder =
  /^(?:your|my|insert|enter|put|replace|change|some|example|placeholder|dummy|sample|redacted|todo)[-_ ]?(?:your[-_ ])?(?:own[-_ ])?[-_a-z ]*(?:key|token|secret|password|here|value|this|me|it)[-_a-z ]*$/i
const quantity = /^(?:0x[0-9a-f]{1,8}|[-+]?\d[\d_,.]*(?:ms|s|m|h|d|w|y|k|kb|mb|gb|b|%|px|x)?)$/i

/** Whether a text is a path of words: `/run/secrets/token`, `~/.ssh/id.pub`, `C:\keys\a.pem`. */
function isPath(text: string): boolean {
  if (/^[A-Za-z]:\\/.test(text)) return true
  if (!/^(?:~|\.{0,2}\/)/.test(text) && !/^[\w.-]+(?:\/[\w.-]+)+\.[a-z]{1,5}$/.test(text)) return false
  return text.split('/').every(part => isPartOfPath(part.replace(/\.[a-z0-9]{1,5}$/, '')))
}

/** Files are named after what they hold as well: `images/8613….jpg`. */
const isPartOfPath = (part: string): boolean =>
  isUuid(part) || (part.length < 40 && (!looksRandom(part, 16) || isDigestLike(part)))

/** Whether the value beside a telling name is one to hide. */
export function isSecretValue(value: string, setting: Setting): boolean {
  if (value.length < 3 || value.length > 16_384) return value.length > 16_384
  if (standsForOne(value) || isLabel(value, setting) || isOther(value)) return false
  if (setting.quoted ? isQuotedCode(value, setting) : isCode(value, setting)) return false
  if (setting.sort === 'random') return isRandomSecret(value, setting)
  if (setting.sort === 'secret' && !setting.quoted && (value.length < 6 || /^[a-z]{1,12}=[^=]/.test(value)))
    return false
  if (quantity.test(value)) return setting.sort === 'password' && /^\d{4,}$/.test(value)
  if (/\s/.test(value)) return isPhrase(value)
  return setting.quoted ? isQuotedSecret(value, setting) : isBareSecret(value, setting)
}

/** A reference, a place, an address or a word in place of the value. Credentials in an address are looked for on their own. */
const standsForOne = (value: string): boolean =>
  reference.test(value) ||
  isPath(value) ||
  /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ||
  (value.length <= 80 && (plainWords.has(value.toLowerCase()) || placeholder.test(value))) ||
  /^(.)\1*$/.test(value)

/** A text of another writing, or the name of an entry. */
function isLabel(value: string, setting: Setting): boolean {
  if (/^[^!-~]+$/.test(value) && /[\u0370-\uffff]/.test(value)) return true
  if (/[\u3040-\uffef].*[\u3040-\uffef].*[\u3040-\uffef]/.test(value)) return true
  // Two numbers of a name are too many: `FAKE-1234-fake-5678-FAKE` is a key in groups.
  if (setting.naming !== true || (value.match(/\d{3,}/g)?.length ?? 0) > 1) return false
  return isWordy(value) && /[-_].*[-_]|[a-z][A-Z][a-z].*[A-Z]/.test(value)
}

/** A version, an algorithm, the public half of a pair, or a name and a hash, which is found on its own. */
const isOther = (value: string): boolean =>
  versioned.test(value) || algorithm.test(value) || /^AC[0-9a-f]{32}$|^[\w.-]+:\$\w{1,4}\$/.test(value)

const isRandomSecret = (value: string, setting: Setting): boolean =>
  !/\s/.test(value) && (looksMade(value, setting.digests === true) || (setting.query === true && isUnmistakable(value)))

/** A call, a template without anything made by chance, pieces put together, a command. */
function isQuotedCode(value: string, setting: Setting): boolean {
  if (value.includes('${') && !looksRandom(value.replace(/\$\{[^}]*\}?/g, ''), 16)) return true
  if (/^[A-Za-z_$][\w$.]*[[(]\S*[\])];?$/.test(value)) return true
  if (classPath.test(value)) return true
  return setting.quoted && /["'`] \+ | \+ ["'`]|^\w+ -{1,2}\w/.test(value)
}

/** What a command of PowerShell is called: `$pw = ConvertTo-SecureString …`. */
const cmdlet =
  /^(?:ConvertTo|ConvertFrom|Get|Read|New|Import|Invoke|Select|Out|Join|Find|Unprotect|Protect)-[A-Z][A-Za-z]+$/

/** An expression instead of a value. */
function isCode(value: string, setting: Setting): boolean {
  if (/^\s*=>/.test(setting.next) || value.includes('](') || (setting.sort === 'random' && value.includes('://')))
    return true
  if (/^[A-Z][A-Za-z]*$/.test(value) && /^<[A-Z&'{]/.test(setting.next)) return true
  if (setting.sort !== 'password' && (numberedType.test(value) || constant.test(value))) return true
  if (setting.loose && /^[ \t]*(?:&&|\|\||[=!]==?[ \t]|[<>]=?[ \t]|\?[ \t])/.test(setting.next)) return true
  if (/^[A-Z][A-Za-z.]+$/.test(value) && /^ [|&] [A-Z'"nu]/.test(setting.next)) return true
  return cmdlet.test(value) || call.test(value) || typed.test(value) || (dotted.test(value) && !/\d/.test(value))
}

/** For a name that tells little the value has to tell the rest. */
function looksMade(value: string, digests: boolean): boolean {
  if (isDigestLike(value)) return digests
  // Several settings in one value: what of them is a secret has its own name.
  if (isUuid(value) || /^[([{]/.test(value) || /^\w{1,40}=\S* \w{1,40}=/.test(value)) return false
  if (/^(?:pk|phc|pub|sb_publishable|ca-pub)[_-]/.test(value)) return false
  if (/^(?:sha\d{1,3}|md5|SHA256|MD5|urn|data|spki|h1)[:-]/.test(value)) return false
  return looksRandom(value, 16) && !/^[A-Za-z]+(?:-[A-Za-z0-9]+)*-[0-9a-f]{32,64}$/.test(value)
}

/** A pass phrase and not a label: `Enter your password`, `Passwort vergessen?`. */
function isPhrase(given: string): boolean {
  const value = given.trim()
  const words = value.split(/\s+/)
  if (/[{}<>]/.test(value)) return false
  if (/\d/.test(value) && !/[?…:.!]$/.test(value)) return true
  if (words.some(word => judgeName(word) !== null) || /[?…:]$/.test(value)) return false
  const plain = words.filter(word => plainWords.has(word.toLowerCase())).length
  return plain === 0 && words.length >= 3 && !/[.!]$/.test(value)
}

function isQuotedSecret(value: string, setting: Setting): boolean {
  if (/\d/.test(value)) return !/^[{[(]/.test(value) || value.length > 20
  if (isNameLike(value)) return false
  // One plain word in quotes: a label when it begins with a capital and nothing more, a password otherwise.
  if (setting.sort === 'password') return !/^[A-Z][a-z]+$/.test(value)
  return value.length >= 8 && !/^[A-Z]?[a-z]{1,11}$/.test(value)
}

function isBareSecret(value: string, setting: Setting): boolean {
  if (/^[([{]/.test(value)) return false
  if (/\d/.test(value)) {
    if (/^[a-z]+\d$/i.test(value) && isNameLike(value.slice(0, -1))) return false
    if (!setting.prose) return true
    return !/^(?:\d+[a-z]{0,3}|v?\d+(?:\.\d+)+)$/i.test(value)
  }
  // A word of another writing is a label: `Пароль: обязательно`.
  if (/^[^\x00-\x7f]+$/.test(value) || isNameLike(value)) return false
  if (setting.loose && /^\s*[;,.)([]/.test(setting.next)) return false
  // Prose goes on with another word, or a number: `Contraseña: mínimo 12 caracteres`.
  if (setting.prose && /^[ \t]+[A-Za-z0-9(\u0080-\uffff]/.test(setting.next)) return false
  if (/[^A-Za-z]/.test(value)) return setting.sort === 'password' || !isWordy(value)
  if (setting.sort === 'password') return value.length >= 4
  return value.length >= 16 && !isWordy(value)
}

/** A name of the code around it: `accessToken`, `my_password`, `_csrf`, `db-credentials`. */
function isNameLike(value: string): boolean {
  if (!/^[A-Za-z_$][\w$-]*$/.test(value)) return false
  return judgeName(value) !== null || /^_/.test(value) || /(?:credential|token|secret|passw|key|auth)s?$/i.test(value)
}
