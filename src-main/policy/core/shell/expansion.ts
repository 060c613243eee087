import type { ParsedScript, Word } from 'unbash'
import type { Stream } from './inspector.ts'
import type { Scope } from './scope.ts'
import type { Setting } from './setting.ts'

/** What expansion needs from the walk: nested scripts are judged there, and their output comes back. */
export interface Expansion {
  readonly setting: Setting
  readonly scope: Scope
  /** All texts a word can become without splitting. */
  text(word: Word): string[]
  /** Judges the script of a substitution and answers with what is known of its output. */
  substitute(script: ParsedScript | undefined, kind: '$( )' | '`'): Stream
  /** Judges a process substitution and answers with the mark that stands for its file name. */
  substituteFile(script: ParsedScript | undefined): string
  /** Judges what arithmetic can run. */
  arithmetic(node: ArithmeticNode): void
  /** Looks for text that the parser is known to read differently from bash. */
  guard(text: string): void
  /** Says that a text is expanded as code at run time. */
  codeFromText(what: string): void
}

/** A node whose `expression` is arithmetic; the tree is walked by its shape. */
export interface ArithmeticNode {
  readonly text?: string
  readonly expression?: unknown
}

/** One possible outcome of a part: pieces that join their neighbours at both ends, with word breaks between. */
export type Outcome = readonly string[]
