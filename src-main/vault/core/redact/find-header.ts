import { decodeBase64 } from './base64.ts'
import { endOf, type Finder, lastGroup } from './find-format.ts'
import { isSecretValue } from './judge-value.ts'
import { judgeName } from './names.ts'
import { isWordy, looksRandom } from './random.ts'
import type { Look } from './span.ts'

const header = /authorization\\*["']?[ \t]{0,4}[:=,][ \t]{0,4}\\*["']?/iy
const scheme = /([A-Za-z][A-Za-z0-9_-]{1,30})(?:[ \t]{1,20}|\+|%20|=)/y
const credential = /[^\s"'`,;&<>\\]+/y
const placeholder =
  /^(?:[$<{[%*(]|(?:your|my|insert|some|example)[-_]|[A-Z_]*(?:TOKEN|_KEY|SECRET)[A-Z_]*$|[\w-]{0,12}\.{3}$|required|token|header|of\b|is\b|authentication|auth\b|xxx|\.\.\.)/i

/** `Authorization: Bearer …`, whatever the scheme is called. The scheme stays, what follows goes. */
export const authorizationHeader: Finder = (look, at) => {
  const { text } = look
  const from = at < look.hiddenTo ? -1 : endOf(header, text, at)
  if (from < 0) return
  if (from >= text.length) return
  digestAnswer(look, from)
  const named = endOf(scheme, text, from)
  const start = named > 0 ? named : from
  const to = endOf(credential, text, start)
  if (to < 0) return
  const value = text.slice(start, to)
  // Several named parts: those that are secret tell by their names.
  if (/^(?:Credential|keyId|username|oauth_\w{1,20}|id|realm|algorithm)=/i.test(value)) return
  if (value.length < 6 || placeholder.test(value)) return
  if (named < 0 && isWordy(value) && value.length < 24) return
  if (named < 0 && value.length < 16 && /^[a-z]+\d?[A-Za-z]*$/.test(value)) return
  if (named < 0 && /^[A-Za-z_]+(?:\??\.[A-Za-z_]+)*(?:\(|$)/.test(value)) return
  look.hide(start, to, 'authorization', 'name')
}

const answer = /(?:digest[^\n]{0,400}?response|hawk[^\n]{0,300}?mac)\\*=\\*"?([0-9a-z+/=]{32,128})/iy

/** The answer of digest authentication, further on in its header. */
function digestAnswer(look: Look, from: number): void {
  const found = lastGroup(answer, look.text, from)
  if (found) look.hide(found.from, found.to, 'authorization', 'name')
}

const bearerValue = /bearer(?:[ \t]{1,20}|\+|%20|:[ \t]*|=)["']?([A-Za-z0-9._~+/=|-]{8,})/iy

/** `Bearer …` without its header, as in logs and code. */
export const bearer: Finder = (look, at) => {
  if (at < look.hiddenTo) return
  const found = lastGroup(bearerValue, look.text, at)
  if (!found || placeholder.test(found.value)) return
  const { value, from, to } = found
  const made = looksRandom(value, 12) || (/\d/.test(value) && /[A-Za-z]/.test(value) && value.length >= 10)
  if (made || value.length >= 32) look.hide(from, to, 'bearer token', 'name')
}

const basicValue = /basic(?:[ \t]{1,20}|\+|%20)([A-Za-z0-9+/=_-]{8,600})/iy

/** `Basic` and base64 of a name, a colon and a password. */
export const basic: Finder = (look, at) => {
  if (at < look.hiddenTo || look.isSeen(basicValue, at)) return
  const found = lastGroup(basicValue, look.text, at)
  if (!found) return
  look.see(basicValue, found.to)
  if (isPair(found.value)) look.hide(found.from, found.to, 'authorization', 'name')
}

const authField = /auth\\{0,4}["'][ \t]{0,9}:[ \t]{0,9}\\{0,4}["']([A-Za-z0-9+/=_-]{8,})/y

/** `"auth": "<base64 of name:password>"`, as in a container registry's settings. */
export const authPair: Finder = (look, at) => {
  const found = lastGroup(authField, look.text, at)
  if (found && isPair(found.value)) look.hide(found.from, found.to, 'authorization', 'name')
}

/** Whether base64 holds `name:password` in printable characters. */
function isPair(value: string): boolean {
  const plain = decodeBase64(value.slice(0, 400))
  if (plain === null) return false
  // A key in place of the name, and no password.
  const alone = /^([\x21-\x39\x3b-\x7e]{16,}):$/.exec(plain)?.[1]
  return /^[\x20-\x7e]*:[\x20-\x7e]+$/.test(plain) || (alone !== undefined && looksRandom(alone))
}

const cookieHeader = /cookie\\*["']?[ \t]{0,4}[:=][ \t]{0,4}\\*["']?/iy
const cookiePair = /[ \t]*([^\s=;,"']{1,80})=([^\s;,"'\\]{0,2048});?/y
const cookieNames = /sess|sid|auth|token|csrf|xsrf|jwt|login|remember|secret|user|access|refresh|^id$/i

/** The cookies of a request or an answer: those that let somebody in. */
export const cookieLine: Finder = (look, at) => {
  const { text } = look
  let from = at < look.hiddenTo ? -1 : endOf(cookieHeader, text, at)
  if (from < 0 || look.isSeen(cookiePair, from)) return
  for (let count = 0; count < 64; count += 1) {
    cookiePair.lastIndex = from
    const found = cookiePair.exec(text)
    if (!found) break
    const [, name = '', value = ''] = found
    const end = cookiePair.lastIndex
    const start = from + found[0].indexOf('=') + 1
    if (isCookieSecret(name, value)) look.hide(start, start + value.length, 'cookie', 'name')
    from = end
    if (text.charAt(end - 1) !== ';') break
  }
  look.see(cookiePair, from)
}

function isCookieSecret(name: string, value: string): boolean {
  if (/^(?:path|expires|domain|max-age|samesite|version|priority)$/i.test(name) || placeholder.test(value)) return false
  if (cookieNames.test(name) || judgeName(name) !== null) {
    return (
      value.length >= 8 &&
      (looksRandom(value, 8) ||
        isSecretValue(value, { sort: 'secret', quoted: false, loose: false, prose: false, next: '' }))
    )
  }
  return value.length >= 24 && looksRandom(value, 24)
}
