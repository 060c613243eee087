import { text } from 'node:stream/consumers'
import { Argument, type Command } from 'commander'
import type { SealedFile } from '../../contract/model/config.ts'
import type { People } from '../connect.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { type Done, withKeeper } from './with-keeper.ts'

type Json = { json?: boolean }
type Change = Json & { pinStdin?: boolean }

/** Commands about what is kept safe: secrets and settings. */
export function registerSafe(program: Command, done: Done): void {
  registerSecrets(program.command('secrets').description('keys and tokens, encrypted on this computer'), done)
  registerConfig(program.command('config').description('settings, and changes to them from outside'), done)
}

/** Standard input as the PIN (its first line, when asked so) and the rest. Both in one, because there is only one input. */
async function given(options: {
  pinStdin?: boolean
  stdin?: boolean
}): Promise<{ pin: string | null; rest: string | null }> {
  if (!options.pinStdin && !options.stdin) return { pin: null, rest: null }
  const all = (await text(process.stdin)).replace(/\r?\n$/, '')
  if (!options.pinStdin) return { pin: null, rest: all }
  const [pin = '', ...lines] = all.split('\n')
  return { pin: pin.trim(), rest: options.stdin ? lines.join('\n') : null }
}

const change = (command: Command): Command =>
  command
    .option('--pin-stdin', 'read the approver PIN from the first line of standard input')
    .option('--json', 'for programs')

/** Carries out a command with the Keeper and leaves its exit code. */
type Run = (json: boolean, act: (keeper: People, terminal: Terminal) => Promise<ExitCode>) => Promise<void>

function registerSecrets(secrets: Command, done: Done): void {
  const run: Run = (json, act) => withKeeper(json, act).then(done)
  registerLooking(secrets, run)
  registerStoring(secrets, run)
  registerMasterKey(secrets, run, done)
  registerRecovery(secrets.command('recovery').description('the phrase that brings your secrets back'), done)
}

function registerLooking(secrets: Command, run: Run): void {
  secrets
    .command('list', { isDefault: true })
    .description('show what is stored, its age and where to revoke it; never a value')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { listSecrets } = await import('../secrets.ts')
      await run(json, (keeper, terminal) => listSecrets(keeper, { json }, terminal))
    })
  secrets
    .command('status')
    .description('where the master key is, and what is due to be replaced')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { secretStatus } = await import('../secrets.ts')
      await run(json, (keeper, terminal) => secretStatus(keeper, { json }, terminal))
    })
  secrets
    .command('leases')
    .description('which running process may ask for which secret right now')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { listLeases } = await import('../secrets.ts')
      await run(json, (keeper, terminal) => listLeases(keeper, { json }, terminal))
    })
}

function registerStoring(secrets: Command, run: Run): void {
  change(secrets.command('put <name>').description('store a value; typed unseen, or on standard input'))
    .option('--stdin', 'read the value from standard input (after the PIN line, if any)')
    .action(async (name: string, options: Change & { stdin?: boolean }) => {
      const { putSecret } = await import('../secrets.ts')
      const { pin, rest } = await given(options)
      const how = { json: options.json === true, pin, value: rest }
      await run(how.json, (keeper, terminal) => putSecret(keeper, name, how, terminal))
    })
  change(secrets.command('remove <name>').description('forget every version of a secret')).action(
    async (name: string, options: Change) => {
      const { removeSecret } = await import('../secrets.ts')
      const how = { json: options.json === true, pin: (await given(options)).pin }
      await run(how.json, (keeper, terminal) => removeSecret(keeper, name, how, terminal))
    },
  )
  change(secrets.command('import <file>').description('take over a .env file; shows what would happen first'))
    .option('--apply', 'store them')
    .option('--only <names...>', 'only these names')
    .action(async (file: string, options: Change & { apply?: boolean; only?: string[] }) => {
      const { importSecrets } = await import('../secrets.ts')
      const { readFile } = await import('node:fs/promises')
      const { pin } = await given(options)
      const how = { json: options.json === true, pin, apply: options.apply === true, only: options.only ?? [] }
      await run(how.json, async (keeper, terminal) =>
        importSecrets(keeper, await readFile(file, 'utf8'), how, terminal),
      )
    })
}

function registerMasterKey(secrets: Command, run: Run, done: Done): void {
  change(secrets.command('rotate-master-key').description('put every secret under a new master key')).action(
    async (options: Change) => {
      const { rotateMasterKey } = await import('../secrets.ts')
      const how = { json: options.json === true, pin: (await given(options)).pin }
      await run(how.json, (keeper, terminal) => rotateMasterKey(keeper, how, terminal))
    },
  )
  secrets
    .command('move-key <place>')
    .description('move the master key into the "keychain" or under a "passphrase"; every secret stays')
    .option('--passphrase-stdin', 'read the passphrase from standard input')
    .action(async (place: string, options: { passphraseStdin?: boolean }) => {
      const { moveKey } = await import('../move-key.ts')
      const { processTerminal } = await import('../terminal.ts')
      const { pin: passphrase } = await given({ pinStdin: options.passphraseStdin === true })
      done(await moveKey(place, { given: passphrase }, processTerminal()))
    })
}

function registerRecovery(recovery: Command, done: Done): void {
  recovery
    .command('check')
    .description('test whether a phrase would bring the key back; changes nothing')
    .option('--stdin', 'read the phrase from standard input')
    .option('--json', 'for programs')
    .action(async (options: Json & { stdin?: boolean }) => {
      const { checkRecovery } = await import('../secrets.ts')
      const how = { json: options.json === true, phrase: (await given(options)).rest }
      done(await withKeeper(how.json, (keeper, terminal) => checkRecovery(keeper, how, terminal)))
    })
  change(recovery.command('renew').description('make a new phrase; the old one stops working')).action(
    async (options: Change) => {
      const { renewRecovery } = await import('../secrets.ts')
      const how = { json: options.json === true, pin: (await given(options)).pin }
      done(await withKeeper(how.json, (keeper, terminal) => renewRecovery(keeper, how, terminal)))
    },
  )
  recovery
    .command('restore')
    .description('bring the key back on this computer, from the phrase and the vault file')
    .option('--passphrase', 'keep it under a passphrase instead of the keychain')
    .option('--passphrase-stdin', 'read the passphrase from the first line of standard input')
    .option('--stdin', 'read the phrase from standard input')
    .action(async (options: { passphrase?: boolean; passphraseStdin?: boolean; stdin?: boolean }) => {
      const { restoreFromPhrase } = await import('../restore-key.ts')
      const { processTerminal } = await import('../terminal.ts')
      const { pin: passphrase, rest } = await given({
        pinStdin: options.passphraseStdin === true,
        stdin: options.stdin === true,
      })
      const how = { phrase: rest, passphrase: options.passphrase === true, given: passphrase }
      done(await restoreFromPhrase(how, processTerminal()))
    })
}

function registerConfig(config: Command, done: Done): void {
  registerReading(config, done)
  change(config.command('set <path> <value>').description('set one value, such as: config set approvals.mode strict'))
    .option('--yes', 'do not ask where it loosens')
    .action(async (path: string, value: string, options: Change & { yes?: boolean }) => {
      const { setConfig } = await import('../config.ts')
      const how = { json: options.json === true, yes: options.yes === true, pin: (await given(options)).pin }
      done(await withKeeper(how.json, (keeper, terminal) => setConfig(keeper, path, value, how, terminal)))
    })
  change(config.command('unset <path>').description('take one value out; its default holds again'))
    .option('--yes', 'do not ask where it loosens')
    .action(async (path: string, options: Change & { yes?: boolean }) => {
      const { setConfig } = await import('../config.ts')
      const how = { json: options.json === true, yes: options.yes === true, pin: (await given(options)).pin }
      done(await withKeeper(how.json, (keeper, terminal) => setConfig(keeper, path, undefined, how, terminal)))
    })
  change(config.command('accept').addArgument(whichFile()).description('accept the change that waits')).action(
    async (file: SealedFile, options: Change) => {
      const { acceptConfig } = await import('../config.ts')
      const how = { json: options.json === true, pin: (await given(options)).pin }
      done(await withKeeper(how.json, (keeper, terminal) => acceptConfig(keeper, file, how, terminal)))
    },
  )
  change(
    config.command('restore <id>').addArgument(whichFile()).description('make an older version count again'),
  ).action(async (id: string, file: SealedFile, options: Change) => {
    const { restoreConfig } = await import('../config.ts')
    const how = { json: options.json === true, pin: (await given(options)).pin }
    done(await withKeeper(how.json, (keeper, terminal) => restoreConfig(keeper, file, Number(id), how, terminal)))
  })
}

/** Settings and lasting answers are sealed alike: the same commands serve both. */
const whichFile = (): Argument =>
  new Argument('[file]', 'the settings or the lasting answers').choices(['config', 'grants']).default('config')

function registerReading(config: Command, done: Done): void {
  const read = (name: string, description: string) =>
    config.command(name).description(description).option('--json', 'for programs')
  read('show [path]', 'what holds now, defaults included').action(
    async (path: string | undefined, { json = false }: Json) => {
      const { showConfig } = await import('../config.ts')
      done(await withKeeper(json, (keeper, terminal) => showConfig(keeper, path ?? null, { json }, terminal)))
    },
  )
  read('pending', 'changes from outside that wait for you').action(async ({ json = false }: Json) => {
    const { showPending } = await import('../config.ts')
    done(await withKeeper(json, (keeper, terminal) => showPending(keeper, { json }, terminal)))
  })
  read('revert', 'throw the waiting change away')
    .addArgument(whichFile())
    .action(async (file: SealedFile, { json = false }: Json) => {
      const { revertConfig } = await import('../config.ts')
      done(await withKeeper(json, (keeper, terminal) => revertConfig(keeper, file, { json }, terminal)))
    })
  read('history', 'every accepted version')
    .addArgument(whichFile())
    .action(async (file: SealedFile, { json = false }: Json) => {
      const { showHistory } = await import('../config.ts')
      done(await withKeeper(json, (keeper, terminal) => showHistory(keeper, file, { json }, terminal)))
    })
  read('check <file>', 'check a config file without using it').action(async (file: string, { json = false }: Json) => {
    const { checkConfig } = await import('../config.ts')
    const { processTerminal } = await import('../terminal.ts')
    const { readFile } = await import('node:fs/promises')
    done(await checkConfig(await readFile(file, 'utf8'), { json }, processTerminal()))
  })
  for (const what of ['docs', 'schema'] as const) {
    const description = what === 'docs' ? 'every setting with its meaning' : 'the JSON Schema, for editors'
    config
      .command(what)
      .description(description)
      .action(async () => {
        const { printDocs } = await import('../config.ts')
        const { processTerminal } = await import('../terminal.ts')
        done(await printDocs(what, processTerminal()))
      })
  }
}
