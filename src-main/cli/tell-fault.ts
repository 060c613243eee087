import { withoutSecrets } from '../keeper/redaction.ts'
import { ExitCode } from './exit-codes.ts'
import { printable, type Terminal } from './terminal.ts'

/** What the system says of files and folders that a person can put right. */
const OF_FILES: ReadonlySet<unknown> = new Set(
  'EACCES EPERM EROFS ENOSPC EDQUOT EISDIR ENOTDIR ELOOP ENAMETOOLONG EIO EMFILE ENFILE'.split(' '),
)
const FILES = {
  title: 'This failed, because the system gave no way to a file or folder:',
  advice: 'Check that it is what it should be, is yours to write, and has free space. Then try again.',
}
const OURS = {
  title: 'This failed, by a fault of Gatehouse:',
  advice: 'See "gatehouse logs"; GATEHOUSE_DEBUG=1 in front of the command shows where it happened.',
}

/** What no command expected, in words. The stack is for who mends it. */
export function tellFault(error: unknown, debug: boolean, terminal: Pick<Terminal, 'err'>): ExitCode {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
  const words = error instanceof Error && 'code' in error && OF_FILES.has(error.code) ? FILES : OURS
  const lines = (debug ? stack : message).split('\n').map(line => `  ${printable(withoutSecrets(line))}`)
  for (const line of [words.title, ...lines, words.advice]) terminal.err(line)
  return ExitCode.failed
}
