import { UNKNOWN_TEXT } from '../marks.ts'
import { isPlace } from './windows-path.ts'

/** A word with what is known of it. */
export interface PsWord {
  text: string
  /** Nothing in it is decided at run time. */
  literal: boolean
  quoted: boolean
}

/** One command or expression of a PowerShell text. */
export interface PsCommand {
  words: PsWord[]
  /** The commands before it in its pipeline. */
  before: PsCommand[]
  /** Texts of subexpressions, blocks and parentheses. */
  nested: string[]
  redirects: string[]
  /** A value, an assignment or a keyword instead of a command. */
  expression: boolean
  text: string
}

interface Reader {
  readonly text: string
  at: number
}

/** Cuts a PowerShell text into commands; blocks and subexpressions are listed for a second reading. */
export function readPowerShell(text: string): PsCommand[] {
  const reader: Reader = { text, at: 0 }
  const commands: PsCommand[] = []
  let pipeline: PsCommand[] = []
  while (reader.at < text.length) {
    const command = readCommand(reader, pipeline)
    if (command) {
      commands.push(command)
      pipeline = longer(pipeline, command)
    }
    if (text.startsWith('||', reader.at) || text.startsWith('&&', reader.at)) reader.at += 2
    else if (SEPARATOR.test(text[reader.at] ?? '') && text[reader.at++] === '|') continue
    pipeline = []
  }
  return commands
}

const SEPARATOR = /[;\n|})&]/

/** Each command knows those before it: with thousands in one pipeline that alone would be gigabytes. */
export const LONGEST_PIPELINE = 64

/** What a pipeline begins with and what stands right before its next command are what that one works on. */
function longer([first, ...rest]: readonly PsCommand[], command: PsCommand): PsCommand[] {
  if (first === undefined) return [command]
  return [first, ...rest.slice(Math.max(0, rest.length + 2 - LONGEST_PIPELINE)), command]
}

function readCommand(reader: Reader, before: PsCommand[]): PsCommand | null {
  const { text } = reader
  const command: PsCommand = { words: [], before, nested: [], redirects: [], expression: false, text: '' }
  const start = reader.at
  let called = false
  while (reader.at < text.length) {
    const c = text[reader.at] ?? ''
    if (c === ' ' || c === '\t' || c === '\r') reader.at++
    else if (c === '`' && text[reader.at + 1] === '\n') reader.at += 2
    else if (c === '#' && (reader.at === 0 || /[\s;|&({]/.test(text[reader.at - 1] ?? ''))) skipTo(reader, '\n', 0)
    else if (c === '<' && text[reader.at + 1] === '#') skipTo(reader, '#>', 2)
    else if (/[;\n|})]/.test(c) || (c === '&' && command.words.length > 0)) break
    else if (c === '&' || (c === '.' && /[\s('"{$]/.test(text[reader.at + 1] ?? '') && command.words.length === 0)) {
      called = true
      reader.at++
    } else if (/^([1-6*]?>)/.test(text.slice(reader.at, reader.at + 2))) redirect(reader, command)
    else readWord(reader, command)
    if (!called && endsBracket(command) && standsMore(reader)) break
  }
  command.text = text.slice(start, reader.at).trim()
  if (command.words.length + command.nested.length + command.redirects.length === 0) return null
  command.expression = !called && isExpression(command)
  return command
}

const KEYWORD =
  /^(if|else|elseif|while|for|foreach|do|until|switch|try|catch|finally|function|filter|return|param|begin|process|end|throw|break|continue|exit|in|trap|data|class|enum)$/i

/** `if`, or `if($x)` without a blank. */
const isKeyword = (word: PsWord | undefined): boolean => KEYWORD.test((word?.text ?? '').replace(/\uFDD0.*$/s, ''))

function isExpression({ words }: PsCommand): boolean {
  const [first] = words
  if (!first) return true
  // `foreach` and `%` are also a cmdlet, when they come behind a pipe.
  return first.quoted || /^[$[(@\d{\uFDD0]|^-?\d/.test(first.text) || isKeyword(first)
}

/** `if ($x) { … } y`, `do { … } while ($x) y`, `param($x) y`: behind brackets another command may begin without any sign. */
function endsBracket({ words, before }: PsCommand): boolean {
  const [first, last] = [words[0], words.at(-1)]
  const opens = isKeyword(first) || first?.text === '{}'
  return before.length === 0 && opens && last?.quoted === false && /(\uFDD0|\{\})$/.test(last.text)
}

function standsMore(reader: Reader): boolean {
  while (/[ \t\r]/.test(reader.text[reader.at] ?? '')) reader.at++
  return reader.at < reader.text.length && !SEPARATOR.test(reader.text[reader.at] ?? '')
}

function skipTo(reader: Reader, mark: string, past: number): void {
  const end = reader.text.indexOf(mark, reader.at)
  reader.at = end < 0 ? reader.text.length : end + past
}

function redirect(reader: Reader, command: PsCommand): void {
  const operator = /^[1-6*]?>>?(&[12])?/.exec(reader.text.slice(reader.at))?.[0] ?? '>'
  reader.at += operator.length
  if (operator.includes('&')) return
  while (/[ \t]/.test(reader.text[reader.at] ?? '')) reader.at++
  const before = command.words.length
  readWord(reader, command)
  const target = command.words.splice(before)[0]
  if (target) command.redirects.push(target.text)
}

function readWord(reader: Reader, command: PsCommand): void {
  const word: PsWord = { text: '', literal: true, quoted: false }
  const first = reader.at
  while (reader.at < reader.text.length) {
    const c = reader.text[reader.at] ?? ''
    if (/[\s;|)}]/.test(c) || (/[&>]/.test(c) && reader.at > first)) break
    if (/['\u2018\u2019]/.test(c)) single(reader, word)
    else if (/["\u201c\u201d]/.test(c)) double(reader, word, command)
    else if (/^@['"]\r?\n/.test(reader.text.slice(reader.at, reader.at + 4))) hereString(reader, word, command)
    else if (c === '`') {
      word.text += reader.text[reader.at + 1] ?? ''
      reader.at += 2
    } else if (c === '$' || c === '@') variable(reader, word, command)
    else if (c === '(') nested(reader, word, command, c)
    else if (c === '{') {
      // A block is a word of its own, blanks or not.
      if (reader.at === first) nested(reader, word, command, c)
      break
    } else {
      // Any of the longer dashes begins a parameter too.
      word.text += reader.at === first && /[\u2013-\u2015]/.test(c) ? '-' : c
      reader.at++
    }
  }
  if (reader.at === first) reader.at++
  else command.words.push(word)
}

function single(reader: Reader, into: PsWord): void {
  into.quoted ||= into.text === ''
  let i = reader.at + 1
  for (; i < reader.text.length; i++) {
    const c = reader.text[i] ?? ''
    if (!/['\u2018\u2019]/.test(c)) into.text += c
    else if (/['\u2018\u2019]/.test(reader.text[i + 1] ?? '')) into.text += reader.text[i++] ?? ''
    else break
  }
  reader.at = i + 1
}

function double(reader: Reader, into: PsWord, command: PsCommand): void {
  into.quoted ||= into.text === ''
  reader.at++
  while (reader.at < reader.text.length) {
    const c = reader.text[reader.at] ?? ''
    if (c === '`') {
      into.text += escaped(reader.text[reader.at + 1] ?? '')
      reader.at += 2
    } else if (/["\u201c\u201d]/.test(c)) {
      if (!/["\u201c\u201d]/.test(reader.text[reader.at + 1] ?? '')) break
      into.text += c
      reader.at += 2
    } else if (c === '$') variable(reader, into, command)
    else {
      into.text += c
      reader.at++
    }
  }
  reader.at++
}

/** What stands behind a backtick in a text: a line break, a tabulator, or itself. */
export const escaped = (c: string): string => ({ n: '\n', r: '\n', t: '\t' })[c] ?? c

function hereString(reader: Reader, into: PsWord, command: PsCommand): void {
  const quote = reader.text[reader.at + 1] ?? "'"
  const from = reader.text.indexOf('\n', reader.at) + 1
  const end = reader.text.indexOf(`\n${quote}@`, from - 1)
  const body = reader.text.slice(from, end < 0 ? reader.text.length : end)
  into.quoted = true
  into.text += body
  reader.at = end < 0 ? reader.text.length : end + 3
  if (quote === '"') command.nested.push(...substitutions(body))
}

/** The texts of `$( … )` in an expandable text. */
function substitutions(text: string): string[] {
  const found: string[] = []
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '`') i++
    else if (text[i] === '$' && text[i + 1] === '(') {
      const end = matching(text, i + 1)
      found.push(text.slice(i + 2, end))
      i = end
    }
  }
  return found
}

/** Variables that hold nothing that could be a command. */
const HARMLESS: ReadonlySet<string> = new Set('null true false pshome psscriptroot'.split(' '))

function variable(reader: Reader, into: PsWord, command: PsCommand): void {
  const rest = reader.text.slice(reader.at, reader.at + 200)
  if (/^[$@]\(/.test(rest) || rest.startsWith('@{')) {
    const end = matching(reader.text, reader.at + 1)
    const inside = reader.text.slice(reader.at + 2, end)
    command.nested.push(rest.startsWith('@{') ? valuesOf(inside) : inside)
    into.text += rest.startsWith('@{') ? '@{}' : UNKNOWN_TEXT
    if (!rest.startsWith('@{')) into.literal = false
    reader.at = end + 1
    return
  }
  const name = /^\$(?:\{([^}]*)\}|((?:[A-Za-z_]\w*:)?(?:\w+|[?^$])))/.exec(rest)
  if (!name) {
    into.text += rest[0] ?? ''
    reader.at++
    return
  }
  const known = (name[1] ?? name[2] ?? '').toLowerCase().replace(/^(using|global|script|local|private):/, '')
  into.text += /^[\w:]+$/.test(known) ? `$${known}` : `\${${known}}`
  if (!HARMLESS.has(known) && !isPlace(known)) into.literal = false
  reader.at += name[0].length
}

/** The values of `@{ key = value; … }`: each of them may be a command. */
const valuesOf = (table: string): string => table.replace(/(^|[;\n])\s*[^\s;={}()]+\s*=/g, '$1')

function nested(reader: Reader, into: PsWord, command: PsCommand, open: string): void {
  const end = matching(reader.text, reader.at)
  command.nested.push(reader.text.slice(reader.at + 1, end))
  into.text += open === '(' ? UNKNOWN_TEXT : '{}'
  if (open === '(') into.literal = false
  reader.at = end + 1
}

/** Index of the bracket that closes the one at `from`, with quotes respected. */
export function matching(text: string, from: number): number {
  let depth = 0
  for (let i = from; i < text.length; i++) {
    const c = text[i] ?? ''
    if (c === '`') i++
    else if (c === "'" || c === '"') i = pastQuoted(text, i, c)
    else if (c === '(' || c === '{') depth++
    else if ((c === ')' || c === '}') && --depth === 0) return i
  }
  return text.length
}

/** Index of the quote that closes the one at `from`, past doubled ones; the length of the text when there is none. */
export function pastQuoted(text: string, from: number, quote: string): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '`' && quote === '"') i++
    else if (text[i] === '$' && text[i + 1] === '(' && quote === '"') i = matching(text, i + 1)
    else if (text[i] === quote && text[i + 1] === quote) i++
    else if (text[i] === quote) return i
  }
  return text.length
}
