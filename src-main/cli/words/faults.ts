import { Fault } from '../../contract/wire/fault.ts'
import { ExitCode } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'

/** Says what went wrong in the catalogue's words, and answers with the exit code. */
export function tellFault(error: unknown, terminal: Terminal, asJson: boolean): ExitCode {
  if (!(error instanceof Fault)) {
    terminal.err(`Something went wrong: ${error instanceof Error ? error.message : String(error)}`)
    return ExitCode.failed
  }
  const { title, advice } = error.words
  if (asJson)
    terminal.out(
      JSON.stringify({ fault: { code: error.code, title, advice, ref: error.ref ?? null, facts: error.facts } }),
    )
  else {
    const detail = Object.entries(error.facts).map(([name, value]) => `${name}: ${value}`)
    terminal.err([title, advice, ...detail, ...(error.ref ? [`Reference ${error.ref}`] : [])].join('\n  '))
  }
  return exitCodeOf(error)
}

function exitCodeOf(fault: Fault): ExitCode {
  if (fault.code === 'not-running') return ExitCode.notRunning
  const refused = [
    'caller-not-allowed',
    'person-needed',
    'pin-wrong',
    'code-wrong',
    'first-pin-elsewhere',
    'pin-paused',
    'locked-down',
    'token-wrong',
  ]
  return refused.includes(fault.code) ? ExitCode.refused : ExitCode.failed
}
