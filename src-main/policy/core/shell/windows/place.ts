import type { Finding, Inspector, Invocation } from '../inspector.ts'
import type { Scope } from '../scope.ts'
import type { PsCommand, PsWord } from './read-powershell.ts'

/** One command and where it is judged. */
export interface Place {
  command: PsCommand
  scope: Scope
  via: readonly string[]
  look: Inspector
}

/** One effective command as the engine keeps it. */
export const invocation = (argv: readonly string[], { command, scope, via }: Place): Invocation => ({
  argv,
  env: [],
  redirects: [],
  input: null,
  via,
  written: via.length === 0 ? command.text : null,
  scope,
})

/** A command with a rule of its own; `record` says what was found of it. */
export type Special = (given: readonly PsWord[], place: Place, record: (...more: Finding[]) => void) => void
