import type { Finder } from './find-format.ts'
import { looksRandom } from './random.ts'

const authority = /[^\s"'<>`\\]{1,600}/y
const longestAuthority = 600
const scheme = /[a-z][a-z0-9+.-]{0,30}$/i
const reference = /^(?:\$|\{\{|<|%s|%\(|\*{3,}|x{4,}$|\.{3,}|\[|#\{|\{[a-z_]+\}$)/i

/** `scheme://name:password@host`: the password goes, the name and the host stay. A name alone goes when it is a token. */
export const address: Finder = (look, at) => {
  const { text } = look
  if (!scheme.test(text.slice(Math.max(0, at - 31), at))) return
  const from = at + 3
  const end = Math.min(look.runEnd(text, from, authority), from + longestAuthority)
  if (end === from) return
  const run = text.slice(from, end)
  const sign = atSign(run)
  if (sign < 0) return
  const colon = run.indexOf(':')
  if (colon < 0 || colon > sign) {
    if (looksRandom(run.slice(0, sign), 20)) look.hide(from, from + sign, 'token', 'name')
    return
  }
  const password = run.slice(colon + 1, sign)
  const name = run.slice(0, colon)
  if (password === '' || password === 'x-oauth-basic') {
    if (looksRandom(name, 16)) look.hide(from, from + colon, 'token', 'name')
  } else if (
    !reference.test(password) &&
    !(/^(?:user|username|usr|name)$/i.test(name) && /^(?:pass|password|passwd|pwd)$/i.test(password))
  ) {
    look.hide(from + colon + 1, from + sign, 'password', 'name')
    if (/^A[KS]IA[A-Z0-9]{12,}$/.test(name) || (looksRandom(name, 20) && /^x-/.test(password)))
      look.hide(from, from + colon, 'token', 'name')
  }
}

/**
 * The `@` that ends the name and password. A password may hold `/`, `#`, `?` and `@` unencoded; a path may hold `@` too,
 * but then a host and perhaps a port stand before its first slash.
 */
function atSign(run: string): number {
  const slash = run.search(/[/?#]/)
  const host = slash < 0 ? run : run.slice(0, slash)
  const inHost = host.lastIndexOf('@')
  if (inHost >= 0 || slash < 0) return inHost
  const colon = host.indexOf(':')
  if (colon < 0 || /^\d{0,5}$/.test(host.slice(colon + 1))) return -1
  const later = run.indexOf('@', slash)
  return later >= 0 && later < 200 ? later : -1
}
