/** What a name says about its value. `word` may be a number or a plain word (a password); `random` only counts when it looks made by chance. */
export type NameSort = 'password' | 'secret' | 'random'

const passwords = new Set(
  'password passwords passwd passwort kennwort passphrase passcode pwd pass contrasena contraseña senha wachtwoord salasana losenord lösenord haslo hasło parola mdp motdepasse пароль 密码 密碼 口令 パスワード 비밀번호 pgpassword userpass dbpass adminpass rootpass smtppass ftppass keypass storepass mypass sshpass requirepass adgangskode passord lösenordet şifre sifre heslo jelszó lozinka psw passw pword pw psk palavrapasse parool lozinka lozinku lozinke hesla heslem jelszava jelszavam κωδικός κωδικο κωδικό συνθηματικό סיסמה הסיסמה סיסמא पासवर्ड รหัสผ่าน parolă parolei adgangskoden passordet løsenord losenordet şifresi parolası sandi khẩu hasła hasłem пароля паролем парола лозинка гасло slaptažodis geslo lykilorð pasahitza contrasenya contrasinal wagwoord nenosiri fjalëkalimi kodeord kodeordet kalimatsandi katalaluan 비번 패스워드 パスフレーズ mysqlpass sqlpass wifipass mqttpass postgrespass redispass ldappass mailpass sudopass loginpass emailpass proxypass ftppasswd userpasswd keypasswd userpwd rootpwd dbpwd passowrd passwrod passwrd paswrd salasanasi المرور السر كلمهالمرور گذرواژه'.split(
    ' ',
  ),
)
const secrets = new Set(
  'secret secrets token apikey authtoken accesstoken credential credentials cred creds accesskey secretkey privatekey masterkey signingkey authkey encryptionkey sharedkey jwt bearer mnemonic geheimnis jeton pat apitoken oauthtoken sastoken refreshtoken idtoken clientsecret phpsessid jsessionid sessionid sessid sid aspsessionid passkey otpauth seedphrase totp geniekey privkey секрет секретный segreto secreto sekret hemlighet salaisuus tajne 秘钥 令牌 访问令牌 apisecret appsecret sessiontoken 秘密 токен トークン 密钥 密鑰'.split(
    ' ',
  ),
)
/** Names that only as a whole mean this. */
const joined = new Set([
  'secretid',
  'appcertificate',
  'samlresponse',
  'samlassertion',
  'samlart',
  'phpsessid',
  'jsessionid',
  'awssessiontoken',
])
/** Only with a word in front that says what the key opens. */
const keyKinds = new Set(
  'api access secret private account encryption encrypt master signing sign auth service role shared app application client license licence storage subscription admin data crypt crypto hmac deploy consumer write read ingest user webhook session token cosmos preshared function host vault device decryption root recovery backup wallet ssh integration publish bot developer dev server rest sdk cipher aes rsa ec ed25519 management personal setup totp otp unseal instrumentation genie mfa identity wireguard wg sftp ftp smtp imap sendgrid mailgun stripe openai anthropic datadog okta algolia hashicorp jenkins kaggle deepl gemini mistral cohere groq'.split(
    ' ',
  ),
)
const randoms = new Set(
  'auth authorization key session cookie sig signature sign code salt login license licence appid sk seed hash pin puk webhook nonce dsn state assertion connection certificate verifier challenge pepper identity clave chiave schlüssel schluessel sleutel klucz zugangsdaten identifiants ключ clé clef chave'.split(
    ' ',
  ),
)
/** A name that ends in one of these speaks about a secret and is none: `token_count`, `password_file`, `secretRef`. */
const after = new Set(
  'value val string str text plain plaintext raw base64 b64 hex old new current next previous prod production dev development test testing stage staging live env environment primary secondary main default backup base confirm confirmation again repeat 1 2 3 encoded encrypted data content private'.split(
    ' ',
  ),
)
/** A name that begins with one of these is something else that ends in token or key. */
const before = new Set(
  'max min num total count has is no n page next continuation pagination cursor sync cancel cancellation eos bos pad unk mask sep cls special stop start color colour design theme space primary foreign sort partition cache idempotency routing object row lookup index map shortcut hot public pub publishable per prompt completion input output cached reasoning speculative avg mean reserved remaining used first last unique composite natural surrogate translation i18n locale query style css abstract syntax lexer parser json column field group image video audio non missing invalid verify verifying require requires required enable enabled disable disabled show hide reset forgot change update rotate wrong bad'.split(
    ' ',
  ),
)

/** Names whose values are signatures or ids and look like digests, which elsewhere are left alone. */
export const holdsDigests = (name: string): boolean => /(?:^|[-_.])(?:appid|sig|signature|auth|sk)$/i.test(name)

/** A word in front of a lone `key` that says what it opens, as in `the API key is …`. */
export const opensSomething = (word: string): boolean =>
  /^(?:api|access|secret|private|account|encryption|master|signing|auth|licen[cs]e|recovery|unseal|wifi|wlan|wi-fi|network|vpn|product|activation|serial|ssh|database|aes|hmac|cipher|shared|symmetric|subscription|setup|2fa|totp|authenticator)$/i.test(
    word,
  )

/** Words of a name: `SUPABASE_ROLE_KEY`, `clientSecret`, `x-api-key`, `APIKey2`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9\u0080-\u200f\u2012-\uffff]+/)
    .filter(word => word !== '')
}

const known = new Map<string, NameSort | null>()

/** What a name tells about the value beside it, or null when nothing. */
export function judgeName(name: string): NameSort | null {
  const remembered = known.get(name)
  if (remembered !== undefined) return remembered
  const sort = judgeWords(wordsOf(name))
  // A bound, because names come from strangers.
  if (known.size > 4096) known.clear()
  known.set(name, sort)
  return sort
}

function judgeWords(given: readonly string[]): NameSort | null {
  const words = [...given]
  let suffixed = false
  while (words.length > 1 && isSuffix(words.at(-1) ?? '')) {
    words.pop()
    suffixed = true
  }
  const last = words.at(-1)
  if (last === undefined) return null
  if (words.length > 1 && passwords.has(words.join(''))) return 'password'
  if (words.length > 1 && joined.has(words.join(''))) return 'secret'
  const rest = words.slice(0, -1)
  if (last === 'sid' && /^(?:account|message|service|call|app)$/.test(rest.at(-1) ?? '')) return null
  const sort = sortOf(last, rest)
  if (
    last === 'token' &&
    /^(?:reset|verify|confirm|confirmation|verification|invite|change|update)$/.test(rest.at(-1) ?? '')
  )
    return 'random'
  if (sort !== null) {
    if (rest.some(word => before.has(word)) && !rest.some(word => keyKinds.has(word) || passwords.has(word)))
      return null
    return suffixed && sort === 'random' ? null : sort
  }
  return tellingElsewhere(words)
}

/** Whether words between a name and its value say something about the secret: its length, its file, its hash. */
export const saysAbout = (words: readonly string[]): boolean => words.some(word => speaksAbout.has(word))

const isSuffix = (word: string): boolean => after.has(word) || /^\d{1,2}$/.test(word)

/** Stems of languages that change the ends of their words. */
const stems =
  /^(?:şifre|parolan|jelszav|salasana|lozink|hesl[aou]|hasł|парол|κωδικ|slaptažod|passord|lösenord|adgangskode|wachtwoord|kennw[oö]rt|contraseñ)\p{L}{0,6}$/u
/** `pswd`, `passwrd`, `pasword`: how people write it. */
const misspelt = /^pa{0,2}s{1,2}w?[or]{0,3}ds?$/

function sortOf(last: string, rest: readonly string[]): NameSort | null {
  if (
    passwords.has(last) ||
    misspelt.test(last) ||
    stems.test(last) ||
    /(?:password|passwd|passphrase|passwort|kennwort|wachtwoord|lösenord|passord|passordet|adgangskode|adgangskoden|lösenordet|lozinka|jelszó|parool|[a-z]{2}pw|密码|密碼|口令|パスワード|비밀번호)$/.test(
      last,
    )
  )
    return 'password'
  if (
    secrets.has(last) ||
    /(?:secret|token|apikey|secretkey|accesskey|privatekey|authkey|masterkey|writekey|readkey|adminkey|signkey|deploykey|servicekey|licensekey|encryptionkey|accountkey|sharedkey|unsealkey)$/.test(
      last,
    )
  )
    return 'secret'
  if (last === 'login' && rest.some(word => word.endsWith('sonar'))) return 'secret'
  // What a router prints below itself: digits, as often as not.
  if (/(?:netzwerk|wlan|wifi|wpa|sicherheits)schl(?:ü|ue)ssel$/.test(last)) return 'password'
  if (/^(?:key|schlüssel|schluessel)$/.test(last) && rest.some(word => /^(?:wlan|wifi|wpa2?|wpa3)$/.test(word)))
    return 'password'
  if (last === 'key' || last === 'keys') return rest.some(word => keyKinds.has(word)) ? 'secret' : 'random'
  return randoms.has(last) || /(?:schlüssel|schluessel|sleutel|nyckel|nøkkel|nøgle)$/.test(last) ? 'random' : null
}

/** `TOKEN_GITHUB`, `SECRET_STRIPE_EU`: told by the first words; what follows has to look random. */
function tellingElsewhere(words: readonly string[]): NameSort | null {
  const first = words.findIndex(word => passwords.has(word) || secrets.has(word))
  if (first < 0) return null
  const about = words.slice(first + 1)
  if (about.some(word => speaksAbout.has(word))) return null
  return words.slice(0, first).some(word => before.has(word)) ? null : 'random'
}

const speaksAbout = new Set(
  'count length len min max limit ttl timeout policy file path dir directory folder name names id ids url uri endpoint type kind size version expiry expires expiration expired exp at header headers enabled required prefix suffix ref reference hint format regex pattern field input label param parameter placeholder reset rotation age days status state valid invalid manager provider store storage service arn fingerprint hash digest algorithm algo alg mode usage used budget bucket parallelism scope scopes issuer audience strength rules change changed updated created source var variable cmd command index idx position key keys hash class list map form page link mail email title text event handler action error message warning check checker validator generator rotate lifetime window seconds minutes hours ms rate cost price'.split(
    ' ',
  ),
)
