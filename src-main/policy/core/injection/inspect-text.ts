import type { Found } from './decodings.ts'
import { ciphers, disguises } from './disguises.ts'
import { fold, hiddenBetweenLetters } from './fold.ts'
import { hiddenTexts } from './hidden.ts'
import { withLikeness } from './likeness/weigh-likeness.ts'
import { buildMatcher, findWords, type Matcher } from './match.ts'
import { heaviest, readText } from './read-text.ts'
import type { Place, Sign } from './sign.ts'
import { LEXICONS } from './words/all.ts'

/** What the tripwire says about a text: a score from 0 to 100 and why. */
export interface Inspection {
  flagged: boolean
  score: number
  reasons: readonly string[]
  /** How the text was hidden, when it was. */
  disguises: readonly string[]
}

/** From this score on a text counts as an attempt. Tuned on the corpus: below it lie honest texts with the same words. */
export const FLAG_AT = 50

// Pages and mails are far shorter. Of a longer text the beginning and the end are read, and since nobody looked at
// the middle it counts as suspicious. Measured: 256 000 letters of the worst floods take about a tenth of a second.
const LONGEST_READ = 256_000
const END_READ = 32_000
const DEEPEST = 3
const MOST_READINGS = 60
/** Letters of decoded text over all layers; beyond it the rest is not opened. */
const MOST_DECODED = 200_000

let shared: Matcher | null = null
const words = (): Matcher => {
  shared ??= buildMatcher(LEXICONS)
  return shared
}

/** What a folded text comes to, when its signs are these and this is their heaviest place. */
type Weighing = (folded: string, signs: readonly Sign[], place: Place) => Place

interface Reading extends Place {
  how: string[]
}

/**
 * Looks for attempts to steer an agent in a text of strangers. It is a tripwire and no wall: it sees known
 * shapes in many disguises and languages, and it misses what is merely said cleverly.
 */
export function inspectText(text: string, weighing: Weighing = withLikeness): Inspection {
  const read = text.length > LONGEST_READ ? text.slice(0, LONGEST_READ - END_READ) + text.slice(-END_READ) : text
  const folded = fold(read)
  const signs = [...readText(words(), folded), ...demandsDecoding(folded)]
  const place = heaviest(signs)
  const readings: Reading[] = [{ how: [], ...weighing(folded, signs, place) }]
  const hidden = hiddenTexts(read)
  for (const one of hidden) readings.push(hiddenReading(one))
  readings.push(...nested(read, place.points, weighing))
  if (place.points < FLAG_AT) readings.push(...ciphered(read))
  return conclude(readings, hiddenBetweenLetters(read), text.length > LONGEST_READ)
}

/** Invisible writing is an attempt whatever it says. */
function hiddenReading(found: Found): Reading {
  const inside = heaviest(readText(words(), fold(found.text)))
  const sign: Sign = {
    id: 'hidden',
    points: 70,
    reason: `It carries a message in ${found.how} that nobody can see.`,
    at: 0,
  }
  return { how: [found.how], points: inside.points + sign.points, signs: [sign, ...inside.signs] }
}

/** Text in text in text. What was decoded is looked at like the first, a bit more sternly. */
function nested(text: string, ruled: number, weighing: Weighing): Reading[] {
  const readings: Reading[] = []
  const queue: { text: string; how: string[]; ruled: number }[] = [{ text, how: [], ruled }]
  const seen = new Set<string>([text])
  let letters = 0
  for (let one = queue.shift(); one; one = queue.shift()) {
    for (const found of disguises(one.text)) {
      if (readings.length >= MOST_READINGS || letters > MOST_DECODED || seen.has(found.text)) continue
      seen.add(found.text)
      letters += found.text.length
      const how = [...one.how, found.how]
      const reading = disguised(found, how, one.ruled, weighing)
      readings.push(reading)
      // Nobody plays with digits and then with a cipher, and commit numbers would be played with all the time.
      if (found.how !== 'digits for letters') readings.push(...ciphered(found.text, how))
      if (how.length < DEEPEST) queue.push({ text: found.text, how, ruled: reading.ruled })
    }
  }
  return readings
}

// Honest texts are encoded too, so a disguise adds weight only to what has some already.
const DISGUISE_POINTS = 25

function disguised(
  { text, withRest }: Found,
  how: string[],
  before: number,
  weighing: Weighing,
): Reading & { ruled: number } {
  const folded = fold(text)
  const found = readText(words(), folded)
  const place = heaviest(found)
  const ruled = place.points
  const { points, signs } = weighing(folded, found, place)
  // A commit number in a change log looks like digits for letters, and hides nothing of what stands around it.
  const hid = ruled >= 15 && (!withRest || ruled > before)
  return { how, points: hid ? points + DISGUISE_POINTS : points, signs, ruled: hid ? ruled + DISGUISE_POINTS : ruled }
}

// Above this length only the whole text is tried with ciphers, not what was decoded from it.
const LONGEST_DECODED_CIPHER = 2000

// Noise holds words of two and three letters by chance: the name of a model, a "no" of some language.
const SHORTEST_IN_NOISE = 4

/** A cipher turns most texts into noise, and noise holds no pair of long words by chance. */
function ciphered(text: string, before: readonly string[] = []): Reading[] {
  if (before.length > 0 && text.length > LONGEST_DECODED_CIPHER) return []
  // Letters of other scripts stay as they are under these ciphers, and would be read a second time.
  const latin = text.match(/[a-z]/gi)?.length ?? 0
  if (latin < text.length / 3) return []
  return ciphers(text).flatMap(found => {
    const folded = fold(found.text)
    if (
      found.how === 'shifted letters' &&
      findWords(words(), folded).filter(hit => hit.to - hit.from >= SHORTEST_IN_NOISE).length < 3
    )
      return []
    const inside = heaviest(readText(words(), folded, SHORTEST_IN_NOISE).filter(sign => sign.id !== 'address'))
    if (inside.points < 30) return []
    return [{ how: [...before, found.how], points: inside.points + DISGUISE_POINTS, signs: inside.signs }]
  })
}

/** "Decode this and do what it says": the content does not matter any more. */
function demandsDecoding(folded: string): Sign[] {
  if (folded.length > 4000) return []
  const hits = findWords(words(), folded)
  const decode = hits.find(hit => hit.concept === 'decode')
  const obey = hits.find(hit => hit.concept === 'obey')
  if (!decode || !obey) return []
  return [
    {
      id: 'decode',
      points: 55,
      reason: 'It asks to decode something and to obey it.',
      at: Math.min(decode.from, obey.from),
    },
  ]
}

function conclude(readings: readonly Reading[], hiddenMarks: number, tooLong: boolean): Inspection {
  const best = readings.reduce((a, b) => (b.points > a.points ? b : a))
  const veiled = hiddenMarks > 1 && best.points >= 15 ? DISGUISE_POINTS : 0
  const score = Math.min(100, Math.max(Math.round(best.points + veiled), tooLong ? FLAG_AT : 0))
  const flagged = score >= FLAG_AT
  const sorted = [...best.signs].sort((a, b) => b.points - a.points)
  const reasons = [...new Set(sorted.map(sign => sign.reason))]
  if (tooLong) reasons.push('It is too long to be read as a whole.')
  const how = veiled > 0 ? [...best.how, 'invisible characters'] : best.how
  return { flagged, score, reasons: flagged ? reasons : reasons.slice(0, 2), disguises: how }
}
