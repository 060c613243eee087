import type { ParameterExpansionPart, ParameterOperation } from 'unbash'
import type { Expansion, Outcome } from './expansion.ts'
import {
  ALL_PIDS,
  DAEMON_PIDS,
  GLOB_ONE,
  GLOB_STAR,
  globMatches,
  isLiteral,
  UNKNOWN_TEXT,
  UNKNOWN_WORDS,
} from './marks.ts'

/** What every shell has, as far as it matters for reading a command. */
const BUILT_IN: Record<string, string> = {
  IFS: ' \t\n',
  PATH: '/usr/local/bin:/usr/bin:/bin',
  SHELL: '/bin/bash',
  BASH: '/bin/bash',
  TMPDIR: '/tmp',
  '0': 'bash',
}

/** The possible values of `$name` as pieces; several pieces only for lists such as `"$@"`. */
export function parameterTexts(name: string, x: Expansion, quoted: boolean, alone: boolean): readonly Outcome[] {
  const unknown = quoted ? UNKNOWN_TEXT : UNKNOWN_WORDS
  if (name === '@' || name === '*') {
    const args = x.scope.args
    if (!args) return alone ? [[unknown]] : [['']]
    return name === '*' && quoted ? [[args.join(between(x))]] : [args.length === 0 ? [] : [...args]]
  }
  if (isPosition(name)) {
    if (x.scope.args) return [[x.scope.args[Number(name) - 1] ?? '']]
    // A command line has no parameters: next to other text they vanish, which is how names are split in two.
    return alone ? [[unknown]] : [['']]
  }
  const texts = plainTexts(name, x, unknown)
  const [only] = texts
  if (texts.length === 1 && only === unknown) return quoted ? SOME_TEXT : SOME_WORDS
  return texts.map(text => [text])
}

/** The one value of a variable of which nothing is known: long lines are full of them. */
const SOME_TEXT: readonly Outcome[] = [[UNKNOWN_TEXT]]
const SOME_WORDS: readonly Outcome[] = [[UNKNOWN_WORDS]]

const isPosition = (name: string): boolean => {
  const first = name.charCodeAt(0)
  return first >= 49 && first <= 57 && (name.length === 1 || /^\d+$/.test(name))
}

/** What stands between the words of `"$*"`: the first separator. */
function between(x: Expansion): string {
  const ifs = x.scope.vars.get('IFS')?.texts
  return ifs?.length === 1 && ifs[0] !== undefined && isLiteral(ifs[0]) ? ifs[0].charAt(0) : ' '
}

function plainTexts(name: string, x: Expansion, unknown: string): readonly string[] {
  const other = x.scope.refers.get(name)
  const value = (other === undefined ? undefined : x.scope.vars.get(other)) ?? x.scope.vars.get(name)
  if (value) return value.texts.map(text => (text === UNKNOWN_TEXT ? unknown : text))
  if (name === 'HOME') return [x.setting.home]
  if (name === 'USER' || name === 'LOGNAME' || name === 'USERNAME') return [x.setting.user]
  if (name === 'PWD') return [x.scope.cwd]
  return [(Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined) ?? unknown]
}

/** The possible values of `${…}`; its nested scripts are judged on the way. */
export function expandParameter(
  part: ParameterExpansionPart,
  x: Expansion,
  alone: boolean,
  quoted = false,
): readonly Outcome[] {
  if (part.index) {
    x.guard(part.index.text)
    x.text(part.index)
  }
  const base = baseTexts(part, x, alone, quoted)
  const operation = part.operation
  return operation ? applied(operation, base, part.parameter, x, quoted) : base
}

function baseTexts(part: ParameterExpansionPart, x: Expansion, alone: boolean, quoted: boolean): readonly Outcome[] {
  const unknown = quoted ? UNKNOWN_TEXT : UNKNOWN_WORDS
  const name = part.parameter
  if (part.prefix === '#') return [[lengthOf(part, x)]]
  if (part.prefix === '!') return indirect(part, x, quoted)
  const list = x.scope.vars.get(name)?.list
  if (!part.index) return list?.length ? [[list[0] ?? '']] : parameterTexts(name, x, quoted, alone)
  if (!list) return part.index.text === '0' ? parameterTexts(name, x, quoted, alone) : [[unknown]]
  const index = part.index.text
  if (index === '@') return [[...list]]
  if (index === '*') return quoted ? [[list.join(between(x))]] : [[...list]]
  const at = /^-?\d+$/.test(index) ? list.at(Number(index)) : undefined
  return at === undefined ? list.map(text => [text]) : [[at]]
}

function lengthOf(part: ParameterExpansionPart, x: Expansion): string {
  const texts = x.scope.vars.get(part.parameter)?.texts
  return texts?.length === 1 && texts[0] !== undefined && isLiteral(texts[0]) && !part.index
    ? String(texts[0].length)
    : UNKNOWN_TEXT
}

function indirect(part: ParameterExpansionPart, x: Expansion, quoted: boolean): readonly Outcome[] {
  const unknown: Outcome = [quoted ? UNKNOWN_TEXT : UNKNOWN_WORDS]
  if (part.operation?.type === 'Names' || part.index) return [unknown]
  const names = x.scope.vars.get(part.parameter)?.texts ?? []
  const known = names.filter(name => /^\w+$/.test(name))
  if (known.length === 0 || known.length !== names.length) return [unknown]
  return known.flatMap(name => parameterTexts(name, x, quoted, true))
}

function applied(
  operation: ParameterOperation,
  base: readonly Outcome[],
  name: string,
  x: Expansion,
  quoted: boolean,
): readonly Outcome[] {
  const unknown = quoted ? UNKNOWN_TEXT : UNKNOWN_WORDS
  const each = (change: (text: string) => string): Outcome[] =>
    base.map(pieces => pieces.map(piece => (isLiteral(piece) ? change(piece) : whatStays(piece, unknown))))
  switch (operation.type) {
    case 'Default':
      return withDefault(operation.operator, x.text(operation.operand), base, name, x)
    case 'Remove': {
      const patterns = x.text(operation.operand)
      return patterns.flatMap(pattern => each(text => removed(text, pattern, operation.operator, unknown)))
    }
    case 'Replace': {
      const [from = ''] = x.text(operation.pattern)
      const [to = ''] = x.text(operation.replacement)
      return each(text => replaced(text, from, to, operation.operator, unknown))
    }
    case 'Slice':
      return sliced(operation, base, x, unknown, name)
    case 'CaseModification':
      if (operation.operand) x.text(operation.operand)
      return each(text => cased(text, operation.operator))
    case 'Transform':
      if (/P/.test(operation.operand.text))
        x.codeFromText('A variable is expanded as a prompt, which can run commands.')
      return each(text => transformed(text, operation.operand.text, unknown))
    case 'Names':
    case 'Unknown':
      return [[unknown]]
  }
}

/** Numbers of processes stay numbers of processes, whatever is cut off around them. */
const whatStays = (piece: string, unknown: string): string =>
  piece.includes(DAEMON_PIDS) ? DAEMON_PIDS : piece.includes(ALL_PIDS) ? ALL_PIDS : unknown

function withDefault(
  operator: string,
  operands: readonly string[],
  base: readonly Outcome[],
  name: string,
  x: Expansion,
): readonly Outcome[] {
  const given: Outcome[] = operands.map(text => [text])
  const certain = base.every(pieces => pieces.length > 0 && pieces.every(piece => piece !== '' && isLiteral(piece)))
  if (operator === '+' || operator === ':+') return certain ? given : [...given, ['']]
  if (operator === '?' || operator === ':?') return base
  if (operator.includes('=')) x.scope.setAny(name, [...base.flat(), ...operands])
  const set = base.filter(pieces => pieces.some(piece => piece !== ''))
  return certain ? base : [...given, ...set]
}

function removed(text: string, pattern: string, operator: string, unknown: string): string {
  if (!isLiteral(pattern) && pattern.includes(UNKNOWN_TEXT)) return unknown
  const front = operator.startsWith('#')
  const lengths = Array.from({ length: text.length + 1 }, (_, n) => n)
  const longest = operator.length === 2
  for (const n of longest ? lengths.reverse() : lengths) {
    const piece = front ? text.slice(0, n) : text.slice(text.length - n)
    if (globMatches(pattern, piece)) return front ? text.slice(n) : text.slice(0, text.length - n)
    if (text.length > 400) return unknown
  }
  return text
}

function replaced(text: string, from: string, to: string, operator: string, unknown: string): string {
  if (from === '') return text
  if (!isLiteral(from) || !isLiteral(to)) {
    const single = from === GLOB_STAR || (from === GLOB_ONE && text.length === 1)
    return single && isLiteral(to) ? to : unknown
  }
  if (operator === '//') return text.replaceAll(from, () => to)
  if (operator === '/#') return text.startsWith(from) ? to + text.slice(from.length) : text
  if (operator === '/%') return text.endsWith(from) ? text.slice(0, -from.length) + to : text
  return text.replace(from, () => to)
}

function sliced(
  operation: Extract<ParameterOperation, { type: 'Slice' }>,
  base: readonly Outcome[],
  x: Expansion,
  unknown: string,
  name: string,
): readonly Outcome[] {
  x.guard(`${operation.offset.text} ${operation.length?.text ?? ''}`)
  const [from = ''] = x.text(operation.offset)
  const length = operation.length ? x.text(operation.length)[0] : undefined
  const given = integer(from)
  // Parameters are counted from one, arrays from zero.
  const start = given !== null && given > 0 && (name === '@' || name === '*') ? given - 1 : given
  const count = length === undefined ? undefined : integer(length)
  if (start === null || count === null) return [[unknown]]
  return base.map(pieces => {
    // A list is cut by its elements.
    if (pieces.length !== 1)
      return start < 0 ? [unknown] : pieces.slice(start, count === undefined || count < 0 ? undefined : start + count)
    const text = pieces[0] ?? ''
    if (!isLiteral(text)) return [unknown]
    const rest = text.slice(start)
    return [count === undefined ? rest : count < 0 ? rest.slice(0, count) : rest.slice(0, count)]
  })
}

function integer(text: string): number | null {
  const trimmed = text.trim()
  return /^-?\d{1,9}$/.test(trimmed) ? Number(trimmed) : null
}

function cased(text: string, operator: string): string {
  if (operator === '^^') return text.toUpperCase()
  if (operator === ',,') return text.toLowerCase()
  const first = operator === '^' ? text.charAt(0).toUpperCase() : text.charAt(0).toLowerCase()
  return first + text.slice(1)
}

function transformed(text: string, how: string, unknown: string): string {
  if (how === 'U') return text.toUpperCase()
  if (how === 'L') return text.toLowerCase()
  if (how === 'u') return cased(text, '^')
  return /^[\w./ -]*$/.test(text) ? text : unknown
}
