import type { Command } from 'commander'
import { ExitCode } from '../exit-codes.ts'
import type { Done } from './with-keeper.ts'

const write = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

type Explain = { agent?: string; audience?: string; json?: boolean; batch?: string }

/** Commands that say what the policy would do. They need no running Keeper. */
export function registerJudging(program: Command, done: Done): void {
  program
    .command('policy')
    .description('what the policy would do')
    .command('explain')
    .description('say what would happen with a command, and why')
    .argument('[command...]', 'the command behind --, or the file of a batch (- reads standard input)')
    .option('-a, --agent <id>', 'for this agent')
    .option('--audience <who>', 'owner, team or public')
    .option('--json', 'for programs')
    .option('--batch <kind>', 'judge a file of cases: commands, paths or urls')
    .action(async (words: string[], { batch, ...options }: Explain) => {
      const { explainBatch, explainCommand } = await import('../policy.ts')
      const first = words[0]
      if (first === undefined) return done(missing(batch === undefined ? "a command behind --, such as -- 'ls -l'" : 'a file'))
      done(batch === undefined ? explainCommand(words.join(' '), options, write) : await explainBatch(batch, first, write))
    })
  program
    .command('inspect')
    .description('look at texts: attempts to steer an agent, or secrets')
    .argument('<file>', 'one JSON object per line (- reads standard input)')
    .requiredOption('--batch <kind>', 'injection or secrets')
    .action(async (file: string, { batch }: { batch: string }) => {
      const { inspectBatch } = await import('../inspect.ts')
      done(await inspectBatch(batch, file, write))
    })
}

function missing(what: string): number {
  process.stderr.write(`Say ${what}.\n`)
  return ExitCode.usage
}
