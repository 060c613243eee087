import type { ShellReader } from './facts.ts'
import { analyseCommand } from './shell/analyse-command.ts'

/** The real shell analysis. */
export const shellReader: ShellReader = {
  analyse: input => analyseCommand(input),
  covers: () => false,
}
