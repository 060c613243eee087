import type { Command } from 'commander'
import type { TrailSource } from '../audit.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import type { Done } from './with-keeper.ts'

type Given = Readonly<Record<string, string | boolean | undefined>>

const textOf = (given: Given, name: string): string | null => (typeof given[name] === 'string' ? given[name] : null)

/** Commands that read what was written down: the audit trail and the logs. They also work when Gatehouse does not run. */
export function registerRecords(program: Command, done: Done): void {
  registerAudit(program, done)
  program
    .command('logs')
    .description('show the logs')
    .option('-f, --follow', 'go on as new lines come')
    .option('--since <time>', 'from 90s, 2h, 3d ago, or from a date')
    .option('--process <name>', 'of one process: keeper or gateway')
    .option('-n, --lines <count>', 'so many of the last lines', '100')
    .option('--json', 'as they are written')
    .action(async (given: Given) => {
      const { showLogs } = await import('../logs.ts')
      const { processTerminal } = await import('../terminal.ts')
      const { homeFromEnvironment } = await import('../../keeper/folder.ts')
      const { join } = await import('node:path')
      const options = {
        follow: given['follow'] === true,
        since: textOf(given, 'since'),
        process: textOf(given, 'process'),
        lines: Number(given['lines']),
        json: given['json'] === true,
      }
      done(await showLogs(join(homeFromEnvironment(process.env), 'logs'), options, processTerminal()))
    })
}

function registerAudit(program: Command, done: Done): void {
  const audit = program.command('audit').description('what happened, who did it, and whether the record is whole')
  registerVerify(audit, done)
  registerSearch(audit, done)
  registerTail(audit, done)
  registerExport(audit, done)
}

function registerVerify(audit: Command, done: Done): void {
  audit
    .command('verify')
    .description('check that nobody has changed the trail')
    .option('--json', 'for programs')
    .action(async (given: Given) => {
      const { verifyAudit } = await import('../audit.ts')
      done(
        await withTrail(given, (source, terminal) => verifyAudit(source, { json: given['json'] === true }, terminal)),
      )
    })
}

function registerSearch(audit: Command, done: Done): void {
  filters(audit.command('search').argument('[text]', 'words to look for').description('find records, oldest first'))
    .option('--session <id>', 'of one conversation')
    .option('--agent <id>', 'of one agent')
    .option('--kind <kind>', 'of one kind: decision, approval, execution, access, config, secret …')
    .option('-n, --limit <count>', 'so many of the newest', '100')
    .option('--json', 'for programs')
    .action(async (text: string | undefined, given: Given) => {
      const { searchAudit } = await import('../audit.ts')
      const options = {
        ...spanOf(given),
        session: textOf(given, 'session'),
        agent: textOf(given, 'agent'),
        kind: textOf(given, 'kind'),
        text: text ?? null,
        limit: Number(given['limit']),
        json: given['json'] === true,
      }
      done(await withTrail(given, (source, terminal) => searchAudit(source, options, terminal)))
    })
}

function registerTail(audit: Command, done: Done): void {
  audit
    .command('tail')
    .description('show the newest records')
    .option('-f, --follow', 'go on as new ones come')
    .option('-n, --last <count>', 'so many', '20')
    .option('--json', 'for programs')
    .action(async (given: Given) => {
      const { tailAudit } = await import('../audit.ts')
      const options = { last: Number(given['last']), follow: given['follow'] === true, json: given['json'] === true }
      done(await withTrail(given, (source, terminal) => tailAudit(source, options, terminal)))
    })
}

function registerExport(audit: Command, done: Done): void {
  filters(audit.command('export').description('take a copy out: to the screen, a file or a collector'))
    .option('--format <format>', 'jsonl, syslog or otlp', 'jsonl')
    .option('--to <file>', 'write a new file')
    .option('--send <target>', 'udp://host:514, tcp://host:601, unix:/dev/log or http://host:4318/v1/logs')
    .action(async (given: Given) => {
      const { exportAudit } = await import('../audit.ts')
      const options = {
        format: String(given['format']),
        to: textOf(given, 'to'),
        send: textOf(given, 'send'),
        ...spanOf(given),
      }
      done(await withTrail(given, (source, terminal) => exportAudit(source, options, terminal)))
    })
}

const spanOf = (given: Given) => ({ since: textOf(given, 'since'), until: textOf(given, 'until') })

const filters = (command: Command): Command =>
  command.option('--since <time>', 'from 90s, 2h, 3d ago, or from a date').option('--until <time>', 'up to then')

/** Uses the running Keeper, or the folder alone when none runs. */
async function withTrail(
  given: Given,
  act: (source: TrailSource, terminal: Terminal) => Promise<ExitCode>,
): Promise<number> {
  const { processTerminal } = await import('../terminal.ts')
  const { connectKeeper } = await import('../connect.ts')
  const { homeFromEnvironment } = await import('../../keeper/folder.ts')
  const { auditFolder } = await import('../audit.ts')
  const { Fault } = await import('../../contract/wire/fault.ts')
  const { tellFault } = await import('../words/faults.ts')
  const terminal = processTerminal()
  const folder = auditFolder(homeFromEnvironment(process.env))
  const keeper = await connectKeeper().catch(error => {
    if (error instanceof Fault && error.code === 'not-running') return null
    throw error
  })
  try {
    return await act({ keeper, folder }, terminal)
  } catch (error) {
    return tellFault(error, terminal, given['json'] === true)
  } finally {
    keeper?.close()
  }
}
