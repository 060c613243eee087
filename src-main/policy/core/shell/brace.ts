import type { WordPart } from 'unbash'
import { ALL_PIDS } from './marks.ts'

/** More words than this from one brace list are not followed one by one. */
const MOST_WORDS = 96

const literal = (value: string): WordPart => ({ type: 'Literal', pos: 0, end: 0, value, text: value })

/**
 * Multiplies the brace lists of a word out, as bash does before every other expansion.
 * Answers null when the result would be too long to follow.
 */
export function braceChoices(
  parts: readonly WordPart[],
  parseText: (text: string) => readonly WordPart[],
): readonly (readonly WordPart[])[] | null {
  let choices: (readonly WordPart[])[] = [[]]
  for (const part of parts) {
    const options = part.type === 'BraceExpansion' ? optionsOf(part.text, parseText) : [[part]]
    if (!options) return null
    choices = choices.flatMap(before => options.map(after => [...before, ...after]))
    if (choices.length > MOST_WORDS) return null
  }
  return choices
}

function optionsOf(
  text: string,
  parseText: (text: string) => readonly WordPart[],
): readonly (readonly WordPart[])[] | null {
  const inner = text.slice(1, -1)
  const sequence = sequenceOf(inner)
  if (sequence !== undefined) return sequence?.map(value => [literal(value)]) ?? null
  const options: (readonly WordPart[])[] = []
  for (const item of splitList(inner)) {
    if (/^[\w./:@%+=-]*$/.test(item)) {
      options.push([literal(item)])
      continue
    }
    const nested = braceChoices(parseText(item), parseText)
    if (!nested) return null
    options.push(...nested)
  }
  return options
}

/** The words of `{1..3}` or `{a..e}`; undefined when it is no sequence, null when it is too long. */
function sequenceOf(inner: string): string[] | null | undefined {
  const numbers = /^(-?\d{1,9})\.\.(-?\d{1,9})(?:\.\.(-?\d{1,9}))?$/.exec(inner)
  if (numbers) return range(Number(numbers[1]), Number(numbers[2]), Number(numbers[3] ?? 1), String)
  const letters = /^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.(-?\d{1,3}))?$/.exec(inner)
  if (!letters) return undefined
  const [, from = 'a', to = 'a', step] = letters
  return range(from.charCodeAt(0), to.charCodeAt(0), Number(step ?? 1), code => String.fromCharCode(code))
}

function range(from: number, to: number, step: number, word: (n: number) => string): string[] | null {
  const by = Math.max(1, Math.abs(step)) * (to < from ? -1 : 1)
  // So many numbers, up to where processes count, reach every process there is.
  if (Math.abs((to - from) / by) > MOST_WORDS) return Math.max(from, to) >= 4_000 ? [ALL_PIDS] : null
  const words: string[] = []
  for (let n = from; by > 0 ? n <= to : n >= to; n += by) words.push(word(n))
  return words
}

/** Cuts at the commas of this list only: nested lists, quotes and substitutions keep theirs. */
function splitList(inner: string): string[] {
  const items: string[] = []
  let depth = 0
  let from = 0
  for (let i = 0; i < inner.length; i++) {
    const c = inner[i]
    if (c === '\\') i++
    else if (c === "'" || c === '"' || c === '`') i = closing(inner, i, c)
    else if (c === '{' || c === '(') depth++
    else if (c === '}' || c === ')') depth--
    else if (c === ',' && depth === 0) {
      items.push(inner.slice(from, i))
      from = i + 1
    }
  }
  items.push(inner.slice(from))
  return items
}

function closing(text: string, from: number, quote: string): number {
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === '\\' && quote !== "'") i++
    else if (text[i] === quote) return i
  }
  return text.length
}
