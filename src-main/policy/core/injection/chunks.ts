// Beyond so many groups the rest of a code is not put together; a mail has one such block, a flood thousands.
const MOST_CHUNKS = 2000
const FEWEST_CHUNKS = 3
const FEWEST_LETTERS = 16

/**
 * Codes that were parted by blanks or line ends into groups of one length: `aWdu b3Jl IHlv`, or lines of sixteen letters.
 * Given without the gaps; whether they say anything is for the decoder to see.
 */
export function joinedChunks(text: string): string[] {
  const tokens = text.split(/\s+/, MOST_CHUNKS)
  const found: string[] = []
  for (let at = 0; at < tokens.length; ) {
    const size = tokens[at]?.length ?? 0
    let end = at + 1
    while (end < tokens.length && tokens[end]?.length === size && isCode(tokens[end])) end += 1
    const count = end - at
    // The last group may be shorter, and a lone one is none.
    const rest = tokens[end] ?? ''
    const last = rest.length < size && isCode(rest) ? rest : ''
    if (count >= FEWEST_CHUNKS && size !== 2 && isCode(tokens[at])) found.push(tokens.slice(at, end).join('') + last)
    at = end
  }
  return found.filter(one => one.length >= FEWEST_LETTERS && /[A-Z0-9]/.test(one)).slice(0, 16)
}

const isCode = (token: string | undefined): boolean => token !== undefined && /^[A-Za-z0-9+/_-]+={0,2}$/.test(token)
