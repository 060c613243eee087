import type { Example } from './learn.ts'

/**
 * What is no language at all, made of every fifth text: shifted, turned round, encoded, numbered. Whatever it hides,
 * the tripwire reads it decoded as well; as it stands it is worded like nothing, and that has to be learned too.
 */
export function noise(examples: readonly Example[]): readonly Example[] {
  const some = examples.filter((_, at) => at % 5 === 0)
  return some.flatMap(({ text }, at) => {
    const made = WAYS[at % WAYS.length]?.(text) ?? ''
    return made === '' ? [] : [{ text: made.slice(0, 300), expect: 'benign' as const }]
  })
}

const hex = (text: string): string => Buffer.from(text).toString('hex')
const numbersOf = (text: string): string[] => hex(text).match(/.{8}/g) ?? []

const codes = (text: string): number[] => [...text].map(letter => letter.codePointAt(0) ?? 0)

const WAYS: readonly ((text: string) => string)[] = [
  text => text.replace(/[a-z]/gi, letter => shifted(letter)),
  text => [...text].reverse().join(''),
  text => Buffer.from(text).toString('base64'),
  hex,
  text =>
    codes(text)
      .map(code => `&#x${code.toString(16)};`)
      .join(''),
  text =>
    codes(text)
      .map(code => `&#${code};`)
      .join(''),
  text =>
    codes(text)
      .map(code => `\\u${code.toString(16).padStart(4, '0')}`)
      .join(''),
  text =>
    codes(text)
      .map(code => `0x${code.toString(16)}`)
      .join(', '),
  text =>
    codes(text)
      .map(code => code.toString(2).padStart(8, '0'))
      .join(' '),
  text => codes(text).join(' '),
  text => codes(text).join(', '),
  text => encodeURIComponent(text).replaceAll('%20', '%20%'),
  text =>
    numbersOf(text)
      .map(piece => `${piece}-${piece.slice(2, 6)}`)
      .join('\n'),
  text =>
    numbersOf(text)
      .map(piece => `commit ${piece}${piece}`)
      .join(' '),
  text =>
    numbersOf(text)
      .map((piece, at) => `2026-03-${at} 10:${at} INFO id=${piece} ok`)
      .join('\n'),
]

const shifted = (letter: string): string => {
  const start = letter <= 'Z' ? 65 : 97
  return String.fromCharCode(((letter.charCodeAt(0) - start + 13) % 26) + start)
}
