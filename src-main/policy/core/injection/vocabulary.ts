import type { Lexicon } from './concept.ts'
import { DEEDS } from './words/deeds.ts'
import { ENGLISH } from './words/english.ts'
import { STANDING } from './words/standing.ts'
import { TAKEOVER } from './words/takeover.ts'

// Words that orders are made of beside those of the lexicons: small ones, and the commonest of mails and tickets.
const COMMON =
  'a about access account act add after again agent ai alarm all allow also always am an and any anything api app approval are as ask asking at away back backup backups bank be been before begin below best bot bots box build but by call can card change chat check clear click close code command config contact contacts contents copy could data day delete disable do document does done down drop each email emails enable end enter ever every everything file files first folder follow for forward free from full get give go good guidelines has have he hello help her here hidden him his home host how i id if ignore in inbox into invoice is it its job just keep key keys kindly know last leak let like line link list log logs look machine mail mails make me message messages mode money more most must my name need never new next no not note nothing now obey of off on once one only open operator or order orders other our out over owner page paste pay person phone please policies policy post print private project public put read remove repeat reply reset restriction restrictions reveal root rule rules run safe safety save say script search secret secrets security see send server set settings share she should show skip so some start stop switch system take task tell test text than thank that the their them then there these they thing this those to token tokens trust turn until up upload us use user users vault want was we web what when where which while who why wipe with without word words work world write you your yourself'

let shared: ReadonlySet<string> | null = null

/** English words by which letters without blanks, cut words and misspelt ones are read. Built once, when first needed. */
export function vocabulary(): ReadonlySet<string> {
  shared ??= new Set([...COMMON.split(' '), ...[ENGLISH, TAKEOVER, STANDING, DEEDS].flatMap(wordsOf)])
  return shared
}

/** The whole words of a lexicon; the last one of a phrase may be a stem, and stands here only where it is whole. */
function wordsOf(lexicon: Lexicon): string[] {
  const phrases = Object.values(lexicon).flatMap(words => words.split('|'))
  const words = phrases.flatMap(phrase => {
    const parts = phrase.match(/[a-z']+!?/g) ?? []
    return parts.filter((part, at) => at < parts.length - 1 || part.endsWith('!') || parts.length === 1)
  })
  return words
    .map(word => word.replace('!', ''))
    .filter(word => /^[a-z]{4,}$/.test(word))
    .flatMap(forms)
}

const forms = (word: string): string[] => (word.endsWith('s') ? [word] : [word, `${word}s`])
