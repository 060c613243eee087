import { wordStartsAt } from './chars.ts'
import type { Finder } from './find-format.ts'
import type { Literal } from './grams.ts'
import { looksRandom } from './random.ts'

const nameRun = /[A-Za-z0-9_-]{0,512}/y

/** `xyz_live_…`, `acme-secret-…`: a word that tells, in front of something made by chance, whoever the vendor may be. */
const telling: Finder = (look, at, length) => {
  const { text } = look
  const from = look.runStart(nameRun, at, 24)
  if (at - from < 1 || from < look.hiddenTo || !wordStartsAt(text, from)) return
  const to = look.runEnd(text, at + length, nameRun)
  if (to === text.length) look.undecided(from)
  const start = at + length
  // What costs least and says no most often comes first.
  if (to - start < 20 || look.words.isWordy(start, Math.min(to, start + 96))) return
  const body = text.slice(start, Math.min(to, start + 400))
  if (/[_-][a-z]{3,}[_-]/.test(body) || /^(?:pk|pub|public|publishable)[_-]/i.test(text.slice(from, at + 1))) return
  if (looksRandom(body.slice(0, 120), 20)) look.hide(from, to, 'token', 'format')
}

const tellingParts = [
  'live',
  'test',
  'prod',
  'secret',
  'sk',
  'pat',
  'key',
  'token',
  'apikey',
  'api',
  'oauth',
  'refresh',
  'access',
  'bot',
  'svc',
  'rk',
  'at',
  'rt',
  'priv',
  'private',
  'sandbox',
  'auth',
  'tok',
  'service',
  'admin',
  'pw',
  'cred',
  'v1',
  'v2',
  'v3',
  'sec',
]

/** Words in the middle of a token that tell, as literals. */
export function* tellingLiterals(): Generator<Literal<Finder>> {
  for (const part of tellingParts) {
    for (const join of '_-') yield { text: `${join}${part}${join}`, anyCase: false, value: telling }
  }
}
