/** Glob qualifiers that only select files; `e` and `+` would run code and are left for the parser to refuse. */
const QUALIFIER =
  /(?<=[*?\]/\w])\((?:[NDnoO^@=.*/%-]|[oO][nLlamcd]|[rwxRWXAIEst]|[mac][hmwMs]?[-+]?\d+|L[kmp]?[-+]?\d+|\[\d+(?:,-?\d+)?\]|Y\d+|#q)+\)/g

/** Rewrites what only zsh knows into what bash reads the same way; the rest stays and may be refused. */
export function bashFromZsh(text: string): string {
  return text
    .replace(QUALIFIER, '')
    .replace(/&[!|](?=\s|$)/g, '&')
    .replace(/(?<=^|\s)=\(/g, '<(')
    .replace(/(^|[\s;&|(])=([a-z][\w.-]*)(?=\s|$)/g, '$1$2')
}

/** Whether a pattern has a qualifier that runs code for every file it matches. */
export const runsInPattern = (text: string): boolean => /[*?\]/\w)]\((?:#q)?[A-Za-z.@^/]*(?:e['":{[|]|\+\w)/.test(text)
