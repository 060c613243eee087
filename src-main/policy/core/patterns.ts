import { RE2JS } from 're2js'

/** Why a pattern of a user cannot be used, and where it stops making sense. */
export interface BadPattern {
  pattern: string
  position: number
  why: string
}

type Compiled = { ok: true; found: (text: string) => boolean } | ({ ok: false } & BadPattern)

// Settings hold a few dozen patterns; the bound only keeps a strange caller from filling memory.
const MOST_KEPT = 512
const kept = new Map<string, Compiled>()

/** Compiles a pattern for the linear-time engine: no pattern can make a decision slow. */
export function compilePattern(pattern: string): Compiled {
  const known = kept.get(pattern)
  if (known) return known
  const fresh = compile(pattern)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(pattern, fresh)
  return fresh
}

function compile(pattern: string): Compiled {
  if (pattern === '') return { ok: false, pattern, position: 0, why: 'An empty pattern would match everything.' }
  try {
    const engine = RE2JS.compile(pattern)
    return { ok: true, found: text => engine.matcher(text).find() }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ok: false, pattern, position: positionOf(pattern, why), why: why.replace(/^error parsing regexp: /, '') }
  }
}

/** The engine names the piece it stumbled over behind a backtick, and the whole pattern when brackets do not match. */
function positionOf(pattern: string, message: string): number {
  if (message.includes('trailing backslash')) return pattern.length - 1
  const piece = /`([^`]*)`/.exec(message)?.[1] ?? ''
  if (/closing \)|unexpected \)/.test(message)) return strayBracket(pattern)
  const at = piece === '' ? -1 : pattern.lastIndexOf(piece)
  return at < 0 ? pattern.length : at
}

/** Where the bracket stands that has no partner. */
function strayBracket(pattern: string): number {
  const open: number[] = []
  let inClass = false
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at)
    if (char === '\\') at += 1
    else if (inClass) inClass = char !== ']'
    else if (char === '[') inClass = true
    else if (char === '(') open.push(at)
    else if (char === ')' && open.pop() === undefined) return at
  }
  return open.at(-1) ?? pattern.length
}

/** All patterns that cannot be used, for the check of settings. */
export function badPatterns(patterns: readonly string[]): BadPattern[] {
  return patterns.flatMap(pattern => {
    const compiled = compilePattern(pattern)
    return compiled.ok ? [] : [{ pattern, position: compiled.position, why: compiled.why }]
  })
}

/** The first pattern found in a text. A pattern that cannot be read counts as found: it was meant to stop something. */
export function firstPattern(patterns: readonly string[], text: string): { pattern: string; readable: boolean } | null {
  for (const pattern of patterns) {
    const compiled = compilePattern(pattern)
    if (!compiled.ok) return { pattern, readable: false }
    if (compiled.found(text)) return { pattern, readable: true }
  }
  return null
}
