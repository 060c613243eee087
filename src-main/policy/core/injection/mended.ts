import type { Found } from './decodings.ts'
import { vocabulary } from './vocabulary.ts'

// A person reads past slips; a long text has some of its own, and nobody hides an order in thousands.
const LONGEST_MENDED = 4000
const LEAST_MENDED = 2
/** Words that a slip is looked up for: short ones are one letter away from too many others. */
const SHORTEST_SLIP = 6

/** Readings in which words are whole again: cut ones put together, misspelt ones mended. */
export function mended(folded: string): Found[] {
  if (folded.length > LONGEST_MENDED) return []
  return [...rejoined(folded), ...respelt(folded), ...pigLatin(folded)]
}

const BETWEEN = /^(?:<[a-z/!][^<>]{0,24}>|[ .,'"_*~|/\\{}+^=-]{1,4}|&[a-z]{2,6};|&#x?[0-9a-f]{2,6};)$/

/** `ig nore`, `ig<wbr>nore`, `ig''nore`: two pieces that are one word, and not two. */
function rejoined(text: string): Found[] {
  const known = vocabulary()
  let joined = 0
  const out = text.replace(
    /([a-z]{1,12})((?:<[^<>]{1,24}>|[^a-z0-9<>\n]){1,8})(?=([a-z]{1,12})(?![a-z]))/g,
    (whole, first: string, between: string, second: string) => {
      const word = first + second
      if (word.length < 4 || !known.has(word) || (known.has(first) && known.has(second))) return whole
      if (!BETWEEN.test(between)) return whole
      joined += 1
      return first
    },
  )
  return joined < LEAST_MENDED ? [] : [{ how: 'words cut apart', text: out, withRest: true }]
}

/** Misspelt words by what is left of them: doubled letters, letters in another order, one too few or too many, no vowels. */
function respelt(text: string): Found[] {
  let changed = 0
  let words = 0
  const out = text.replace(/[a-z]{3,40}/g, word => {
    words += 1
    const right = rightly(word)
    if (right === word) return word
    changed += 1
    return right
  })
  return changed < LEAST_MENDED || changed * 5 < words ? [] : [{ how: 'misspelt words', text: out, withRest: true }]
}

function rightly(word: string): string {
  if (vocabulary().has(word)) return word
  const hissed = word.replaceAll('z', 's')
  if (hissed !== word && vocabulary().has(hissed)) return hissed
  const { single, stirred, bare, short } = keysAtHand()
  const least = single.get(once(word))
  if (least !== undefined && /(.)\1/.test(word)) return least
  if (word.length >= SHORTEST_SLIP - 1) {
    const other = stirred.get(stir(word)) ?? short.get(word) ?? tooLong(word)
    if (other !== undefined) return other
  }
  return /^.[^aeiou]+$/.test(word) ? (bare.get(word) ?? word) : word
}

/** A word with one letter too many. */
function tooLong(word: string): string | undefined {
  if (word.length <= SHORTEST_SLIP || word.length > 16) return undefined
  for (let at = 1; at < word.length - 1; at += 1) {
    const less = word.slice(0, at) + word.slice(at + 1)
    if (vocabulary().has(less)) return less
  }
  return undefined
}

interface Keys {
  single: Map<string, string>
  stirred: Map<string, string>
  bare: Map<string, string>
  short: Map<string, string>
}

let atHand: Keys | null = null
/** The words of the vocabulary by what slips leave of them. */
function keysAtHand(): Keys {
  atHand ??= keysOf([...vocabulary()])
  return atHand
}

function keysOf(words: readonly string[]): Keys {
  const keys: Keys = { single: new Map(), stirred: new Map(), bare: new Map(), short: new Map() }
  const add = (map: Map<string, string>, key: string, word: string): void => {
    if (!map.has(key)) map.set(key, word)
  }
  for (const word of words) {
    if (word.length >= 3) add(keys.single, once(word), word)
    if (word.length >= 3) add(keys.bare, withoutVowels(word), word)
    if (word.length >= SHORTEST_SLIP - 1) add(keys.stirred, stir(word), word)
    if (word.length < SHORTEST_SLIP) continue
    for (let at = 1; at < word.length - 1; at += 1) add(keys.short, word.slice(0, at) + word.slice(at + 1), word)
  }
  return keys
}

const once = (word: string): string => word.replace(/(.)\1+/g, '$1')
const withoutVowels = (word: string): string => word.charAt(0) + word.slice(1).replace(/[aeiou]/g, '')
const stir = (word: string): string => word.charAt(0) + [...word.slice(1, -1)].sort().join('') + word.slice(-1)

/** Pig Latin: the letters before the first vowel stand at the end, and "ay" behind them. */
function pigLatin(text: string): Found[] {
  const words = text.match(/[a-z]+/g) ?? []
  const pigs = words.filter(word => word.length > 3 && word.endsWith('ay'))
  if (pigs.length < 3 || pigs.length * 2 < words.length) return []
  return [{ how: 'Pig Latin', text: text.replace(/[a-z]{2,}ay(?![a-z])/g, unpigged) }]
}

function unpigged(word: string): string {
  const body = word.slice(0, -2)
  const turns = Array.from({ length: Math.min(5, body.length) }, (_, back) => {
    const at = body.length - back
    return body.slice(at) + body.slice(0, at)
  })
  const vowelFirst = [body.replace(/[wy]$/, ''), body.replace(/(?:way|yay)$/, '')]
  return [...vowelFirst, ...turns].find(one => vocabulary().has(one)) ?? turns[1] ?? body
}
