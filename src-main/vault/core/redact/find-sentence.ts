import { grouped, numbered } from './find-code.ts'
import { endOf, lastGroup } from './find-format.ts'
import { paired } from './find-login.ts'
import { isKey, isMixedKey, isTold } from './judge-told.ts'
import { isSecretValue } from './judge-value.ts'
import { type NameSort, saysAbout, wordsOf } from './names.ts'
import { isStrong, isUnmistakable } from './random.ts'
import type { Look } from './span.ts'

/** Verbs that stand between a name and its value, and what else does. Longer ones first where one begins another. */
const verbs =
  "will be|shall be|should be|c['’]est|is|was|ist|war|lautet|sei|est|sera|es|era|será|è|é|sarà|foi|jest|är|er|blir|je|bude|este|е|беше|це|zní|yra|ir|ay|és|është|است|są|là|adalah|είναι|है|คือ|هي|هو|היא|הוא|теперь|это|nueva|nuova|nova|to|—|–|=|->|→"
/** `was changed to …`, `wurde auf … gesetzt`: a change, and the word before what it is now. */
const changes =
  '(?:set|changed|reset|updated|rotated|switched|wurde|ist|haben?|gesetzt|geändert|cambiad[oa]|cambiat[oa]|impostat[oa]|changée?|modifiée?|remplacée?|alterad[oa]|mudad[oa]|zmienion[eoy]|ustawion[eo]|измен[её]н|смен[её]н|сменили|поменяли|gewijzigd|veranderd|ændret|endret|ändrats|ändrat)(?:[ \t][a-zä-ü]{1,8})?[ \t](?:to|auf|à|a|en|in|por|par|para|na|на|til|till|naar|into|con)'
const changed = new RegExp(changes, 'gi')
const adverbs =
  'now|still|just|jetzt|nun|weiterhin|maintenant|désormais|ahora|adesso|ora|agora|теперь|nå|nu|nyní|teraz|set to|changed to'

/** A few words between a name and its verb: `Das Kennwort für den Server ist …`, `Password for bob: …`, `пароль от базы — …`. */
const clause = new RegExp(
  String.raw`(?:[ \t]\([^()\n]{1,40}\))?(?:[ \t]{1,3}[^\s.,;:!?="'\x60()<>[\]{}|]{1,24}){0,6}?(?:[ \t](?:${changes}|${verbs})|[ \t]?:|：)(?:[ \t](?:${adverbs}))?[ \t]{1,3}`,
  'iy',
)
/** Finnish and Estonian say `on`, which is another word in other languages. */
const onClause = /(?:[ \t]{1,3}[^\s.,;:!?="'`()<>[\]{}|]{1,24}){0,4}?[ \t]on(?:[ \t]nyt)?[ \t]{1,3}/iy
/** One more word between a name and its value: `mot de passe admin …`. */
const between = /[ \t](?:\([^()\n]{1,40}\)|[^\s.,;:!?="'`()<>[\]{}|]{1,24})(?=[ \t])/iy
const blank = /[ \t]{1,3}/y
const word = /[^\s"'`<>|\\“”„«»「」]{1,200}/y
const quoted =
  /(?:"([^"\n]{4,80})"|'([^'\n]{4,80})'|`([^`\n]{4,80})`|“([^”\n]{4,80})”|„([^“”\n]{4,80})[“”]|«\s?([^»\n]{4,80})»)/y
/** Words for a key in languages that use them for passwords too, and in sentences about diligence. */
const key = /(?:^|[-_])(?:clave|chiave|clé|clef|chave|schlüssel|schluessel|ключ|sleutel|klucz)$/i

/** The sort of a name in a sentence: `La clave es …` says a password. */
export const saidSort = (name: string, sort: NameSort): NameSort => (key.test(name) ? 'password' : sort)

/** A name in a sentence and, after a few words and a verb, something that is no word. */
export function told(look: Look, from: number, to: number, sort: NameSort): void {
  const { text } = look
  if (text.charCodeAt(to) !== 32 && text.charCodeAt(to) !== 58) return
  if (numbered(look, from, to) || grouped(look, to) || later(look, to, sort)) return
  if (paired(look, from, to)) return
  const said = saidSort(text.slice(from, to), sort)
  if (text.charCodeAt(to) !== 32 && said === sort) return
  if (said === 'random') {
    // `here is the key for staging: …`
    if (/^keys?$/i.test(text.slice(from, to))) saidAt(look, to, endOf(clause, text, to), said, isMixedKey)
    return
  }
  const finnish = /^(?:salasana|parool|salasõna)/i.test(text.slice(from, from + 10))
  // The first verb may be another one: `is generated for root: …`.
  let behind = to
  for (let count = 0; count < 3; count += 1) {
    const start = endOf(clause, text, behind)
    if (start < 0) break
    if (saidAt(look, to, start, said, isTold)) return
    behind = start - 1
  }
  if (finnish && saidAt(look, to, endOf(onClause, text, to), said, isTold)) return
  nearby(look, to, 2, said)
  if (behind > to) nearby(look, behind, 2, said)
}

const is = /['’]s[ \t]{1,3}/y
/** `the password's …`, where the verb is drawn into the name. */
export const contracted = (look: Look, to: number, sort: NameSort): boolean =>
  (look.text.charCodeAt(to) === 39 || look.text.charCodeAt(to) === 8217) &&
  saidAt(look, to, endOf(is, look.text, to), sort, isTold)

/** Behind the name, after so many words at most, something that can only be a password, or a key. */
export function nearby(look: Look, to: number, most: number, said: NameSort = 'password'): void {
  const isOne = said === 'password' ? isUnmistakable : isKey
  for (let at = to, count = 0; at >= 0 && count <= most; at = endOf(between, look.text, at), count += 1)
    if (saidAt(look, to, endOf(blank, look.text, at), said, isOne)) return
}

/** Hides what is said at a place, when the words up to there are none about the secret and it is one. */
function saidAt(
  look: Look,
  to: number,
  start: number,
  said: NameSort,
  isOne: (value: string, said: NameSort) => boolean,
): boolean {
  const { text } = look
  if (start < 0) return false
  // The words of the change itself say nothing about the secret.
  const about = (): boolean => saysAbout(wordsOf(text.slice(to, start).replace(changed, ' ')))
  quoted.lastIndex = start
  const marked = mayQuote.has(text.charCodeAt(start)) ? quoted.exec(text) : null
  if (marked && isPlainly(look, to, marked)) {
    const inside = marked.slice(1).find(group => group !== undefined) ?? ''
    return (isOne === isTold || isOne(inside, said)) && !about() && hideQuoted(look, start, marked, said)
  }
  if (mayQuote.has(text.charCodeAt(start)) && text.length - start < 90) look.undecided(start)
  const end = endOf(word, text, start)
  if (end < 0) return false
  const value = text.slice(start, end).replace(/[.,;:)\]}。，；、]+$/, '')
  if (!isOne(value, said) || about()) return false
  look.hide(start, start + value.length, said === 'password' ? 'password' : 'secret', 'name')
  return true
}

const mayQuote = new Set([...'"\'`“„«'].map(char => char.charCodeAt(0)))

/** `mot clé «module»`: words for a key are words for other things too. */
function isPlainly(look: Look, to: number, marked: RegExpExecArray): boolean {
  const name = /[^\s_-]*$/.exec(look.text.slice(Math.max(0, to - 12), to))?.[0] ?? ''
  return !key.test(name) || marked.some((group, index) => index > 0 && group !== undefined && /\d/.test(group))
}

const laterOn =
  /(?:[^\n?!]{0,80}?[,.;:–—-][ \t]{1,3}(?:it['’]s|it is|it was|(?:er|es|das) (?:ist|lautet)|c['’]est|es|è|é|это)|[^\n?]{0,60}\?[ \t]{0,3}(?:\r?\n(?:[\w.]{1,20}: )?)?|[^\n?:]{1,100}:[ \t]{0,3}\r?\n(?:\r?\n)?[ \t]{0,4})[ \t]{0,3}([^\s"'`<>]{6,200})(?=[\s.,;)]|$)/iy
/** Asked before: it costs a quarter and most often says no. */
const mayBeLater = /\?|:[ \t]{0,3}\r?\n|[,.;:–—-][ \t]{1,3}(?:it|er|es|das|c|è|é|это)(?=['’ ])/i
/** `the token is in the wiki, it's …`, `what is the password? …`: said later, so only what can be nothing else. */
function later(look: Look, to: number, sort: NameSort): boolean {
  if (!mayBeLater.test(look.text.slice(to, to + 120))) return false
  const found = lastGroup(laterOn, look.text, to)
  const value = found?.value.replace(/[.,;:)]+$/, '') ?? ''
  if (!found) return false
  // The answer in a line of its own.
  const alone =
    /\n[ \t]*$/.test(look.text.slice(to, found.from)) &&
    /^\s*(?:\n|$)/.test(look.text.slice(found.to, found.to + 8)) &&
    !saysAbout(wordsOf(look.text.slice(to, found.from)))
  const isOne = sort !== 'password' ? isMixedKey : alone ? isGenerated : isUnmistakable
  if (!isOne(value)) return false
  if (found.to === look.text.length) look.undecided(found.from)
  look.hide(found.from, found.from + value.length, sort === 'password' ? 'password' : 'secret', 'name')
  return true
}

/** What a program prints below its sentence; some generate hexadecimal. */
const isGenerated = (value: string): boolean =>
  /^[0-9a-f]{32}$/.test(value) || (isStrong(value) && (value.length >= 12 || /[A-Z]/.test(value)))

function hideQuoted(look: Look, start: number, found: RegExpExecArray, sort: NameSort): boolean {
  const value = found.slice(1).find(group => group !== undefined) ?? ''
  const setting = { sort, quoted: true, loose: true, prose: false, next: '' }
  const from = start + found[0].indexOf(value)
  if (!isSecretValue(value, setting) || /^[\w$.]+[[(]/.test(value)) return false
  look.hide(from, from + value.length, 'password', 'name')
  return true
}
