import { withoutPrefix } from './cmd-prefix.ts'

/** A file that is opened for a command. */
export interface CmdRedirect {
  target: string
  write: boolean
  /** `>>`: what was in it stays. */
  append?: true
}

/** One command of a cmd text. */
export interface CmdPart {
  words: string[]
  redirects: CmdRedirect[]
  /** The part reads what the one before it prints. */
  piped: boolean
}

/** `%ProgramFiles(x86)%`: these brackets are letters. */
const BRACKETED = /^%\w+\(\w+\)%/

/** Cuts a cmd text into parts: carets, quotes, separators, brackets and redirections. */
export function readCmd(text: string): CmdPart[] {
  const parts: CmdPart[] = []
  let part: CmdPart = { words: [], redirects: [], piped: false }
  let word: string | null = null
  let quote = false
  let into: Omit<CmdRedirect, 'target'> | null = null
  const endWord = (): void => {
    if (word === null) return
    if (into) part.redirects.push({ target: word, ...into })
    else part.words.push(word)
    word = null
    into = null
  }
  const endPart = (piped: boolean): void => {
    endWord()
    if (part.words.length > 0 || part.redirects.length > 0) parts.push(part)
    part = { words: [], redirects: [], piped }
  }
  // Also behind `cmd /c`, `if …` and `start`.
  const inList = (): boolean => {
    const at = part.words.findLastIndex(one => /^@?for$/i.test(one))
    return at >= 0 && !part.words.slice(at).some(one => /^do$/i.test(one))
  }
  let blocks = 0
  /** A bracket opens a block at the beginning of a command, ends a block or a list, and is a letter like any other elsewhere. */
  const bracket = (c: string): void => {
    const begins = word === null && withoutPrefix(part.words).length === 0
    if (inList()) endWord()
    else if (!begins && (c === '(' || blocks === 0)) word = (word ?? '') + c
    else {
      blocks = c === '(' ? blocks + 1 : Math.max(0, blocks - 1)
      endPart(false)
    }
  }
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? ''
    if (c === '"') {
      quote = !quote
      word ??= ''
      // An empty text is one: `if "%1"=="" …`.
      if (!quote && text[i - 1] === '"' && word.endsWith('=')) word += '""'
    } else if (quote) word = (word ?? '') + c
    else if (c === '%' && BRACKETED.test(text.slice(i, i + 40))) {
      const [name = ''] = BRACKETED.exec(text.slice(i, i + 40)) ?? []
      word = (word ?? '') + name
      i += name.length - 1
    } else if (c === '^' && /[ \t]/.test(text[i + 1] ?? ''))
      endWord() // a blank stays one for whoever takes the line apart
    else if (c === '^') word = (word ?? '') + (text[++i] ?? '').replace(/[\r\n]/, '')
    else if (c === '&' || c === '\n' || c === '|') {
      const double = text[i + 1] === c
      if (double) i++
      endPart(c === '|' && !double)
    } else if (c === '(' || c === ')') bracket(c)
    else if (c === '>' || c === '<') {
      if (/^\d$/.test(word ?? '')) word = null
      endWord()
      const append = c === '>' && text[i + 1] === '>'
      while (text[i + 1] === '>') i++
      if (text[i + 1] === '&') i += 2
      else into = { write: c === '>', ...(append && { append }) }
    } else if (/\s/.test(c) || (/[;,=]/.test(c) && word === null)) endWord()
    else word = (word ?? '') + c
  }
  endPart(false)
  return parts
}
