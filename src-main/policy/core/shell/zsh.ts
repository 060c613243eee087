import { closedBraces, spelledOut } from './zsh-braces.ts'

/** Glob qualifiers that only select files; `e` and `+` would run code and are left for the parser to refuse. */
const QUALIFIER =
  /(?<=[*?\]/\w])\((?:[NDnoO^@=.*/%-]|[oO][nLlamcd]|[rwxRWXAIEst]|[mac][hmwMs]?[-+]?\d+|L[kmp]?[-+]?\d+|\[\d+(?:,-?\d+)?\]|Y\d+|#q)+\)/g

/** `for x (a b) command` and `for x (a b) { commands }`. */
const SHORT_FOR =
  /\bfor(?:each)?\s+(\w+)\s*\(([^()\n]*)\)\s*(?:\{([^{}\n]*)\}|(?!do\b)((?:\$\{[^{}\n]*\}|[^;&|{}\n])+))/g

const inFull = (all: string, name: string, list: string, block?: string, command?: string): string => {
  const body = (block ?? command ?? '').trim().replace(/;$/, '')
  return body === '' ? all : `for ${name} in ${list}; do ${body}; done`
}

/** A value that is cut into words, as bash does with every one. */
const CUT = /\$(?:\{(?:=|~|\([zQ]+\))(\w+)\}|=(\w+))/g

/** `${file:h}` and kin: the folder, the name, the name without its ending; the full path is the path. */
const MODIFIER = /\$\{(\w+):([aAPhtreQq])\}/g

const MODIFIED: Readonly<Record<string, string>> = { h: '%/*', t: '##*/', r: '%.*', e: '##*.' }

/** `${(f)"$(command)"}`: what a command prints, cut into lines. */
const SUBSTITUTED = /\$\{(?:\([fz0s:]+\))?"?(\$\([^()]*\))"?\}/g

/** Rewrites what only zsh knows into what bash reads the same way; the rest stays and may be refused. */
export function bashFromZsh(text: string): string {
  return closedBraces(spelledOut(text))
    .replace(QUALIFIER, '')
    .replace(SUBSTITUTED, '$1')
    .replace(/\$\{~(\w+)\}/g, '$${$1}')
    .replace(/\$\{~?:-(~|[\w./-]+)\}/g, '$1')
    .replace(/<\d*-\d*>/g, '[0-9]*')
    .replace(SHORT_FOR, inFull)
    .replace(MODIFIER, (_all, name: string, letter: string) => `\${${name}${MODIFIED[letter] ?? ''}}`)
    .replace(CUT, (_all, braced?: string, bare?: string) => `$${braced ?? bare}`)
    .replace(
      /(^|[\s\d&;])(>{1,2})!(?=\s*[\w~/.$"'])/g,
      (_all, before: string, sign: string) => `${before}${sign === '>' ? '>|' : sign}`,
    )
    .replace(/&[!|](?=\s|$)/g, '&')
    .replace(/(?<=^|\s)=\(/g, '<(')
    .replace(/(^|[\s;&|(])=([a-z][\w.-]*)(?=\s|$)/g, '$1$2')
}

/** Whether a pattern has a qualifier that runs code for every file it matches, or a value is expanded as code is. */
export const runsInPattern = (text: string): boolean =>
  /\$\{\([A-Za-z]*e[A-Za-z]*\)/.test(text) || /[*?\]/\w)]\((?:#q)?[A-Za-z.@^/]*(?:e['":{[|]|\+\w)/.test(text)
