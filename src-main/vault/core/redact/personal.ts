import { ALNUM, DIGIT, isAt } from './chars.ts'
import type { Look } from './span.ts'

/** The check sum of card numbers. */
export function luhnHolds(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48
    const doubled = index % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** What a letter or digit counts in the check sum of IBANs: A is 10. */
const worth = (code: number): number => (code >= 65 ? (code & 31) + 9 : code - 48)

/** How long the longest beginning of a text is, at most 34 characters, that is an IBAN whose check sum holds: the rest of division by 97 is 1. */
export function ibanLength(text: string): number {
  const [a = 0, b = 0, c = 0, d = 0] = [0, 1, 2, 3].map(at => worth(text.charCodeAt(at)))
  const country = a * 10_000 + b * 100 + c * 10 + d
  let rest = 0
  let length = 0
  for (let at = 4; at < text.length && at < 34; at += 1) {
    const value = worth(text.charCodeAt(at))
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
    if (at >= 14 && (rest * 1_000_000 + country) % 97 === 1) length = at + 1
  }
  return length
}

const card = /(?:\d[ -]?){12,18}\d/g
/** First digits of the card schemes; a random number with a right check sum seldom has them. */
const issuers = /^(?:4|5[1-5]|2[2-7]|3[4-7]|6(?:011|[45])|62|35|30[0-5]|3[89]|50|5[6-9]|6)/
const iban = /[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?/g

/** Addresses of places for examples, and of machines, are nobody's. */
const emailName = /[A-Za-z0-9._%+-]{1,64}$/
const emailHost = /@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/y
/** In the international way of writing only: a national number cannot be told from any other number. */
const phone = /\+[1-9]\d{0,2}[ .-]?(?:\(\d{1,5}\)[ .-]?)?\d{1,5}(?:[ .-]?\d{2,5}){1,4}(?!\d)/g

/** Card numbers and IBANs whose check sums hold, e-mail addresses and telephone numbers. */
export function lookForPersonal(look: Look): void {
  for (const found of look.text.matchAll(card)) {
    const from = found.index
    const to = from + found[0].length
    const digits = found[0].replace(/[ -]/g, '')
    if (
      isAt(look.text, from - 1, ALNUM) ||
      isAt(look.text, to, ALNUM) ||
      '.-'.includes(look.text.charAt(from - 1) || ' ')
    )
      continue
    if (issuers.test(digits) && luhnHolds(digits) && new Set(digits).size > 1)
      look.hide(from, to, 'card number', 'personal')
  }
  for (const found of look.text.matchAll(iban)) hideIban(look, found.index, found[0])
  // By its @: looking for the name first costs more than everything else together.
  for (let at = look.text.indexOf('@'); at >= 0; at = look.text.indexOf('@', at + 1)) {
    emailHost.lastIndex = at
    const name = emailHost.test(look.text) ? emailName.exec(look.text.slice(Math.max(0, at - 64), at))?.[0] : undefined
    if (name) hideEmail(look, at - name.length, look.text.slice(at - name.length, emailHost.lastIndex))
  }
  for (const found of look.text.matchAll(phone)) hidePhone(look, found.index, found[0])
  if (look.partial) holdDigits(look)
}

function hideEmail(look: Look, from: number, text: string): void {
  const machine = /^(?:git|hg|svn|root|user)@|@(?:users\.noreply|localhost)/.test(text)
  // `name@1.2.3` of packages and `user@host.example` before a path of git or scp.
  if (!machine && look.text.charAt(from + text.length) !== ':')
    look.hide(from, from + text.length, 'e-mail address', 'personal')
}

function hidePhone(look: Look, from: number, text: string): void {
  const digits = text.replace(/\D/g, '').length
  const alone = !isAt(look.text, from - 1, ALNUM) && !isAt(look.text, from + text.length, ALNUM)
  if (alone && digits >= 9 && digits <= 15) look.hide(from, from + text.length, 'telephone number', 'personal')
}

/** The pattern may have taken a word too many: it ends where the check sum holds. */
function hideIban(look: Look, from: number, text: string): void {
  if (isAt(look.text, from - 1, ALNUM)) return
  let left = ibanLength(text.replaceAll(' ', ''))
  if (left === 0) return
  let to = from
  for (; left > 0; to += 1) if (look.text.charCodeAt(to) !== 32) left -= 1
  look.hide(from, to, 'iban', 'personal')
}

/** Digits in groups at the end of the text may go on. */
function holdDigits(look: Look): void {
  let at = look.text.length
  while (
    at > 0 &&
    look.text.length - at < 44 &&
    (isAt(look.text, at - 1, DIGIT) || /[A-Z .()+-]/.test(look.text.charAt(at - 1)))
  )
    at -= 1
  if (/\d/.test(look.text.slice(at))) look.undecided(at)
}
