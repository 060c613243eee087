/** Words that open a block, with what closes it in bash. */
const CLOSERS: Readonly<Record<string, string>> = {
  if: 'fi',
  while: 'done',
  for: 'done',
  function: '}',
  begin: '}',
}

/**
 * Rewrites fish into bash that starts the same programs. All branches are kept, so a `switch` becomes a plain
 * sequence; what has no counterpart stays as it is and the parser refuses it.
 */
export function bashFromFish(text: string): string {
  /** What closes each block that stands open. */
  const blocks: string[] = []
  let out = ''
  for (const { words, end } of statements(text)) out += statement(words, blocks) + end
  return out
}

interface Statement {
  words: string[]
  end: string
}

/** Cuts fish text into commands of words; substitutions inside words are rewritten on the way. */
function statements(text: string): Statement[] {
  const found: Statement[] = []
  let words: string[] = []
  let word = ''
  let i = 0
  const endWord = (): void => {
    if (word !== '') words.push(word)
    word = ''
  }
  const endStatement = (end: string): void => {
    endWord()
    found.push({ words, end })
    words = []
  }
  while (i < text.length) {
    const c = text[i] ?? ''
    if (c === '\\') {
      word += text.slice(i, i + 2)
      i += 2
    } else if (c === "'" || c === '"') {
      const end = closing(text, i, c)
      word += c === "'" ? single(text.slice(i + 1, end)) : double(text.slice(i + 1, end))
      i = end + 1
    } else if (c === '(' || (c === '$' && text[i + 1] === '(')) {
      const open = c === '(' ? i : i + 1
      const end = closing(text, open, ')')
      word += `$(${bashFromFish(text.slice(open + 1, end))})`
      i = end + 1
    } else if (text.startsWith('$argv', i) && !/\w/.test(text[i + 5] ?? '')) {
      // What a function was called with has other names in bash.
      const index = /^\[(-?\d+)\]/.exec(text.slice(i + 5))
      word += index ? `"\${@:${index[1]}:1}"` : '"$@"'
      i += 5 + (index?.[0].length ?? 0)
    } else if (c === '#' && word === '') {
      while (i < text.length && text[i] !== '\n') i++
    } else if (c === ' ' || c === '\t') {
      endWord()
      i++
    } else if (c === '&' && text[i + 1] === '>') {
      word += '&>'
      i += 2
    } else if (/[;\n|&]/.test(c)) {
      const operator = /^(\|\||&&|&\||\||&|;|\n)/.exec(text.slice(i))?.[0] ?? c
      if (/>$/.test(word) && c === '&') {
        word += c
        i++
        continue
      }
      endStatement(operator === '\n' ? '\n' : ` ${operator === '&|' ? '|&' : operator} `)
      i += operator.length
    } else {
      word += c
      i++
    }
  }
  endStatement('')
  return found
}

function closing(text: string, from: number, close: string): number {
  let depth = 0
  for (let i = from + 1; i < text.length; i++) {
    const c = text[i]
    if (c === '\\') i++
    else if (close === ')' && (c === "'" || c === '"')) i = closing(text, i, c)
    else if (close === ')' && c === '(') depth++
    else if (c === close && depth-- === 0) return i
  }
  return text.length
}

const single = (text: string): string =>
  `'${text.replaceAll("\\'", "'").replaceAll('\\\\', '\\').replaceAll("'", `'\\''`)}'`

/** In double quotes only variables and `$( )` are special to fish. */
function double(text: string): string {
  return `"${text.replace(/\\[\s\S]|`|\$\(([^()]*)\)/g, (all, inner: string | undefined) => (all === '`' ? '\\`' : inner === undefined ? all : `$(${bashFromFish(inner)})`))}"`
}

function statement(words: readonly string[], blocks: string[]): string {
  const [first, ...rest] = words
  if (first === undefined) return ''
  if (first === 'and' || first === 'or') return statement(rest, blocks)
  if (first === 'not') return `! ${statement(rest, blocks)}`
  if (first === 'end') return [blocks.pop() ?? '', ...rest].join(' ').trim() || ':'
  if (first === 'else') return rest[0] === 'if' ? `elif ${rest.slice(1).join(' ')}; then :` : 'else :'
  if (first === 'switch' || first === 'case') {
    if (first === 'switch') blocks.push(':')
    return `: ${rest.join(' ')}`
  }
  if (Object.hasOwn(CLOSERS, first)) return opened(first, rest, blocks)
  if (first === 'set') return assignment(rest)
  return words.join(' ')
}

function opened(kind: string, rest: readonly string[], blocks: string[]): string {
  blocks.push(CLOSERS[kind] ?? '')
  if (kind === 'if') return `if ${rest.join(' ')}; then :`
  if (kind === 'while') return `while ${rest.join(' ')}; do :`
  if (kind === 'for') return `for ${rest.join(' ')}; do :`
  if (kind === 'function') return `${(rest[0] ?? 'f').replace(/[^\w.-]/g, '_')}() { :`
  return `{ :`
}

/** `set -x NAME value`: options first, then the name. */
function assignment(words: readonly string[]): string {
  const flags = words.filter(word => /^-/.test(word)).join('')
  const [name, ...values] = words.filter(word => !/^-/.test(word))
  if (name === undefined || /[qSn]/.test(flags.replace(/^--\w+/, ''))) return ':'
  if (!/^\w+$/.test(name)) return `: ${words.join(' ')}`
  if (/e/.test(flags.replace(/--\w+/g, ''))) return `unset ${name}`
  if (values.length > 1)
    return /x/.test(flags) ? `export ${name}="${values.join(':')}"` : `${name}=(${values.join(' ')})`
  return `${/x/.test(flags) ? 'export ' : ''}${name}=${values[0] ?? "''"}`
}
