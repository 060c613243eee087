import { lastGroup } from './find-format.ts'
import { isTold } from './judge-told.ts'
import { isSecretValue } from './judge-value.ts'
import type { Look } from './span.ts'

const pairValue =
  /(?:[ \t]?(?::|is|are|=)[ \t]{1,3}[\w.@+-]{1,60}[ \t]{0,2}[/|,:][ \t]{0,2}|[ \t][\w.@+-]{1,60}[ \t][/|][ \t])([^\s"'`<>,;/\\]{6,80})/y
/** `Zugangsdaten fürs CMS: admin / …`: where the name is one that everybody uses, any word may be the password. */
const everybody =
  /(?:[ \t][^\s.,;:=!?"'`()<>/]{1,20}){0,5}[ \t]?:[ \t]{1,3}(?:admin|administrator|root|test|demo|guest|postgres|sa|ubuntu|pi|deploy|[\w.+-]{1,40}@[\w.-]{2,40})[ \t]{0,2}\/[ \t]{0,2}([^\s"'`<>,;/\\]{6,80})/iy
/** `creds: admin / …`: a name and a password in one value. */
export function paired(look: Look, from: number, to: number): boolean {
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
