import { RE2JS } from 're2js'
import type { Look } from './span.ts'

/** A pattern of the user, or what is wrong with it. */
export type PatternCheck = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** Says whether a pattern can be used. The engine needs time in proportion to the text, so it has no look-around and no back-references. */
export function checkPattern(pattern: string): PatternCheck {
  try {
    if (RE2JS.compile(pattern).matches(''))
      return { ok: false, why: 'it matches the empty text, so it would match everywhere' }
    return { ok: true }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * The characters that every match begins with, as far as the pattern says them plainly. The engine reads some megabytes a
 * second, a search for plain text thousands: most texts need not be looked at.
 */
function plainBeginning(pattern: string): string {
  if (/[|()]/.test(pattern)) return ''
  const plain = /^[A-Za-z0-9_:@/ -]*/.exec(pattern)?.[0] ?? ''
  // What is repeated may be missing.
  return /^[*?{]/.test(pattern.slice(plain.length)) ? plain.slice(0, -1) : plain
}

/** A pattern of the user by the name it has in the settings. */
export interface CustomPattern {
  readonly name: string
  readonly pattern: string
}

/** The user's own patterns. */
export class CustomPatterns {
  readonly #patterns: readonly { readonly name: string; readonly engine: RE2JS; readonly begin: string }[]

  /** Throws for a pattern that `checkPattern` refuses. */
  constructor(patterns: readonly CustomPattern[]) {
    this.#patterns = patterns.map(({ name, pattern }) => ({
      name,
      engine: RE2JS.compile(pattern),
      begin: plainBeginning(pattern),
    }))
  }

  get empty(): boolean {
    return this.#patterns.length === 0
  }

  look(look: Look): void {
    for (const { name, engine, begin } of this.#patterns) {
      if (begin !== '' && !look.text.includes(begin)) continue
      const matcher = engine.matcher(look.text)
      while (matcher.find()) look.hide(matcher.start(), matcher.end(), name, 'custom')
    }
    // A pattern may span a whole line, and nobody but its author knows.
    if (look.partial && this.#patterns.length > 0) look.undecided(look.text.lastIndexOf('\n') + 1)
  }
}
