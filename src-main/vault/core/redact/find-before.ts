import { openCode } from './find-code.ts'
import { isUnmistakable } from './random.ts'
import type { Look } from './span.ts'

const linking =
  /(?:^|[\s"'`(:])([^\s"'`()<>]{6,80})["'`]?[ \t](?:as|is|for|was|als|ist|comme|est|como|es|come|è|é|som|är|er|jako|to|—|-|–)(?:[ \t](?:the|your|my|our|a|an|new|root|admin|das|dein|Ihr|neue|le|la|el|il|o|notre|nuestra|tu|votre|de|het|mot|mot de|db|database|wifi|temporary|initial|default|master|login|user)){0,4}[ \t]?$/i

const anaphora =
  /\b(?:one|pw|pwd|das alte|l'ancien|el anterior)[ \t](?:is|was|war|ist|était|era)[ \t]([^\s"'`()<>,;]{6,80})[^\n"'`<>]{0,50}$/i
const mayBeOne = /[ewdrn] (?:is|was|war|ist|était|era) /i
const compared = /(["'`])([^"'`\n]{6,80})\1[ \t]?[!=]==?[ \t]?[\w.$]{0,40}$/

/** `use … as the password`, `… is your new password`: the value comes first. */
export function toldBefore(look: Look, from: number): void {
  const before = look.text.charCodeAt(from - 1)
  if (before !== 32 && before !== 61 && before !== 95 && before !== 46) return
  const start = Math.max(0, from - 140, look.hiddenTo)
  const code = compared.exec(look.text.slice(start, from))
  if (code?.[2] !== undefined && isUnmistakable(code[2]))
    return look.hide(start + code.index + 1, start + code.index + 1 + code[2].length, 'password', 'name')
  if (before !== 32) return
  const said = look.text.slice(start, from)
  const found = linking.exec(said) ?? (mayBeOne.test(said) ? anaphora.exec(said) : null)
  const value = found?.[1]?.replace(/[.,;:]+$/, '')
  if (found === null || value === undefined || !isUnmistakable(value)) return
  const at = start + found.index + found[0].indexOf(value)
  look.hide(at, at + value.length, 'password', 'name')
}

/** In a stream the value of such a sentence has to wait for its name. */
export function holdBefore(look: Look): void {
  const { text } = look
  const line = Math.max(text.lastIndexOf('\n') + 1, text.length - 140)
  const code = openCode.exec(text.slice(Math.max(line, text.length - 80)))
  if (/---- ?[A-Z]{0,5}$/.test(text.slice(-12))) look.undecided(text.lastIndexOf('----'))
  if (code) look.undecided(Math.max(line, text.length - 80) + code.index)
  for (const found of text.slice(line).matchAll(/[^\s"'`()<>]{6,80}/g))
    if (isUnmistakable(found[0].replace(/[.,;:]+$/, ''))) return look.undecided(line + found.index)
}
