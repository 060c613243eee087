import { endOf, type Finder, lastGroup } from './find-format.ts'
import type { Literal } from './grams.ts'
import { isSecretValue } from './judge-value.ts'
import { type NameSort, saysAbout, wordsOf } from './names.ts'
import { isWordy, looksRandom } from './random.ts'
import type { Look } from './span.ts'

/** A few words between a name and its verb: `Das Kennwort für den Server ist …`, `Password for bob: …`, `пароль от базы — …`. */
const clause =
  /(?:[ \t]\([^()\n]{1,40}\))?(?:[ \t]{1,3}[^\s.,;:!?="'`()<>[\]{}|]{1,24}){0,6}?(?:[ \t](?:is|was|ist|war|lautet|wurde|est|sera|es|era|será|è|é|foi|jest|är|er|теперь|nueva|nuova|nova|to|—|–|=|->|→)|[ \t]?:|：)(?:[ \t](?:now|still|jetzt|nun|maintenant|ahora|adesso|agora|теперь|set to|changed to))?[ \t]{1,3}/iy
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
  if (numbered(look, from, to) || grouped(look, to)) return
  if (paired(look, from, to)) return
  const said = saidSort(text.slice(from, to), sort)
  if (text.charCodeAt(to) !== 32 && said === sort) return
  if (said === 'random') return
  const start = endOf(clause, text, to)
  if (start < 0 || saysAbout(wordsOf(text.slice(to, start)))) return
  quoted.lastIndex = start
  const marked = quoted.exec(text)
  if (marked) return hideQuoted(look, start, marked, said)
  if (/["'`“„«]/.test(text.charAt(start)) && text.length - start < 90) look.undecided(start)
  const end = endOf(word, text, start)
  if (end < 0) return
  const value = text.slice(start, end).replace(/[.,;:)\]}。，；、]+$/, '')
  if (isTold(value, said)) look.hide(start, start + value.length, said === 'password' ? 'password' : 'secret', 'name')
}

const digits = /[ \t]{1,3}(?:(?:is|ist|est|es|è|é|code)[ \t]{1,3}|:[ \t]{0,3})?(\d{4,8})(?![\w.,:/-]*\w)/iy
/** `PIN 4821`, `passcode is 540182`: names whose values are numbers. */
function numbered(look: Look, from: number, to: number): boolean {
  if (!/(?:^|[-_ ])(?:passcode|pin|PIN|otp|OTP)$/.test(look.text.slice(Math.max(0, from - 1), to))) return false
  const found = lastGroup(digits, look.text, to)
  if (!found) return false
  if (look.text.length - found.to < 12) look.undecided(found.from)
  look.hide(found.from, found.to, 'password', 'name')
  return true
}

const groups =
  /[ \t]?(?::|is|=)[ \t]{1,3}((?:[a-z2-7]{4}(?:(?:[ -][a-z2-7]{4}){15}|(?:[ -][a-z2-7]{4}){12}|(?:[ -][a-z2-7]{4}){3,7})|[A-Z2-7]{4}(?:(?:[ -][A-Z2-7]{4}){15}|(?:[ -][A-Z2-7]{4}){12}|(?:[ -][A-Z2-7]{4}){3,7})))(?![\w-])/y
const openGroups =
  /^[ \t]?(?::|is|=)[ \t]{1,3}(?:(?:[a-z2-7]{4}[ -]){1,16}[a-z2-7]{0,4}|(?:[A-Z2-7]{4}[ -]){1,16}[A-Z2-7]{0,4})$/
/** The seed of a second factor as it is shown to be typed: groups of four. */
function grouped(look: Look, to: number): boolean {
  const found = lastGroup(groups, look.text, to)
  if (look.partial && openGroups.test(look.text.slice(to, to + 100))) look.undecided(to)
  if (!found || !/\d\D+\d/.test(found.value)) return false
  look.hide(found.from, found.to, 'secret', 'name')
  return true
}

const pairValue = /[ \t]?:[ \t]{1,3}[\w.@+-]{1,60}[ \t]{0,2}[/|,:][ \t]{0,2}([^\s"'`<>,;/\\]{6,80})/y
/** `creds: admin / …`: a name and a password in one value. */
function paired(look: Look, from: number, to: number): boolean {
  if (!/^(?:cred|creds|credentials|login|logins|zugangsdaten|identifiants)$/i.test(look.text.slice(from, to)))
    return false
  const found = lastGroup(pairValue, look.text, to)
  if (!found || !isTold(found.value, 'password')) return false
  look.hide(found.from, found.to, 'password', 'name')
  return true
}

function hideQuoted(look: Look, start: number, found: RegExpExecArray, sort: NameSort): void {
  const value = found.slice(1).find(group => group !== undefined) ?? ''
  const setting = { sort, quoted: true, loose: true, prose: false, next: '' }
  const from = start + found[0].indexOf(value)
  if (isSecretValue(value, setting)) look.hide(from, from + value.length, 'password', 'name')
}

/** In a sentence only what no word looks like counts; a sentence after a colon is text. */
function isTold(value: string, sort: NameSort): boolean {
  if (value.length < 6 || /[=&]/.test(value) || !isMixed(value)) return false
  if (!isSecretValue(value, { sort, quoted: false, loose: true, prose: true, next: '' })) return false
  if (sort === 'password') return !isWordy(value) && !/[/(]/.test(value)
  return looksRandom(value, 12)
}

/** Letters and digits, or capitals where no word has them. */
function isMixed(value: string): boolean {
  if (!/[A-Za-z]/.test(value)) return false
  return (
    /\d/.test(value) ||
    (value.length >= 8 && /^[A-Za-z]+$/.test(value) && /[A-Z].*[A-Z].*[A-Z]/.test(value) && !isWordy(value))
  )
}

const eastern =
  /(?:密码|密碼|口令|密钥|密鑰|令牌|パスワード|トークン|暗証番号|シークレット|秘密鍵|(?:PI|アクセス)キー|비밀번호|암호|토큰)[^\x00-\x7f、。，；：＝！？\u3000]{0,10}?(?:是|为|為|は|を|が|은|는|[:：=＝])[ \t]*["'「『“]?([\x21\x23-\x26\x28-\x5b\x5d-\x7e]{5,200})/y
/** Long words first have their own literals; words of two characters are looked for with what may follow them. */
const easternNames = [
  'パスワード',
  'トークン',
  '暗証番号',
  'シークレット',
  '秘密鍵',
  'PIキー',
  'アクセスキー',
  '비밀번호',
]
const easternShort = ['密码', '密碼', '口令', '密钥', '密鑰', '令牌', '암호', '토큰']

/** `密码是 …`, `数据库密码:…，用户名:…`, `パスワードは … です`: no blanks stand around the name, and particles do what verbs do. */
const easternSentence: Finder = (look, at) => {
  if (at < look.hiddenTo) return
  const run = lastGroup(eastern, look.text, at)
  if (!run) return
  const value = run.value.replace(/,(?=[\w.-]{0,40}[:=]|$).*$/, '').replace(/[.,;:!?)\]}]+$/, '')
  const made =
    /\d/.test(value) && (/[A-Za-z]/.test(value) || /^\d{5,}$/.test(value)) && !isWordy(value.replace(/^\d+$/, 'a1b'))
  const setting = { sort: 'password', quoted: false, loose: true, prose: false, next: '' } as const
  if (made && isSecretValue(value, setting)) {
    const secret = /^(?:密钥|密鑰|令牌|トークン|シークレット|秘密鍵|PI|アクセス|토큰)/.test(look.text.slice(at, at + 8))
    look.hide(run.from, run.from + value.length, secret ? 'secret' : 'password', 'name')
  }
}

/** Names of East Asian languages as literals. */
export function* easternLiterals(): Generator<Literal<Finder>> {
  for (const text of easternNames) yield { text, anyCase: false, value: easternSentence }
  for (const name of easternShort)
    for (const next of '是为為は은는:：=＝应設设') yield { text: name + next, anyCase: false, value: easternSentence }
}
