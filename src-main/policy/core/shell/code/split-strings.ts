/** How a language writes text and comments. */
export interface Grammar {
  quotes: string
  triple?: boolean
  line: readonly string[]
  block?: readonly [string, string]
}

/** Code with its texts taken out. */
export interface SplitCode {
  /** The code with every text replaced by an empty pair of quotes. */
  bare: string
  texts: string[]
}

/** Takes texts and comments out of code, so that a word inside a text is never taken for a call. */
export function splitStrings(code: string, grammar: Grammar): SplitCode {
  const texts: string[] = []
  let bare = ''
  let i = 0
  while (i < code.length) {
    const c = code[i] ?? ''
    const comment = grammar.line.find(mark => code.startsWith(mark, i))
    if (comment) {
      const end = code.indexOf('\n', i)
      i = end < 0 ? code.length : end
    } else if (grammar.block && code.startsWith(grammar.block[0], i)) {
      const end = code.indexOf(grammar.block[1], i + 2)
      i = end < 0 ? code.length : end + grammar.block[1].length
    } else if (grammar.quotes.includes(c)) {
      const end = closingQuote(code, i, c, grammar)
      const width = grammar.triple && code.startsWith(c.repeat(3), i) ? 3 : 1
      texts.push(code.slice(i + width, end - width))
      bare += c + c
      i = end
    } else {
      bare += c
      i++
    }
  }
  return { bare, texts }
}

function closingQuote(code: string, from: number, quote: string, grammar: Grammar): number {
  const mark = grammar.triple && code.startsWith(quote.repeat(3), from) ? quote.repeat(3) : quote
  for (let i = from + mark.length; i < code.length; i++) {
    if (code[i] === '\\') i++
    else if (code.startsWith(mark, i)) return i + mark.length
  }
  return code.length + mark.length
}
