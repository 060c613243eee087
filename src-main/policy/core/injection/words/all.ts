import type { Lexicon } from '../concept.ts'
import { ARABIC, CHINESE, HEBREW, HINDI, INDONESIAN, JAPANESE, KOREAN, PERSIAN, THAI, VIETNAMESE } from './asian.ts'
import { DEEDS } from './deeds.ts'
import { CZECH, GREEK, HUNGARIAN, POLISH, ROMANIAN, RUSSIAN, TURKISH, UKRAINIAN } from './eastern.ts'
import { ENGLISH } from './english.ts'
import { STANDING } from './standing.ts'
import { TAKEOVER } from './takeover.ts'
import { DUTCH, FINNISH, FRENCH, GERMAN, ITALIAN, NORDIC, PORTUGUESE, SPANISH } from './western.ts'

/** Every language the tripwire reads; they are read together, since attacks mix them. */
export const LEXICONS: readonly Lexicon[] = [
  ENGLISH,
  GERMAN,
  FRENCH,
  SPANISH,
  ITALIAN,
  PORTUGUESE,
  DUTCH,
  NORDIC,
  FINNISH,
  RUSSIAN,
  UKRAINIAN,
  POLISH,
  CZECH,
  HUNGARIAN,
  ROMANIAN,
  GREEK,
  TURKISH,
  CHINESE,
  JAPANESE,
  KOREAN,
  VIETNAMESE,
  INDONESIAN,
  THAI,
  HINDI,
  ARABIC,
  HEBREW,
  PERSIAN,
  TAKEOVER,
  STANDING,
  DEEDS,
]
