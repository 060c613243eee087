import { type Finder, lastGroup } from './find-format.ts'
import type { Literal } from './grams.ts'
import { isSecretValue } from './judge-value.ts'
import { isChopped, isWordy } from './random.ts'

const eastern =
  /(?:パスフレーズ|密码|密碼|口令|密钥|密鑰|令牌|パスワード|トークン|暗証番号|シークレット|秘密鍵|(?:PI|アクセス)キー|(?:PI|액세스|비밀|인증) ?키|비밀번호|비번|패스워드|암호|토큰|รหัสผ่าน)[^\x00-\x7f、。，；：＝！？\u3000]{0,10}?(?:(?:是|为|為|は|を|が|은|는|คือ|改为|改成|[:：=＝])[ \t]*["'「『“【（(]?|[ \t]?[「『“【（])([\x21\x23-\x26\x28-\x5b\x5d-\x7e]{5,200})/y
/** Long words first have their own literals; words of two characters are looked for with what may follow them. */
const easternNames = [
  'パスワード',
  'パスフレーズ',
  'トークン',
  '暗証番号',
  'シークレット',
  '秘密鍵',
  'PIキー',
  'PI 키',
  '액세스 키',
  '비밀 키',
  '비밀키',
  '인증 키',
  '인증키',
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
    const secret = /^(?:密钥|密鑰|令牌|トークン|シークレット|秘密鍵|PI|アクセス|액세스|비밀 ?키|인증|토큰)/.test(
      look.text.slice(at, at + 8),
    )
    look.hide(run.from, run.from + value.length, secret ? 'secret' : 'password', 'name')
  }
}

/** Names of East Asian languages as literals. */
export function* easternLiterals(): Generator<Literal<Finder>> {
  for (const text of easternNames) yield { text, anyCase: false, value: easternSentence }
  for (const name of easternShort)
    for (const next of '是为為は은는:：=＝应設设已改被就更变變重换換「（')
      yield { text: name + next, anyCase: false, value: easternSentence }
}
