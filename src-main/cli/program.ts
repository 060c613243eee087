import { Command, CommanderError } from 'commander'
import { version } from '../kit/core/version.ts'
import { registerHouse } from './commands/house.ts'
import { registerIncident } from './commands/incident.ts'
import { registerJudging } from './commands/judging.ts'
import { registerRecords } from './commands/records.ts'
import { registerSafe } from './commands/safe.ts'
import { registerSandbox } from './commands/sandbox.ts'
import { registerTalk } from './commands/talk.ts'
import { ExitCode } from './exit-codes.ts'

/** Runs one command line and answers with its exit code. Each command loads its own code only when it is called. */
export async function runCli(argv: readonly string[]): Promise<number> {
  const program = new Command('gatehouse')
    .description('Run an AI agent on your own machine, and stay the one who decides.')
    .version(version)
    .showSuggestionAfterError(true)
    .exitOverride()
    .enablePositionalOptions()
  let code: number = ExitCode.ok
  const done = (result: number): void => {
    code = result
  }
  registerHouse(program, done)
  registerTalk(program, done)
  registerJudging(program, done)
  registerSafe(program, done)
  registerRecords(program, done)
  registerSandbox(program, done)
  registerIncident(program, done)
  try {
    await program.parseAsync([...argv])
  } catch (error) {
    if (!(error instanceof CommanderError)) return explain(error)
    return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage
  }
  return code
}

async function explain(error: unknown): Promise<ExitCode> {
  const [{ tellFault }, { processTerminal }] = await Promise.all([import('./tell-fault.ts'), import('./terminal.ts')])
  return tellFault(error, process.env['GATEHOUSE_DEBUG'] === '1', processTerminal())
}
