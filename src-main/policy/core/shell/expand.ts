import { parse, type Word, type WordPart } from 'unbash'
import { braceChoices } from './brace.ts'
import type { Expansion, Outcome } from './expansion.ts'
import type { Stream } from './inspector.ts'
import {
  ALL_PIDS,
  activateGlobs,
  DAEMON_PIDS,
  FETCHED,
  GLOB_ONE,
  GLOB_STAR,
  isLiteral,
  UNKNOWN_TEXT,
  UNKNOWN_WORDS,
} from './marks.ts'
import { expandParameter, parameterTexts } from './parameter.ts'

interface Draft {
  done: string[]
  open: string | null
  quoted: boolean
  /** How many unknown words in a row the open field ends with. */
  unknown: number
}

/** Possible outcomes beyond this are folded into "unknown". */
const MOST_OUTCOMES = 24

/** All fields that a word can become: one list of fields per possibility. */
export function expandWord(word: Word, x: Expansion): string[][] {
  const parts = word.parts
  if (!parts) return [[tilde(word.value, word.text, x)]]
  if (!parts.some(part => part.type === 'BraceExpansion')) return fieldsOf(parts, word.text, x)
  const choices = braceChoices(parts, text => wordParts(text))
  if (!choices) return [[UNKNOWN_WORDS]]
  let all: string[][] = [[]]
  for (const choice of choices) {
    const whole = withJoinedLiterals(choice)
    const fields = fieldsOf(whole, whole[0]?.text ?? '', x)
    all = all.flatMap(before => fields.map(after => [...before, ...after]))
    if (all.length > MOST_OUTCOMES) return [[UNKNOWN_WORDS]]
  }
  return all
}

/** One text instead of several beside each other: `~{root,}` is `~root` before anybody looks for a home. */
function withJoinedLiterals(parts: readonly WordPart[]): readonly WordPart[] {
  const joined: WordPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (part.type === 'Literal' && last?.type === 'Literal')
      joined[joined.length - 1] = { ...last, value: last.value + part.value, text: last.text + part.text }
    else joined.push(part)
  }
  return joined
}

/** All texts that a word can become where the shell does not split it: assignments, redirect targets, patterns. */
export function expandText(word: Word, x: Expansion): string[] {
  const parts = word.parts
  if (!parts) return [tilde(word.value, word.text, x)]
  return textsOf(parts, word.text, x)
}

/** Like `expandText` for the parts of a here-document or a quoted string. */
export function textsOf(parts: readonly WordPart[], raw: string, x: Expansion): string[] {
  let texts: string[] = ['']
  for (const [at, part] of parts.entries()) {
    const outcomes = outcomesOf(part, x, true, parts.length === 1)
    const next: string[] = []
    for (const text of texts) for (const outcome of outcomes) next.push(text + outcome.join(' '))
    texts = next.length > MOST_OUTCOMES ? [UNKNOWN_TEXT] : next
    if (at === 0 && raw.startsWith('~')) texts = texts.map(text => tilde(text, raw, x))
  }
  return texts.length > 1 ? [...new Set(texts)] : texts
}

function fieldsOf(parts: readonly WordPart[], raw: string, x: Expansion): string[][] {
  let drafts: Draft[] = [{ done: [], open: null, quoted: false, unknown: 0 }]
  for (const [at, part] of parts.entries()) {
    const quoted = isQuoted(part)
    const outcomes = outcomesOf(part, x, false, parts.length === 1)
    const [draft] = drafts
    if (outcomes === UNSPLIT && draft && drafts.length === 1 && at > 0) {
      appendUnknown(draft)
      continue
    }
    drafts = drafts.length === 1 && outcomes.length === 1 ? drafts : copies(drafts, outcomes.length)
    for (const [i, draft] of drafts.entries()) {
      const outcome = outcomes[i % outcomes.length] ?? ['']
      append(
        draft,
        at === 0 && raw.startsWith('~') ? [tilde(outcome[0] ?? '', raw, x), ...outcome.slice(1)] : outcome,
        quoted,
      )
    }
    if (drafts.length > MOST_OUTCOMES) return [[UNKNOWN_WORDS]]
  }
  return drafts.map(finish)
}

function copies(drafts: readonly Draft[], times: number): Draft[] {
  return drafts.flatMap(draft => Array.from({ length: times }, () => ({ ...draft, done: [...draft.done] })))
}

function append(draft: Draft, outcome: Outcome, quoted: boolean): void {
  draft.unknown = 0
  for (const [i, piece] of outcome.entries()) {
    if (i > 0) {
      if (draft.open !== null && (draft.open !== '' || draft.quoted)) draft.done.push(draft.open)
      draft.open = null
      draft.quoted = false
    }
    draft.open = (draft.open ?? '') + piece
  }
  if (quoted && outcome.length > 0) draft.quoted = true
}

/** Behind so many unknown words in a row another one says nothing more; a text of thousands would be read again and again. */
const ENOUGH = 64

function appendUnknown(draft: Draft): void {
  if (draft.unknown++ < ENOUGH) draft.open = (draft.open ?? '') + UNKNOWN_WORDS
}

function finish(draft: Draft): string[] {
  if (draft.open !== null && (draft.open !== '' || draft.quoted)) draft.done.push(draft.open)
  return draft.done
}

function isQuoted(part: WordPart): boolean {
  return (
    part.type === 'DoubleQuoted' ||
    part.type === 'SingleQuoted' ||
    part.type === 'AnsiCQuoted' ||
    part.type === 'LocaleString'
  )
}

function outcomesOf(part: WordPart, x: Expansion, inText: boolean, alone: boolean): readonly Outcome[] {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [[part.value]]
    case 'Glob':
      if (part.parts) textsOf(part.parts, '', x) // what stands in brackets is expanded before it is a pattern
      return [[part.kind === 'star' ? GLOB_STAR : GLOB_ONE]]
    case 'ExtendedGlob':
      if (part.parts) textsOf(part.parts, '', x)
      return [[GLOB_STAR]]
    case 'DoubleQuoted':
    case 'LocaleString':
      return quotedOutcomes(part.parts, x)
    case 'SimpleExpansion':
      return variable(part.text.slice(1), x, inText, alone)
    case 'ParameterExpansion': {
      const texts = expandParameter(part, x, alone)
      return inText ? texts.map(pieces => [pieces.join(' ')]) : texts.flatMap(pieces => split(pieces, x))
    }
    case 'CommandExpansion': {
      const text = outputText(x.substitute(part.script, part.text.startsWith('`') ? '`' : '$( )'))
      return inText ? [[text ?? UNKNOWN_TEXT]] : split([text ?? UNKNOWN_WORDS], x)
    }
    case 'ArithmeticExpansion':
      x.guard(part.text)
      x.arithmetic(part)
      return [[/^\$\(\(\s*\d+\s*\)\)$/.test(part.text) ? part.text.replace(/\D/g, '') : UNKNOWN_TEXT]]
    case 'ProcessSubstitution':
      return [[x.substituteFile(part.script)]]
    case 'BraceExpansion':
      return [[inText ? part.text : UNKNOWN_WORDS]]
  }
}

/** What the output of a substitution becomes inside a word; null when nothing is known of it. */
export function outputText(stream: Stream): string | null {
  if (stream.text !== null) return stream.text.replace(/\n+$/, '')
  if (stream.pids === 'daemon') return DAEMON_PIDS
  if (stream.pids === 'all') return ALL_PIDS
  // The names of this folder stand for themselves, and together they are what `*` says.
  if (stream.names === 'here') return GLOB_STAR
  return stream.fetched ? FETCHED : null
}

function quotedOutcomes(parts: readonly WordPart[], x: Expansion): readonly Outcome[] {
  let outcomes: Outcome[] = [['']]
  for (const part of parts) {
    const next = quotedPart(part, x, parts.length === 1)
    outcomes = outcomes.flatMap(before => next.map(after => joined(before, after)))
    if (outcomes.length > MOST_OUTCOMES) outcomes = [[UNKNOWN_TEXT]]
  }
  return outcomes
}

function quotedPart(part: WordPart, x: Expansion, alone: boolean): readonly Outcome[] {
  if (part.type === 'SimpleExpansion') return parameterTexts(part.text.slice(1), x, true, alone)
  if (part.type === 'ParameterExpansion') return expandParameter(part, x, alone, true)
  if (part.type === 'CommandExpansion') {
    return [[outputText(x.substitute(part.script, part.text.startsWith('`') ? '`' : '$( )')) ?? UNKNOWN_TEXT]]
  }
  return outcomesOf(part, x, true, alone)
}

function joined(before: Outcome, after: Outcome): Outcome {
  if (after.length === 0) return before
  const last = (before.at(-1) ?? '') + (after[0] ?? '')
  return [...before.slice(0, -1), last, ...after.slice(1)]
}

function variable(name: string, x: Expansion, inText: boolean, alone: boolean): readonly Outcome[] {
  const outcomes = parameterTexts(name, x, inText, alone)
  const [only] = outcomes
  if (!inText && only && outcomes.length === 1) return split(only, x)
  if (inText) return outcomes.map(pieces => [pieces.join(' ')])
  return outcomes.flatMap(pieces => split(pieces, x))
}

const BLANKS = ' \t\n'
const UNSPLIT: Outcome[] = [[UNKNOWN_WORDS]]

/** Word splitting of an unquoted value; patterns in it become active. */
function split(pieces: Outcome, x: Expansion): Outcome[] {
  // Most often nothing is known of the value, and then there is nothing to split.
  if (pieces.length === 1 && pieces[0] === UNKNOWN_WORDS && x.setting.shell !== 'zsh') return UNSPLIT
  const separators = x.scope.vars.get('IFS')?.texts ?? [BLANKS]
  // Separators that are not known may well be the usual ones.
  const outcomes = separators.map(ifs => pieces.flatMap(piece => cut(piece, isLiteral(ifs) ? ifs : BLANKS)))
  return x.setting.shell === 'zsh' ? [...outcomes, [...pieces]] : outcomes
}

function cut(piece: string, ifs: string): string[] {
  if (piece === '') return ['']
  const words: string[] = ['']
  for (const c of piece) {
    if (ifs.includes(c)) words.push('')
    else words[words.length - 1] += c
  }
  return words.map(activateGlobs)
}

function tilde(value: string, raw: string, x: Expansion): string {
  if (!raw.startsWith('~')) return value
  const end = value.indexOf('/')
  const name = end < 0 ? value.slice(1) : value.slice(1, end)
  const rest = end < 0 ? '' : value.slice(end)
  if (name === '') return (x.scope.vars.get('HOME')?.texts[0] ?? x.setting.home) + rest
  if (name === '+') return x.scope.cwd + rest
  if (name === '-') return (x.scope.vars.get('OLDPWD')?.texts[0] ?? UNKNOWN_TEXT) + rest
  if (name === 'root') return `/root${rest}`
  return /^[a-z_][\w.-]*$/i.test(name) ? `/home/${name}${rest}` : value
}

/** The parts of one piece of a brace list, which the parser leaves as text. */
function wordParts(text: string): readonly WordPart[] {
  const statement = parse(`: ${text}`).commands[0]
  const command = statement?.command
  if (command?.type !== 'Command') return [{ type: 'Literal', pos: 0, end: 0, value: text, text }]
  const word = command.suffix[0]
  if (word?.type !== 'Word') return [{ type: 'Literal', pos: 0, end: 0, value: text, text }]
  return word.parts ?? [{ type: 'Literal', pos: 0, end: 0, value: word.value, text }]
}
