import { letterNotes } from './mixed-script.ts'
import type { Piece } from './piece.ts'

/**
 * `exact`: what a decision rests on; everything unusual is shown by number.
 * `prose`: what people write to each other; emoji, accents and fixed spaces stay as they are, and only what can
 * hide or reorder text is shown by number.
 */
export type Honesty = 'exact' | 'prose'

// Control, format, surrogate, private and unassigned characters, separators other than the plain space, whatever
// Unicode lets a renderer skip, and the braille blank that fonts draw as nothing.
const EXACT = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u
// Prose keeps what emoji are built from (joiner, variation selectors), the no-break space, and nothing else of these.
const PROSE_KEEPS = /\u00a0|\u202f|\u200d|\ufe0e|\ufe0f/u
// Three or more marks on one letter paint over the lines above and below.
const STACKED_MARKS = /\p{M}/u
const MARKS_ALLOWED = 2

/** Splits text so that nothing in it can hide, reorder or disguise the rest. Line breaks stay; tabs are named. */
export function honest(text: string, honesty: Honesty = 'exact'): Piece[] {
  const pieces: Piece[] = []
  let plain = ''
  let marks = 0
  const flush = (): void => {
    if (plain) pieces.push(...(honesty === 'exact' ? letterNotes(plain) : [{ kind: 'plain' as const, text: plain }]))
    plain = ''
  }
  for (const char of text) {
    marks = STACKED_MARKS.test(char) ? marks + 1 : 0
    if (!mustEscape(char, honesty) && marks <= MARKS_ALLOWED) plain += char
    else {
      flush()
      pieces.push({ kind: 'escaped', text: chipOf(char), code: char.codePointAt(0) ?? 0 })
    }
  }
  flush()
  return pieces
}

/** The same as one string, for places that show text only: titles, labels, the clipboard. */
export function honestString(text: string, honesty: Honesty = 'exact'): string {
  return honest(text, honesty)
    .map(piece => piece.text)
    .join('')
}

/** What a careful reader should be told about a text, once each; empty when there is nothing unusual. */
export function warningsIn(text: string): string[] {
  const found = new Set<string>()
  for (const piece of honest(text)) {
    if (piece.kind === 'lookalike') found.add(piece.note)
    if (piece.kind === 'escaped' && piece.code !== 9) found.add(kindOf(piece.code))
  }
  return [...found]
}

function mustEscape(char: string, honesty: Honesty): boolean {
  if (char === '\n') return false
  if (char === '\t') return honesty === 'exact'
  if (honesty === 'prose' && PROSE_KEEPS.test(char)) return false
  return EXACT.test(char)
}

function chipOf(char: string): string {
  const code = char.codePointAt(0) ?? 0
  if (code === 9) return '⟨TAB⟩'
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}

const BIDI = new Set([0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069])

function kindOf(code: number): string {
  if (BIDI.has(code)) return 'Contains characters that reverse the direction of text.'
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return 'Contains control characters.'
  if (/\p{Z}/u.test(String.fromCodePoint(code))) return 'Contains spaces that are not ordinary spaces.'
  if (/\p{M}/u.test(String.fromCodePoint(code))) return 'Contains marks stacked on one letter.'
  return 'Contains invisible characters.'
}
