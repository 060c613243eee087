import { names, parseOptions } from './options.ts'

/**
 * What filters and one-line programs print when all they are given is known. Each answers undefined when it is not sure:
 * a text that is taken for another one would be judged wrongly.
 */

/** A quoted text without anything special in it, in any language. */
const QUOTED = /^(?:'([^'\\]*)'|"((?:[^"\\]|\\["'\\nt])*)")$/

const plainText = (quoted: string): string | undefined => {
  const match = QUOTED.exec(quoted.trim())
  if (!match) return undefined
  return match[1] ?? (match[2] ?? '').replace(/\\(.)/g, (_all, c: string) => (c === 'n' ? '\n' : c === 't' ? '\t' : c))
}

/** Calls that print, as languages name them. */
const PRINTS =
  /^\s*(?:import [\w, ]+;)?\s*(?:print|puts|say|echo|console\.log|process\.stdout\.write|io\.write|sys\.stdout\.write|\$stdout\.write)(?:\s*\(\s*|\s+)('[^']*'|"[^"]*")\s*\)?\s*;?\s*$/

/** Code that does nothing but print one text. */
export function printedByCode(code: string): string | undefined {
  const text = PRINTS.exec(code)?.[1]
  const plain = text === undefined ? undefined : plainText(text)
  return plain === undefined ? undefined : `${plain}\n`
}

/** `s/a/b/` on every line; only patterns that mean the same here and there. */
export function editedBySed(text: string, args: readonly string[]): string | undefined {
  const scripts = args.filter((arg, i) => !arg.startsWith('-') && !/^-[a-zA-Z]*f$/.test(args[i - 1] ?? ''))
  if (scripts.length !== 1 || args.some(arg => /^-/.test(arg) && !/^-[eEru]+$/.test(arg))) return undefined
  const match = /^s([/|#,:@!_])((?:\\.|(?!\1)[^\\])*)\1((?:\\.|(?!\1)[^\\])*)\1(g?)$/.exec(scripts[0] ?? '')
  if (!match) return undefined
  const [, , pattern = '', replacement = '', flag = ''] = match
  if (/[\\+?{}()|[\]]/.test(pattern) || /[*].*[*]/.test(pattern) || /\\[^&/|#,:@!_]/.test(replacement)) return undefined
  const expression = new RegExp(pattern, flag)
  const put = replacement
    .replace(/\$/g, '$$$$')
    .replace(/\\&|&|\\(.)/g, (all, c?: string) => (all === '&' ? '$&' : all === '\\&' ? '&' : (c ?? '')))
  return perLine(text, line => line.replace(expression, put))
}

/** `{print "rm -rf " $1}`: texts and columns side by side. */
export function printedByAwk(text: string | null, program: string, separator: string | undefined): string | undefined {
  const begin = /^\s*BEGIN\s*\{\s*print\s+([^;{}]*?)\s*;?\s*\}\s*$/.exec(program)?.[1]
  const each = /^\s*\{\s*print(?:\s+([^;{}>|]*?))?\s*;?\s*\}\s*$/.exec(program)
  if (begin !== undefined) return pieces(begin, '', separator)
  if (!each || text === null) return undefined
  const lines = text
    .replace(/\n$/, '')
    .split('\n')
    .map(line => pieces(each[1] ?? '$0', line, separator))
  return lines.every(line => line !== undefined) ? lines.join('') : undefined
}

function pieces(list: string, line: string, separator: string | undefined): string | undefined {
  const columns = separator === undefined ? line.trim().split(/\s+/) : line.split(separator)
  let out = ''
  let rest = list.trim()
  while (rest !== '') {
    const piece = /^(?:"((?:[^"\\]|\\["\\nt])*)"|\$(\d+|NF))\s*(,?)\s*/.exec(rest)
    if (!piece) return undefined
    const [all, quoted, column, comma] = piece
    out +=
      quoted !== undefined
        ? (plainText(`"${quoted}"`) ?? '')
        : column === '0'
          ? line
          : column === 'NF'
            ? (columns.at(-1) ?? '')
            : (columns[Number(column) - 1] ?? '')
    if (comma) out += ' '
    rest = rest.slice(all.length)
  }
  return `${out}\n`
}

/** `jq -rn '"text"'`. */
export const printedByJq = (args: readonly string[]): string | undefined => {
  const flags = args.filter(arg => arg.startsWith('-')).join('')
  const [program = ''] = args.filter(arg => !arg.startsWith('-'))
  const text = /r/.test(flags) && /n/.test(flags) ? plainText(program) : undefined
  return text === undefined ? undefined : `${text}\n`
}

/** The first or last lines. */
export function someLines(name: string, text: string, args: readonly string[]): string | undefined {
  const parsed = parseOptions(args, { values: names('n c lines bytes') })
  if (parsed.operands.length > 0) return undefined
  const given =
    parsed.options.find(option => option.name === 'n' || option.name === 'lines')?.value ??
    args.map(arg => /^-(\d+)$/.exec(arg)?.[1]).find(Boolean) ??
    (args.length === 0 ? '10' : '')
  if (!/^\+?\d+$/.test(given)) return undefined
  const lines = text.replace(/\n$/, '').split('\n')
  const count = Number(given.replace('+', ''))
  const kept =
    name === 'head' ? lines.slice(0, count) : given.startsWith('+') ? lines.slice(count - 1) : lines.slice(-count)
  return `${kept.join('\n')}\n`
}

/** `paste -sd' '` joins lines. */
export function pasted(text: string, args: readonly string[]): string | undefined {
  const parsed = parseOptions(args, { values: names('d delimiters') })
  if (!parsed.options.some(option => option.name === 's' || option.name === 'serial')) return undefined
  if (parsed.operands.some(operand => operand !== '-')) return undefined
  const by = parsed.options.find(option => option.name === 'd' || option.name === 'delimiters')?.value ?? '\t'
  return `${text
    .replace(/\n$/, '')
    .split('\n')
    .join(by === '\\0' || by === '' ? '' : by.charAt(0))}\n`
}

/** Sorted lines; each once with `-u`, as `uniq` does with neighbours. */
export function sortedLines(text: string, args: readonly string[]): string | undefined {
  if (args.some(arg => !/^-[ur]+$/.test(arg))) return undefined
  const lines = text.replace(/\n$/, '').split('\n').sort()
  const kept = args.join('').includes('u') ? [...new Set(lines)] : lines
  return `${(args.join('').includes('r') ? kept.reverse() : kept).join('\n')}\n`
}

/** `string join ' ' a b` of fish. */
export function printedByString(args: readonly string[]): string | undefined {
  const [verb, ...rest] = args.filter(arg => arg !== '--' && !/^-[nq]$/.test(arg))
  if (verb === 'join' && rest.length > 1) return `${rest.slice(1).join(rest[0] ?? '')}\n`
  if (verb === 'lower' || verb === 'upper')
    return `${rest.map(text => (verb === 'lower' ? text.toLowerCase() : text.toUpperCase())).join('\n')}\n`
  return verb === 'unescape' || verb === 'trim' ? `${rest.map(text => text.trim()).join('\n')}\n` : undefined
}

const perLine = (text: string, change: (line: string) => string): string =>
  text.endsWith('\n')
    ? `${text.slice(0, -1).split('\n').map(change).join('\n')}\n`
    : text.split('\n').map(change).join('\n')
