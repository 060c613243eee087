import type { Concept, Lexicon } from './concept.ts'
import { fold } from './fold.ts'

/** A word of a lexicon found in a folded text. */
export interface Hit {
  concept: Concept
  from: number
  to: number
}

interface Leaf {
  next: Map<string, Leaf>
  whole: Concept[]
  begins: Concept[]
}

/** All lexicons as one tree: a text is read once, whatever the number of words and languages. */
export interface Matcher {
  root: Leaf
}

const leaf = (): Leaf => ({ next: new Map(), whole: [], begins: [] })

// Scripts that are written without blanks, or that glue particles to the front of words.
const ANYWHERE = /[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]/
const WORD = /[\p{L}\p{N}]/u

/** Builds the tree; done once per process. */
export function buildMatcher(lexicons: readonly Lexicon[]): Matcher {
  const root = leaf()
  for (const lexicon of lexicons) {
    for (const [concept, words] of Object.entries(lexicon)) {
      for (const word of words.split('|')) plant(root, concept as Concept, word)
    }
  }
  return { root }
}

function plant(root: Leaf, concept: Concept, word: string): void {
  const whole = word.endsWith('!')
  let at = root
  for (const letter of fold(whole ? word.slice(0, -1) : word)) {
    let next = at.next.get(letter)
    if (!next) {
      next = leaf()
      at.next.set(letter, next)
    }
    at = next
  }
  if (at !== root) (whole ? at.whole : at.begins).push(concept)
}

/** Finds all words in a folded text. Reads each place once and goes as deep as the longest word. */
export function findWords({ root }: Matcher, text: string): Hit[] {
  const hits: Hit[] = []
  let inWord = false
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0
    const letter = code < 128 ? text.charAt(at) : String.fromCodePoint(code)
    if (!inWord || ANYWHERE.test(letter)) walk(root, text, at, hits)
    inWord = isWord(code, letter)
    at += letter.length
  }
  return hits
}

function isWord(code: number, letter: string): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
  return WORD.test(letter)
}

function walk(root: Leaf, text: string, from: number, hits: Hit[]): void {
  let at = from
  let here: Leaf | undefined = root
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0
    const letter = code < 0x10000 ? text.charAt(at) : String.fromCodePoint(code)
    here = here.next.get(letter)
    if (!here) return
    at += letter.length
    for (const concept of here.begins) hits.push({ concept, from, to: at })
    if (here.whole.length > 0 && endsWord(text, at))
      for (const concept of here.whole) hits.push({ concept, from, to: at })
  }
}

function endsWord(text: string, at: number): boolean {
  if (at >= text.length) return true
  const code = text.codePointAt(at) ?? 0
  const before = text.charAt(at - 1)
  return ANYWHERE.test(before) || !isWord(code, String.fromCodePoint(code)) || ANYWHERE.test(String.fromCodePoint(code))
}
