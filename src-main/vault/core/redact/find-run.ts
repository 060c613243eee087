import { ALNUM, isAt, JOIN, skipClass } from './chars.ts'
import { isWordy, looksRandom } from './random.ts'

/** Goes back over letters, digits and what joins them, at most so far. */
function backOver(text: string, at: number, most: number): number {
  let from = at
  const least = Math.max(0, at - most)
  while (from > least && isAt(text, from - 1, ALNUM | JOIN)) from -= 1
  return from
}

/** A private key of Bitcoin as wallets write it: 51 or 52 characters of base58 that stand alone. */
const isWif = (text: string, from: number, to: number): boolean =>
  (to - from === 51 || to - from === 52) &&
  !isAt(text, from - 1, JOIN) &&
  !'+/=.'.includes(text.charAt(from - 1) || ' ') &&
  !'+/=_-.'.includes(text.charAt(to) || ' ') &&
  /^(?:5[HJK]|[KL])[1-9A-HJ-NP-Za-km-z]{49,51}$/.test(text.slice(from, to))

/** Seeds whose whole run is base32 of one length and begins with what its kind is: NATS (58) and Stellar (56); and the long tokens of Sanity. */
const isSeed = (run: string): boolean =>
  /^(?:S[ACNOUX][A-Z2-7]{56}|S[A-D][A-Z2-7]{54})$/.test(run) ||
  (/^sk[A-Za-z0-9]{78,200}$/.test(run) && looksRandom(run))

/** A run of letters and digits too long to be a word, with a short name in front: `vendor_A1b2…`. */
export function longRun(look: { readonly text: string }, from: number, to: number): { from: number } | null {
  const { text } = look
  if (isWif(text, from, to)) return { from }
  if (
    to - from < 204 &&
    text.charCodeAt(from) < 116 &&
    !'+/='.includes(text.charAt(to) || ' ') &&
    isSeed(text.slice(from, to))
  )
    return { from }
  if (!'_-'.includes(text.charAt(from - 1) || ' ')) return null
  const start = backOver(text, from - 1, 20)
  const name = text.slice(start, from - 1)
  if (!/^[a-z][a-z0-9]{1,9}(?:[_-][a-zA-Z0-9]{1,9})?$/.test(name) || /^(?:sha|md|h|blake|v)\d/.test(name)) return null
  if (identifierPrefixes.has(name.split(/[_-]/)[0] ?? '')) return null
  // A shorter one has to stand alone: alphabets and slugs go on.
  if (to - from < 36 && (name.length > 5 || '_-'.includes(text.charAt(to) || ' '))) return null
  const body = text.slice(from, to)
  const mixed = /[a-z]/.test(body) && /[A-Z]/.test(body) && /\d/.test(body)
  return mixed && looksRandom(body) && !isWordy(body) ? { from: start } : null
}

/** Vendors' names of things that are not secret. */
const identifierPrefixes = new Set(
  'pk pi cus ch evt in sub si price prod acct cs seti pm req resp msg run thread asst file call chatcmpl toolu rs fc step vs batch ft org proj user usr phc obj id txn re_ pub dpl prj'.split(
    ' ',
  ),
)

const runAtLeast = 32

/** Finds runs of letters and digits of that length by looking only at every so-manieth character. */
export function* longRuns(text: string): Generator<[from: number, to: number]> {
  for (let at = runAtLeast - 1; at < text.length; ) {
    if (!isAt(text, at, ALNUM)) {
      at += runAtLeast
      continue
    }
    let from = at
    while (from > 0 && at - from < runAtLeast && isAt(text, from - 1, ALNUM)) from -= 1
    const to = skipClass(text, at, text.length, ALNUM)
    if (to - from >= runAtLeast) yield [from, to]
    at = to + runAtLeast
  }
}
