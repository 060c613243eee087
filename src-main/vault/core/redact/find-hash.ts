import { type Finder, shaped } from './find-format.ts'
import type { Literal } from './grams.ts'

const cryptHash = /\$(?:1|5|6|7|8|9|y|gy|md5|sha1|apr1|scrypt)\$[A-Za-z0-9./=,$_-]{20,200}/y
const argonHash = /\$(?:argon2(?:id|i|d)|pbkdf2[a-z0-9-]*|scrypt)\$[A-Za-z0-9./=,$+_-]{20,300}/y

/** Hashes of passwords as systems and data bases keep them, as literals: who has one can try passwords on it. */
export function* hashLiterals(): Generator<Literal<Finder>> {
  const exact = (text: string, value: Finder): Literal<Finder> => ({ text, anyCase: false, value })
  for (const start of ['$1$', '$5$', '$6$', '$7$', '$8$', '$9$', '$y$', '$gy$', '$apr1$'])
    yield exact(start, shaped('password hash', cryptHash))
  for (const start of ['$2a$', '$2b$', '$2x$', '$2y$'])
    yield exact(start, shaped('password hash', /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{22,60}/y))
  for (const start of ['$argon2', '$pbkdf2', '$scrypt$']) yield exact(start, shaped('password hash', argonHash))
  yield exact(
    'grub.pbkdf2.',
    shaped('password hash', /grub\.pbkdf2\.sha\d{3}\.\d+\.[0-9A-F]{16,256}\.[0-9A-F]{32,256}/y),
  )
  for (const start of ['{SSHA', '{SHA', '{SMD5', '{CRYPT', '{PBKDF2'])
    yield exact(start, shaped('password hash', /\{[A-Z0-9-]{3,16}\}[A-Za-z0-9+/=$.]{24,300}/y))
  yield exact(
    'SCRAM-SHA-',
    shaped(
      'password hash',
      /SCRAM-SHA-\d{1,3}\$\d+:[A-Za-z0-9+/=]{8,80}\$[A-Za-z0-9+/=]{20,100}:[A-Za-z0-9+/=]{20,100}/y,
    ),
  )
}
