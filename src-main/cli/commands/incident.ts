import { type Command, Option } from 'commander'
import { type Done, withKeeper } from './with-keeper.ts'

type Json = { json?: boolean }

/** Commands that stop everything, and the one that lets things start again. */
export function registerIncident(program: Command, done: Done): void {
  program
    .command('kill')
    .description('stop everything now, and stay stopped until you lift it')
    .addOption(
      new Option('--level <level>', 'tools: freeze tools; network: also cut the network; all: end everything')
        .choices(['tools', 'network', 'all'])
        .default('all'),
    )
    .option('--reason <text>', 'why, for the record', '')
    .option('--json', 'for programs')
    .action(async ({ level, reason, json = false }: Json & { level: 'tools' | 'network' | 'all'; reason: string }) => {
      const { kill } = await import('../incident.ts')
      const { processTerminal } = await import('../terminal.ts')
      const { tellFault } = await import('../words/faults.ts')
      const terminal = processTerminal()
      done(await kill(level, reason, { json }, terminal).catch(error => tellFault(error, terminal, json)))
    })
  const incident = program.command('incident').description('the kill switch: its state, its proof, and lifting it')
  incident
    .command('status', { isDefault: true })
    .description('show whether it is locked, and what the last pull did')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { showIncident } = await import('../incident.ts')
      done(await withKeeper(json, (keeper, terminal) => showIncident(keeper, { json }, terminal)))
    })
  incident
    .command('lift')
    .description('lift the lockdown; needs the approver PIN')
    .option('--pin-stdin', 'read the approver PIN from standard input')
    .option('--json', 'for programs')
    .action(async ({ json = false, pinStdin = false }: Json & { pinStdin?: boolean }) => {
      const { lift } = await import('../incident.ts')
      const { pinFromInput } = await import('../pin.ts')
      done(
        await withKeeper(json, async (keeper, terminal) =>
          lift(keeper, { json, pin: await pinFromInput(pinStdin) }, terminal),
        ),
      )
    })
  incident
    .command('drill')
    .description('prove the switch on a harmless set of processes')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { runDrill } = await import('../incident.ts')
      done(await withKeeper(json, (keeper, terminal) => runDrill(keeper, { json }, terminal)))
    })
}
