import { ALNUM, classOf, DOTTED, JOIN, OTHER } from './chars.ts'
import { toldBefore } from './find-before.ts'
import { column } from './find-column.ts'
import { entries } from './find-entries.ts'
import type { Finder } from './find-format.ts'
import { type Gap, gapAfter } from './find-gap.ts'
import { listed } from './find-listed.ts'
import { contracted, nearby, told } from './find-sentence.ts'
import { judgeName, type NameSort, opensSomething } from './names.ts'
import { longestName } from './setting-of.ts'
import { valueAt } from './take-value.ts'

/** Blanks, quotes, lines of tables and signs of East Asian writing beyond ASCII; not the hyphens. */
const isSign = (code: number): boolean =>
  code === 0xa0 ||
  code === 0xab ||
  code === 0xbb ||
  (code >= 0x2000 && code <= 0x206f && code !== 0x2010 && code !== 0x2011) ||
  (code >= 0x2500 && code <= 0x257f) ||
  (code >= 0x3000 && code <= 0x3020) ||
  (code >= 0xff00 && code <= 0xff0f) ||
  (code >= 0xff1a && code <= 0xff20)

/** Letters of all writings, digits and what joins them. */
function inName(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return (classOf(code) & (ALNUM | JOIN | OTHER | DOTTED)) !== 0 && (code < 128 || !isSign(code))
}

/** A telling part of a word stands here: finds the whole name, what it is set to, and hides that. */
export const assignment: Finder = (look, at) => {
  if (at < look.namesTo || at < look.hiddenTo) return
  const { text } = look
  let from = at
  while (from > 0 && at - from < longestName && inName(text, from - 1)) from -= 1
  let to = at
  while (to < text.length && to - at < longestName && inName(text, to)) to += 1
  // The n of an escaped newline is no part of the name.
  if (text.charCodeAt(from - 1) === 92 && 'nrt'.includes(text.charAt(from)) && from < at) from += 1
  while (text.charCodeAt(to - 1) === 46 || text.charCodeAt(to - 1) === 45) to -= 1
  look.namesTo = to
  const name = text.slice(from, to)
  const sort = sortOf(text, from, name)
  entries(look, from, to, name)
  if (sort === null) {
    listed(look, from, to)
    return
  }
  if (sort === 'password') toldBefore(look, from)
  if (sort !== 'random') column(look, from, to)
  if (sort !== 'random' && contracted(look, to, sort)) return
  const gap = gapAfter(look, from, to)
  // `pass` alone is a verb more often than a password: only a setting counts.
  const verbOnly = /(?:^-{0,2}|\.)pass$/i.test(name) && gap !== null && isVerb(text, to, gap) && !name.startsWith('-')
  if (gap && verbOnly && gap.mark === ' ') {
    if (/\S/.test(text.slice(to, gap.to))) told(look, from, to, sort)
    nearby(look, to, 0)
  }
  if (gap && !verbOnly) {
    valueAt(look, from, sort, gap)
    if (' :'.includes(gap.mark) && look.hiddenTo < gap.to) told(look, from, to, sort)
  }
  listed(look, from, to)
}

/** `pass (…)`, `pass 3: …`: something is passed, or done once more. */
const isVerb = (text: string, to: number, gap: Gap): boolean =>
  '(, '.includes(gap.mark) || /^ #?\d/.test(text.slice(to, gap.to))

/** Last words of names that are written as several, and what has to stand before them. */
const twoWords: ReadonlyMap<string, RegExp> = new Map([
  ['passe', /(?:mot de|palavra) $/i],
  ['khẩu', /mật $/i],
  ['sandi', /kata $/i],
  ['ordine', /parola d['’]$/i],
  ['laluan', /kata $/i],
  ['المرور', /كلمة $/],
  ['السر', /كلمة $/],
  ['عبور', /رمز $/],
])

/** What a name says, with the words before it where it is written as several. */
function sortOf(text: string, from: number, name: string): NameSort | null {
  const tail = twoWords.get(name.toLowerCase())
  if (tail !== undefined) return tail.test(text.slice(Math.max(0, from - 12), from)) ? 'password' : null
  if (name.length < 7 && isPublic(text, from, name)) return null
  if (/^secret$/i.test(name) && /^ ID[ \t]?[:=]/.test(text.slice(from + 6, from + 12))) return 'secret'
  if (
    /^sec-websocket/i.test(name) ||
    (text.charCodeAt(from - 1) === 47 &&
      /(?:checksum|digest|sha\d{1,3}|md5)\/$/.test(text.slice(Math.max(0, from - 12), from)))
  )
    return null
  if (/^x-(?:[a-z0-9]+-)+key$/i.test(name) && judgeName(name) === 'random') return 'secret'
  return lone(text, from, name) ? 'secret' : judgeName(name)
}

/** `public key`, `did:key:…`, and the name of an entry: `arn:…:secretsmanager:…:secret:db-x`. */
const isPublic = (text: string, from: number, name: string): boolean =>
  (/^keys?$/i.test(name) && /(?:public[ -]|did:)$/i.test(text.slice(Math.max(0, from - 7), from))) ||
  (name === 'secret' && /:secretsmanager:[\w-]{0,24}:\d{0,12}:$/.test(text.slice(Math.max(0, from - 56), from)))

/** `API key`, written as two words. */
function lone(text: string, from: number, name: string): boolean {
  const apart = text.charCodeAt(from - 1)
  if ((apart !== 32 && apart !== 45) || !/^keys?$/i.test(name)) return false
  const before = /([A-Za-z]{3,12})[ -]$/.exec(text.slice(Math.max(0, from - 13), from))?.[1]
  return before !== undefined && opensSomething(before)
}
