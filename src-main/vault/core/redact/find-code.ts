import { type Finder, lastGroup } from './find-format.ts'
import type { Literal } from './grams.ts'
import type { Look } from './span.ts'

const digitsFor =
  /[ \t](?:for|of|on|to|für|zum|zur|pour|du|de|del|della|do|da|voor|till|для|от|к)(?:[ \t][^\s.,;:=!?"'`()<>]{1,20}){1,4}?(?:[ \t]?:|[ \t](?:is|ist|est|es|è|é|är|=|—|–|-))[ \t]{1,3}(\d{4,8})(?![\w.,:/-]*\w)/iy
const digits = /(?:[ \t]{1,3}(?:(?:is|ist|est|es|è|é|code)[ \t]{1,3})?|[ \t]?:[ \t]{0,3})(\d{4,8})(?![\w.,:/-]*\w)/iy
/** `PIN 4821`, `passcode is 540182`: names whose values are numbers. */
export function numbered(look: Look, from: number, to: number): boolean {
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
/** The end of a text in which such a code may just have been said. */
export const openCode =
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
  'verification code|security code|one-time code|one time code|login code|sign-in code|confirmation code|authentication code|authorization code|2fa code|sms code|otp code|mfa code|einmalcode|ungscode|itscode|einmalpasswort|code de vérification|code de sécurité|code de confirmation|código de verificación|código de seguridad|código de confirmación|código de verificação|codice di verifica|codice di sicurezza|verificatiecode|kod weryfikacyjny|код подтверждения|код доступа|код безопасности|пин-код|пінкод|пін-код|пинкод|code pin|código pin|одноразовый пароль|одноразовый код|mot de passe à usage unique|contraseña de un solo uso|einmalkennwort|one-time password|one time password|one-time passcode|one-time pin|一次性密码|ワンタイムパスワード|일회용 비밀번호|door code|gate code|alarm code|entry code|access code|garage code|lockbox code|safe code|türcode|codice pin|kod pin|pin-kode|pinkode|pin-koodi|验证码|驗證碼|認証コード|確認コード|인증번호|인증 코드|doğrulama kodu|bekräftelsekod|vahvistuskoodi|engangskode'

const groups =
  /[ \t]?(?::|is|=)[ \t]{1,3}((?:[a-z2-7]{4}(?:(?:[ -][a-z2-7]{4}){15}|(?:[ -][a-z2-7]{4}){12}|(?:[ -][a-z2-7]{4}){3,7})|[A-Z2-7]{4}(?:(?:[ -][A-Z2-7]{4}){15}|(?:[ -][A-Z2-7]{4}){12}|(?:[ -][A-Z2-7]{4}){3,7})))(?![\w-])/y
const openGroups =
  /^[ \t]?(?::|is|=)[ \t]{1,3}(?:(?:[a-z2-7]{4}[ -]){1,16}[a-z2-7]{0,4}|(?:[A-Z2-7]{4}[ -]){1,16}[A-Z2-7]{0,4})$/
const fourGroups = /[ \t]?(?::|is|=)[ \t]{1,3}([a-z]{4}(?:[ -][a-z]{4}){3})(?![\w-])/y
/** The seed of a second factor as it is shown to be typed: groups of four. */
export function grouped(look: Look, to: number): boolean {
  const short = /app[ -](?:specific[ -])?passwords?$/i.test(look.text.slice(Math.max(0, to - 24), to))
  const found = lastGroup(short ? fourGroups : groups, look.text, to)
  if (look.partial && openGroups.test(look.text.slice(to, to + 100))) look.undecided(to)
  if (!found || (!short && !/\d\D+\d/.test(found.value))) return false
  look.hide(found.from, found.to, 'secret', 'name')
  return true
}

/** What codes are called as literals. */
export function* codeLiterals(): Generator<Literal<Finder>> {
  for (const text of codeNames.split('|')) yield { text, anyCase: true, value: onceCode }
}
