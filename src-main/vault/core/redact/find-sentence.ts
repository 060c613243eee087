import { endOf, type Finder, lastGroup } from './find-format.ts'
import type { Literal } from './grams.ts'
import { isSecretValue } from './judge-value.ts'
import { type NameSort, saysAbout, wordsOf } from './names.ts'
import { isChopped, isStrong, isUnmistakable, isUuid, isWordy, looksRandom } from './random.ts'
import type { Look } from './span.ts'

/** Verbs that stand between a name and its value, and what else does. Longer ones first where one begins another. */
const verbs =
  "will be|shall be|should be|c['’]est|is|was|ist|war|lautet|sei|est|sera|es|era|será|è|é|sarà|foi|jest|är|er|blir|je|bude|este|są|là|adalah|είναι|है|คือ|هي|هو|היא|הוא|теперь|это|nueva|nuova|nova|to|—|–|=|->|→"
/** `was changed to …`, `wurde auf … gesetzt`: a change, and the word before what it is now. */
const changes =
  '(?:set|changed|reset|updated|rotated|switched|wurde|ist|haben?|gesetzt|geändert|cambiad[oa]|cambiat[oa]|impostat[oa]|changée?|modifiée?|remplacée?|alterad[oa]|mudad[oa]|zmienion[eoy]|ustawion[eo]|измен[её]н|смен[её]н|сменили|поменяли|gewijzigd|veranderd|ændret|endret|ändrats|ändrat)(?:[ \t][a-zä-ü]{1,8})?[ \t](?:to|auf|à|a|en|in|por|par|para|na|на|til|till|naar|into|con)'
const changed = new RegExp(changes, 'gi')
const adverbs =
  'now|still|just|jetzt|nun|weiterhin|maintenant|désormais|ahora|adesso|ora|agora|теперь|nå|nu|nyní|teraz|set to|changed to'

/** A few words between a name and its verb: `Das Kennwort für den Server ist …`, `Password for bob: …`, `пароль от базы — …`. */
const clause = new RegExp(
  String.raw`(?:[ \t]\([^()\n]{1,40}\))?(?:[ \t]{1,3}[^\s.,;:!?="'\x60()<>[\]{}|]{1,24}){0,6}?(?:[ \t](?:${changes}|${verbs})|[ \t]?:|：)(?:[ \t](?:${adverbs}))?[ \t]{1,3}`,
  'iy',
)
/** Finnish and Estonian say `on`, which is another word in other languages. */
const onClause = /(?:[ \t]{1,3}[^\s.,;:!?="'`()<>[\]{}|]{1,24}){0,4}?[ \t]on(?:[ \t]nyt)?[ \t]{1,3}/iy
/** One more word between a name and its value: `mot de passe admin …`. */
const between = /[ \t](?:\([^()\n]{1,40}\)|[^\s.,;:!?="'`()<>[\]{}|]{1,24})(?=[ \t])/iy
const blank = /[ \t]{1,3}/y
const word = /[^\s"'`<>|\\“”„«»「」]{1,200}/y
const quoted =
  /(?:"([^"\n]{4,80})"|'([^'\n]{4,80})'|`([^`\n]{4,80})`|“([^”\n]{4,80})”|„([^“”\n]{4,80})[“”]|«\s?([^»\n]{4,80})»)/y
/** Words for a key in languages that use them for passwords too, and in sentences about diligence. */
const key = /(?:^|[-_])(?:clave|chiave|clé|clef|chave|schlüssel|schluessel|ключ|sleutel|klucz)$/i

/** The sort of a name in a sentence: `La clave es …` says a password. */
export const saidSort = (name: string, sort: NameSort): NameSort => (key.test(name) ? 'password' : sort)

/** A name in a sentence and, after a few words and a verb, something that is no word. */
export function told(look: Look, from: number, to: number, sort: NameSort): void {
  const { text } = look
  if (text.charCodeAt(to) !== 32 && text.charCodeAt(to) !== 58) return
  if (numbered(look, from, to) || grouped(look, to) || later(look, to, sort)) return
  if (paired(look, from, to)) return
  const said = saidSort(text.slice(from, to), sort)
  if (text.charCodeAt(to) !== 32 && said === sort) return
  if (said === 'random') {
    // `here is the key for staging: …`
    if (/^keys?$/i.test(text.slice(from, to))) saidAt(look, to, endOf(clause, text, to), said, isMixedKey)
    return
  }
  const finnish = /^(?:salasana|parool|salasõna)/i.test(text.slice(from, from + 10))
  // The first verb may be another one: `is generated for root: …`.
  let behind = to
  for (let count = 0; count < 3; count += 1) {
    const start = endOf(clause, text, behind)
    if (start < 0) break
    if (saidAt(look, to, start, said, isTold)) return
    behind = start - 1
  }
  if (finnish && saidAt(look, to, endOf(onClause, text, to), said, isTold)) return
  nearby(look, to, 2, said)
  if (behind > to) nearby(look, behind, 2, said)
}

const is = /['’]s[ \t]{1,3}/y
/** `the password's …`, where the verb is drawn into the name. */
export const contracted = (look: Look, to: number, sort: NameSort): boolean =>
  (look.text.charCodeAt(to) === 39 || look.text.charCodeAt(to) === 8217) &&
  saidAt(look, to, endOf(is, look.text, to), sort, isTold)

/** Behind the name, after so many words at most, something that can only be a password, or a key. */
export function nearby(look: Look, to: number, most: number, said: NameSort = 'password'): void {
  const isOne = said === 'password' ? isUnmistakable : isKey
  for (let at = to, count = 0; at >= 0 && count <= most; at = endOf(between, look.text, at), count += 1)
    if (saidAt(look, to, endOf(blank, look.text, at), said, isOne)) return
}

/** Long and made by chance. */
const isKey = (value: string): boolean =>
  /^[A-Za-z0-9+/=_-]{24,}$/.test(value) && looksRandom(value, 24) && !isUuid(value)

/** Where the name says little: a key of a file or a row is in small letters. */
const isMixedKey = (value: string): boolean =>
  isKey(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value)

/** Hides what is said at a place, when the words up to there are none about the secret and it is one. */
function saidAt(
  look: Look,
  to: number,
  start: number,
  said: NameSort,
  isOne: (value: string, said: NameSort) => boolean,
): boolean {
  const { text } = look
  if (start < 0) return false
  // The words of the change itself say nothing about the secret.
  const about = (): boolean => saysAbout(wordsOf(text.slice(to, start).replace(changed, ' ')))
  quoted.lastIndex = start
  const marked = mayQuote.has(text.charCodeAt(start)) ? quoted.exec(text) : null
  if (marked && isPlainly(look, to, marked)) {
    const inside = marked.slice(1).find(group => group !== undefined) ?? ''
    return (isOne === isTold || isOne(inside, said)) && !about() && hideQuoted(look, start, marked, said)
  }
  if (mayQuote.has(text.charCodeAt(start)) && text.length - start < 90) look.undecided(start)
  const end = endOf(word, text, start)
  if (end < 0) return false
  const value = text.slice(start, end).replace(/[.,;:)\]}。，；、]+$/, '')
  if (!isOne(value, said) || about()) return false
  look.hide(start, start + value.length, said === 'password' ? 'password' : 'secret', 'name')
  return true
}

const mayQuote = new Set([...'"\'`“„«'].map(char => char.charCodeAt(0)))

/** `mot clé «module»`: words for a key are words for other things too. */
function isPlainly(look: Look, to: number, marked: RegExpExecArray): boolean {
  const name = /[^\s_-]*$/.exec(look.text.slice(Math.max(0, to - 12), to))?.[0] ?? ''
  return !key.test(name) || marked.some((group, index) => index > 0 && group !== undefined && /\d/.test(group))
}

const linking =
  /(?:^|[\s"'`(:])([^\s"'`()<>]{6,80})["'`]?[ \t](?:as|is|for|was|als|ist|comme|est|como|es|come|è|é|som|är|er|jako|to|—|-|–)(?:[ \t](?:the|your|my|our|a|an|new|root|admin|das|dein|Ihr|neue|le|la|el|il|o|notre|nuestra|tu|votre|de|het|mot|mot de|db|database|wifi|temporary|initial|default|master|login|user)){0,4}[ \t]?$/i

const anaphora =
  /\b(?:one|pw|pwd|das alte|l'ancien|el anterior)[ \t](?:is|was|war|ist|était|era)[ \t]([^\s"'`()<>,;]{6,80})[^\n"'`<>]{0,50}$/i
const compared = /(["'`])([^"'`\n]{6,80})\1[ \t]?[!=]==?[ \t]?[\w.$]{0,40}$/

/** `use … as the password`, `… is your new password`: the value comes first. */
export function toldBefore(look: Look, from: number): void {
  const before = look.text.charCodeAt(from - 1)
  if (before !== 32 && before !== 61 && before !== 95 && before !== 46) return
  const start = Math.max(0, from - 140, look.hiddenTo)
  const code = compared.exec(look.text.slice(start, from))
  if (code?.[2] !== undefined && isUnmistakable(code[2]))
    return look.hide(start + code.index + 1, start + code.index + 1 + code[2].length, 'password', 'name')
  if (before !== 32) return
  const found = linking.exec(look.text.slice(start, from)) ?? anaphora.exec(look.text.slice(start, from))
  const value = found?.[1]?.replace(/[.,;:]+$/, '')
  if (found === null || value === undefined || !isUnmistakable(value)) return
  const at = start + found.index + found[0].indexOf(value)
  look.hide(at, at + value.length, 'password', 'name')
}

const laterOn =
  /(?:[^\n?!]{0,80}?[,.;:–—-][ \t]{1,3}(?:it['’]s|it is|it was|(?:er|es|das) (?:ist|lautet)|c['’]est|es|è|é|это)|[^\n?]{0,60}\?[ \t]{0,3}(?:\r?\n(?:[\w.]{1,20}: )?)?)[ \t]{0,3}([^\s"'`<>]{6,200})(?=[\s.,;)]|$)/iy
/** `the token is in the wiki, it's …`, `what is the password? …`: said later, so only what can be nothing else. */
function later(look: Look, to: number, sort: NameSort): boolean {
  const found = lastGroup(laterOn, look.text, to)
  const value = found?.value.replace(/[.,;:)]+$/, '') ?? ''
  if (!found) return false
  // The answer in a line of its own.
  const alone =
    look.text.slice(to, found.from).endsWith('\n') && /^\s*(?:\n|$)/.test(look.text.slice(found.to, found.to + 8))
  const isOne = sort !== 'password' ? isMixedKey : alone ? isStrong : isUnmistakable
  if (!isOne(value)) return false
  if (found.to === look.text.length) look.undecided(found.from)
  look.hide(found.from, found.from + value.length, sort === 'password' ? 'password' : 'secret', 'name')
  return true
}

/** In a stream the value of such a sentence has to wait for its name. */
export function holdBefore(look: Look): void {
  const { text } = look
  const line = Math.max(text.lastIndexOf('\n') + 1, text.length - 140)
  const code = openCode.exec(text.slice(Math.max(line, text.length - 80)))
  if (/---- ?[A-Z]{0,5}$/.test(text.slice(-12))) look.undecided(text.lastIndexOf('----'))
  if (code) look.undecided(Math.max(line, text.length - 80) + code.index)
  for (const found of text.slice(line).matchAll(/[^\s"'`()<>]{6,80}/g))
    if (isUnmistakable(found[0].replace(/[.,;:]+$/, ''))) return look.undecided(line + found.index)
}

const digitsFor =
  /[ \t](?:for|of|on|to|für|zum|zur|pour|du|de|del|della|do|da|voor|till|для|от|к)(?:[ \t][^\s.,;:=!?"'`()<>]{1,20}){1,4}?(?:[ \t]?:|[ \t](?:is|ist|est|es|è|é|är|=|—|–|-))[ \t]{1,3}(\d{4,8})(?![\w.,:/-]*\w)/iy
const digits = /(?:[ \t]{1,3}(?:(?:is|ist|est|es|è|é|code)[ \t]{1,3})?|[ \t]?:[ \t]{0,3})(\d{4,8})(?![\w.,:/-]*\w)/iy
/** `PIN 4821`, `passcode is 540182`: names whose values are numbers. */
function numbered(look: Look, from: number, to: number): boolean {
  if (!/(?:^|[-_ ])(?:passcode|pin|PIN|otp|OTP|puk|PUK)$/.test(look.text.slice(Math.max(0, from - 1), to))) return false
  const found = lastGroup(digits, look.text, to) ?? lastGroup(digitsFor, look.text, to)
  if (!found) return false
  if (look.text.length - found.to < 12) look.undecided(found.from)
  look.hide(found.from, found.to, 'password', 'name')
  return true
}

const codeValue =
  /[a-zà-žа-яі]{0,6}(?:[ \t][\p{L}0-9()]{1,12}){0,2}?(?:[ \t]?(?:[:=：]|is|ist|lautet|est|es|è|é|on|er|är|jest|to|—|は|是|为|為|는|은))?[ \t]{0,3}["'`*「]{0,2}(?:[A-Z]{1,3}-)?(\d{3}[- ]\d{3}|\d{4,8})(?![\w.,:/-]*\w)/iuy
const codeBefore =
  /(?:^|[\s"'`(:])(?:[A-Z]{1,3}-)?(\d{3}[- ]\d{3}|\d{4,8})["'`]? (?:is|ist|est|es|è|é)(?: [\p{L}]{1,14}){1,3}[ -]?$/u
const openCode =
  /(?:^|[\s"'`(:])(?:[A-Z]{1,3}-)?(?:\d{3}[- ]\d{3}|\d{4,8})["'`]?(?: (?:(?:is?|ist?|es?t?|è|é)(?: [\p{L}]{0,14}){0,4})?)?$/u
/** Codes that are sent to be typed in once. */
const onceCode: Finder = (look, at, length) => {
  const { text } = look
  if (at < look.hiddenTo) return
  const found = lastGroup(codeValue, text, at + length)
  if (found) {
    if (text.length - found.to < 12) look.undecided(found.from)
    return look.hide(found.from, found.to, 'code', 'name')
  }
  const start = Math.max(0, at - 70)
  const before = codeBefore.exec(text.slice(start, at))
  if (before?.[1] === undefined) return
  const from = start + before.index + before[0].indexOf(before[1])
  look.hide(from, from + before[1].length, 'code', 'name')
}
/** What such codes are called; the literal ends where the number may begin. */
const codeNames =
  'verification code|security code|one-time code|one time code|login code|sign-in code|confirmation code|authentication code|authorization code|2fa code|sms code|otp code|mfa code|einmalcode|ungscode|itscode|einmalpasswort|code de vérification|code de sécurité|code de confirmation|código de verificación|código de seguridad|código de confirmación|código de verificação|codice di verifica|codice di sicurezza|verificatiecode|kod weryfikacyjny|код подтверждения|код доступа|код безопасности|пин-код|пінкод|пін-код|пинкод|code pin|código pin|codice pin|kod pin|pin-kode|pinkode|pin-koodi|验证码|驗證碼|認証コード|確認コード|인증번호|인증 코드|doğrulama kodu|bekräftelsekod|vahvistuskoodi|engangskode'

const groups =
  /[ \t]?(?::|is|=)[ \t]{1,3}((?:[a-z2-7]{4}(?:(?:[ -][a-z2-7]{4}){15}|(?:[ -][a-z2-7]{4}){12}|(?:[ -][a-z2-7]{4}){3,7})|[A-Z2-7]{4}(?:(?:[ -][A-Z2-7]{4}){15}|(?:[ -][A-Z2-7]{4}){12}|(?:[ -][A-Z2-7]{4}){3,7})))(?![\w-])/y
const openGroups =
  /^[ \t]?(?::|is|=)[ \t]{1,3}(?:(?:[a-z2-7]{4}[ -]){1,16}[a-z2-7]{0,4}|(?:[A-Z2-7]{4}[ -]){1,16}[A-Z2-7]{0,4})$/
const fourGroups = /[ \t]?(?::|is|=)[ \t]{1,3}([a-z]{4}(?:[ -][a-z]{4}){3})(?![\w-])/y
/** The seed of a second factor as it is shown to be typed: groups of four. */
function grouped(look: Look, to: number): boolean {
  const short = /app[ -](?:specific[ -])?passwords?$/i.test(look.text.slice(Math.max(0, to - 24), to))
  const found = lastGroup(short ? fourGroups : groups, look.text, to)
  if (look.partial && openGroups.test(look.text.slice(to, to + 100))) look.undecided(to)
  if (!found || (!short && !/\d\D+\d/.test(found.value))) return false
  look.hide(found.from, found.to, 'secret', 'name')
  return true
}

const pairValue =
  /(?:[ \t]?(?::|is|are|=)[ \t]{1,3}[\w.@+-]{1,60}[ \t]{0,2}[/|,:][ \t]{0,2}|[ \t][\w.@+-]{1,60}[ \t][/|][ \t])([^\s"'`<>,;/\\]{6,80})/y
/** `Zugangsdaten fürs CMS: admin / …`: where the name is one that everybody uses, any word may be the password. */
const everybody =
  /(?:[ \t][^\s.,;:=!?"'`()<>/]{1,20}){0,5}[ \t]?:[ \t]{1,3}(?:admin|administrator|root|test|demo|guest|postgres|sa|ubuntu|pi|deploy|[\w.+-]{1,40}@[\w.-]{2,40})[ \t]{0,2}\/[ \t]{0,2}([^\s"'`<>,;/\\]{6,80})/iy
/** `creds: admin / …`: a name and a password in one value. */
function paired(look: Look, from: number, to: number): boolean {
  if (!/^(?:cred|creds|credentials|login|logins|zugangsdaten|identifiants)$/i.test(look.text.slice(from, to)))
    return false
  const found = lastGroup(pairValue, look.text, to)
  if (!found || !isTold(found.value, 'password')) return everybodys(look, to)
  look.hide(found.from, found.to, 'password', 'name')
  return true
}

function everybodys(look: Look, to: number): boolean {
  const found = lastGroup(everybody, look.text, to)
  const setting = { sort: 'password', quoted: false, loose: false, prose: false, next: '' } as const
  if (!found || !isSecretValue(found.value, setting)) return false
  if (found.to === look.text.length) look.undecided(found.from)
  look.hide(found.from, found.to, 'password', 'name')
  return true
}

function hideQuoted(look: Look, start: number, found: RegExpExecArray, sort: NameSort): boolean {
  const value = found.slice(1).find(group => group !== undefined) ?? ''
  const setting = { sort, quoted: true, loose: true, prose: false, next: '' }
  const from = start + found[0].indexOf(value)
  if (!isSecretValue(value, setting) || /^[\w$.]+[[(]/.test(value)) return false
  look.hide(from, from + value.length, 'password', 'name')
  return true
}

/** In a sentence only what no word looks like counts; a sentence after a colon is text. */
function isTold(value: string, sort: NameSort): boolean {
  if (value.length < 6 || /[=&]/.test(value) || !isMixed(value)) return false
  if (!isSecretValue(value, { sort, quoted: false, loose: true, prose: true, next: '' })) return false
  if (sort === 'password') return (isChopped(value) || !isWordy(value)) && !/[/(]/.test(value)
  return looksRandom(value, 12)
}

/** Letters and digits, or capitals where no word has them. */
function isMixed(value: string): boolean {
  if (!/[A-Za-z]/.test(value)) return false
  return (
    /\d/.test(value) ||
    isChopped(value) ||
    (value.length >= 8 && /^[A-Za-z]+$/.test(value) && /[A-Z].*[A-Z].*[A-Z]/.test(value) && !isWordy(value))
  )
}

const eastern =
  /(?:パスフレーズ|密码|密碼|口令|密钥|密鑰|令牌|パスワード|トークン|暗証番号|シークレット|秘密鍵|(?:PI|アクセス)キー|비밀번호|비번|패스워드|암호|토큰|รหัสผ่าน)[^\x00-\x7f、。，；：＝！？\u3000]{0,10}?(?:(?:是|为|為|は|を|が|은|는|คือ|改为|改成|[:：=＝])[ \t]*["'「『“【（(]?|[ \t]?[「『“【（])([\x21\x23-\x26\x28-\x5b\x5d-\x7e]{5,200})/y
/** Long words first have their own literals; words of two characters are looked for with what may follow them. */
const easternNames = [
  'パスワード',
  'パスフレーズ',
  'トークン',
  '暗証番号',
  'シークレット',
  '秘密鍵',
  'PIキー',
  'アクセスキー',
  '비밀번호',
  '패스워드',
  'รหัสผ่าน',
]
const easternShort = ['密码', '密碼', '口令', '密钥', '密鑰', '令牌', '암호', '토큰', '비번']

/** `密码是 …`, `数据库密码:…，用户名:…`, `パスワードは … です`: no blanks stand around the name, and particles do what verbs do. */
const easternSentence: Finder = (look, at) => {
  if (at < look.hiddenTo) return
  const run = lastGroup(eastern, look.text, at)
  if (!run) return
  const value = run.value.replace(/,(?=[\w.-]{0,40}[:=]|$).*$/, '').replace(/[.,;:!?)\]}]+$/, '')
  const made =
    isChopped(value) ||
    (/\d/.test(value) && (/[A-Za-z]/.test(value) || /^\d{5,}$/.test(value)) && !isWordy(value.replace(/^\d+$/, 'a1b')))
  const setting = { sort: 'password', quoted: false, loose: true, prose: false, next: '' } as const
  if (made && isSecretValue(value, setting)) {
    const secret = /^(?:密钥|密鑰|令牌|トークン|シークレット|秘密鍵|PI|アクセス|토큰)/.test(look.text.slice(at, at + 8))
    look.hide(run.from, run.from + value.length, secret ? 'secret' : 'password', 'name')
  }
}

/** Names of East Asian languages, and of codes, as literals. */
export function* easternLiterals(): Generator<Literal<Finder>> {
  for (const text of codeNames.split('|')) yield { text, anyCase: true, value: onceCode }
  for (const text of easternNames) yield { text, anyCase: false, value: easternSentence }
  for (const name of easternShort)
    for (const next of '是为為は은는:：=＝应設设已改被就更变變重换換「（')
      yield { text: name + next, anyCase: false, value: easternSentence }
}
