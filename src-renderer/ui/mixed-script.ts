import type { Piece } from './piece.ts'

// Letters of other alphabets that a reader takes for Latin ones in common fonts.
const DOUBLES = new Set('аеорсухіјѕһԁԛԝвнкмтьАВЕЅІЈКМНОРСТУХҮԌοανικυρτχηωγΑΒΕΖΗΙΚΜΝΟΡΤΥΧıӏօսոհցԼՏ')
const OTHER_ALPHABETS = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu'] as const
const scriptTests = OTHER_ALPHABETS.map(name => [name, new RegExp(`\\p{Script=${name}}`, 'u')] as const)
const LATIN = /\p{Script=Latin}/u
const WORDS = /[\p{L}\p{N}\p{M}_]+/gu

/** Cuts out the words whose letters pass for others: mixed alphabets, whole words of doubles, styled letters. */
export function letterNotes(text: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.matchAll(WORDS)) {
    const note = noteOn(match[0])
    if (!note) continue
    if (match.index > from) pieces.push({ kind: 'plain', text: text.slice(from, match.index) })
    pieces.push({ kind: 'lookalike', text: match[0], note })
    from = match.index + match[0].length
  }
  if (from < text.length) pieces.push({ kind: 'plain', text: text.slice(from) })
  return pieces
}

function noteOn(word: string): string | null {
  if (/^[\x20-\x7e]*$/.test(word)) return null
  const other = scriptTests.find(([, test]) => test.test(word))
  if (other && LATIN.test(word)) return `A word mixes Latin and ${other[0]} letters that look alike.`
  if (other && [...word].every(letter => DOUBLES.has(letter)))
    return `A word in ${other[0]} letters can be read as a Latin one.`
  // Full-width and mathematical letters fold to plain ASCII, so they read as a name they are not.
  const folded = word.normalize('NFKC')
  if (folded !== word.normalize('NFC') && /^[\x20-\x7e]+$/.test(folded))
    return 'A word uses styled letters instead of plain ones.'
  return null
}
