import type { ParsedScript } from 'unbash'
import type { EnvSet, Finding, Inspector, Opened, Stream } from './inspector.ts'
import type { Scope } from './scope.ts'

/** What the walk needs from the engine besides what rules need. */
export interface WalkEngine extends Inspector {
  /** Judges a command whose words are known, and tells what it prints. */
  run(call: WalkedCommand): Stream
  /** Keeps the stream of a process substitution and answers with its number. */
  keepSubstituted(stream: Stream): number
  /** Adds a finding that belongs to no single command. */
  note(finding: Finding, written: string, via: readonly string[]): void
  parsed(text: string): ParsedScript
}

/** A simple command as the walk found it: every combination of its words. */
export interface WalkedCommand {
  choices: readonly (readonly string[])[]
  env: readonly EnvSet[]
  redirects: readonly Opened[]
  input: Stream | null
  via: readonly string[]
  written: string
  /** Source of the first word, for alias lookup; null when it was quoted. */
  aliasName: string | null
  /** Source after the first word. */
  tail: string
  scope: Scope
}
