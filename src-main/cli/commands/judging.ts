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
      const first = words[0]
      if (first === undefined) return done(missing(batch ? 'a file' : "a command behind --, such as -- 'ls -l'"))
      done(await (batch ? judgeFile(batch, first) : judgeOne(words.join(' '), options)))
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

async function judgeFile(kind: string, file: string): Promise<number> {
  const { explainBatch } = await import('../policy-batch.ts')
  return explainBatch(kind, file, write)
}

async function judgeOne(command: string, options: Omit<Explain, 'batch'>): Promise<number> {
  const { explainCommand } = await import('../policy.ts')
  return explainCommand(command, options, write)
}

function missing(what: string): number {
  process.stderr.write(`Say ${what}.\n`)
  return ExitCode.usage
}
