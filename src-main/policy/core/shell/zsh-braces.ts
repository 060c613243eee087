/** Where text stands in quotes: `true` for every character that does. */
function quotedPlaces(text: string): readonly boolean[] {
  const places: boolean[] = []
  let quote = ''
  for (let i = 0; i < text.length; i++) {
    const c = text[i] ?? ''
    const before = quote
    if (c === '\\' && quote !== "'") {
      places.push(quote !== '', quote !== '')
      i++
      continue
    }
    if (quote === '' && (c === "'" || c === '"' || c === '`')) quote = c
    else if (c === quote) quote = ''
    places.push(before !== '' || quote !== '')
  }
  return places
}

/** In zsh a closing brace ends a block wherever it stands as a word; bash wants a semicolon in front of it. */
export function closedBraces(text: string): string {
  if (!/\s\}/.test(text)) return text
  const quoted = quotedPlaces(text)
  return text.replace(
    /([^\s;{&|])(\s+)\}(?=\s*(?:[;&|)\n]|$|else\b|always\b|\}))/g,
    (all, before: string, blanks: string, at: number) => (quoted[at + 1] ? all : `${before};${blanks}}`),
  )
}

/** `if [[ … ]] { … } else { … }` and `while (( … )) { … }`. */
const SHORT_IF = /\b(if|while|until)\s+(\[\[[^\n]*?\]\]|\(\([^\n]*?\)\))\s*\{([^{}]*)\}(?:\s*else\s*\{([^{}]*)\})?/g

const body = (text: string): string => text.trim().replace(/;$/, '') || ':'

/** Blocks of zsh without their words, as bash writes them. */
export const spelledOut = (text: string): string =>
  text.replace(SHORT_IF, (_all, word: string, test: string, then: string, other?: string) =>
    word === 'if'
      ? `if ${test}; then ${body(then)}; ${other === undefined ? '' : `else ${body(other)}; `}fi`
      : `${word} ${test}; do ${body(then)}; done`,
  )
