/** Character classes as bits, looked up by code; everything beyond ASCII is OTHER. */
export const UPPER = 1
export const LOWER = 2
export const DIGIT = 4
export const BLANK = 8
export const QUOTE = 16
/** `_` and `-`: inside names and tokens alike. */
export const JOIN = 32
export const OTHER = 64
/** `.` and `$`: inside the names of settings and variables. */
export const DOTTED = 128
export const LETTER = UPPER | LOWER
export const ALNUM = LETTER | DIGIT

const bits = new Uint8Array(128)
for (let code = 65; code <= 90; code += 1) bits[code] = UPPER
for (let code = 97; code <= 122; code += 1) bits[code] = LOWER
for (let code = 48; code <= 57; code += 1) bits[code] = DIGIT
for (const code of [9, 10, 11, 12, 13, 32]) bits[code] = BLANK
for (const char of '"\'`') bits[char.charCodeAt(0)] = QUOTE
for (const char of '_-') bits[char.charCodeAt(0)] = JOIN
for (const char of '.$') bits[char.charCodeAt(0)] = DOTTED

/** The class of a character code; NaN (past the end of a text) has none. */
export const classOf = (code: number): number => (code < 128 ? (bits[code] ?? 0) : code >= 128 ? OTHER : 0)

/** Whether the character at a place is of one of the classes. */
export const isAt = (text: string, at: number, classes: number): boolean =>
  (classOf(text.charCodeAt(at)) & classes) !== 0

/** The first place from `from` on, at most `to`, whose character is in none of the classes. */
export function skipClass(text: string, from: number, to: number, classes: number): number {
  let at = from
  while (at < to && isAt(text, at, classes)) at += 1
  return at
}

/** Whether a word could begin here: nothing before it, or something that is no part of a word, or a colour code of a terminal. */
export function wordStartsAt(text: string, at: number): boolean {
  if (at === 0 || !isAt(text, at - 1, ALNUM)) return true
  // ESC [ 1 m and the token glued to it.
  const before = text.charCodeAt(at - 1)
  if (before === 109 && /\u001b\[[\d;]*m$/.test(text.slice(Math.max(0, at - 12), at))) return true
  // The n of an escaped newline in a JSON or C string: `\nghp_…`.
  return (before === 110 || before === 114 || before === 116) && text.charCodeAt(at - 2) === 92
}
