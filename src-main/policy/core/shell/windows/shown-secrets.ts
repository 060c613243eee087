import type { Finding } from '../inspector.ts'
import { PRINTS, SECRET_NAME } from '../rules/secrets.ts'

/** What an `echo` or a lone variable shows: a secret stays in the log of the session. */
export function shownSecrets(texts: readonly string[], variable: RegExp): Finding[] {
  const named = texts.flatMap(text => [...text.matchAll(variable)].map(([, name = '']) => name))
  return named.some(name => SECRET_NAME.test(name)) ? [PRINTS] : []
}

/** `%NAME%`, `!NAME!`. */
export const OF_CMD = /[%!](\w+)[%!]/g
/** `$env:NAME`, `Env:\NAME`. */
export const OF_POWERSHELL = /\$\{?env:(\w+)/gi
/** `Env:\NAME`, `Env:*NAME*`. */
export const ON_THE_DRIVE = /\benv:[\\/]?\*?(\w+)/gi
