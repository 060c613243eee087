import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { ExitCode } from '../exit-codes.ts'
import type { UpOptions } from '../up.ts'
import { type Done, withKeeper } from './with-keeper.ts'

type Json = { json?: boolean }

/** Commands about the house itself: starting it, its state, its gateway, the dashboard and the approver PIN. */
export function registerHouse(program: Command, done: Done): void {
  program
    .command('up')
    .description('run Gatehouse here, without a window, until Ctrl-C')
    .option('--dashboard', 'also serve the dashboard on 127.0.0.1 and print a one-time link')
    .option('--port <port>', 'port of the dashboard; a free one when left out')
    .option('--passphrase', 'keep the master key under a passphrase instead of the keychain')
    .option('--passphrase-stdin', 'read the passphrase from standard input')
    .option('--pin-stdin', 'read the first approver PIN from standard input (after the passphrase)')
    .action(async (given: UpGiven) => {
      const { up } = await import('../up.ts')
      const { processTerminal } = await import('../terminal.ts')
      done(await up(await upOptions(given), processTerminal()))
    })
  registerState(program, done)
  registerGateway(program, done)
  registerPin(program, done)
}

type UpGiven = {
  dashboard?: boolean
  port?: string
  passphrase?: boolean
  passphraseStdin?: boolean
  pinStdin?: boolean
}

async function upOptions({ dashboard, port, passphrase, passphraseStdin, pinStdin }: UpGiven): Promise<UpOptions> {
  const lines = passphraseStdin || pinStdin ? (await text(process.stdin)).split(/\r?\n/) : []
  return {
    dashboard: dashboard === true,
    port: port === undefined ? 0 : Number(port),
    passphrase: passphrase === true,
    given: passphraseStdin ? (lines.shift() ?? '') : null,
    pin: pinStdin ? (lines.shift() ?? '') : null,
  }
}

function registerState(program: Command, done: Done): void {
  program
    .command('status')
    .description('show what runs and what is wrong')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { showStatus } = await import('../status.ts')
      done(await withKeeper(json, (keeper, terminal) => showStatus(keeper, { json }, terminal)))
    })
  program
    .command('stop')
    .description('stop Gatehouse: its gateway, its sandboxes and itself')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      done(
        await withKeeper(json, async (keeper, terminal) => {
          await keeper.call('keeper.shutdown', {})
          terminal.out(json ? '{}' : 'Gatehouse is stopping.')
          return ExitCode.ok
        }),
      )
    })
  program
    .command('dashboard')
    .description('print a one-time link to the dashboard')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      done(
        await withKeeper(json, async (keeper, terminal) => {
          const { url } = await keeper.call('dashboard.link', {})
          terminal.out(json ? JSON.stringify({ url }) : `Open this link within ten minutes. It works once:\n  ${url}`)
          return ExitCode.ok
        }),
      )
    })
}

const gatewayVerbs = [
  ['start', 'gateway.start', 'start the gateway', 'The gateway is starting.'],
  ['stop', 'gateway.stop', 'stop the gateway and everything it runs', 'The gateway is stopped.'],
  ['restart', 'gateway.restart', 'stop the gateway and start it again', 'The gateway is starting again.'],
] as const

function registerGateway(program: Command, done: Done): void {
  const gateway = program.command('gateway').description('the process that talks to people and models')
  for (const [verb, route, description, words] of gatewayVerbs) {
    gateway
      .command(verb)
      .description(description)
      .option('--json', 'for programs')
      .action(async ({ json = false }: Json) => {
        done(
          await withKeeper(json, async (keeper, terminal) => {
            await keeper.call(route, {})
            terminal.out(json ? '{}' : words)
            return ExitCode.ok
          }),
        )
      })
  }
  gateway
    .command('status')
    .description('show the state of the gateway')
    .option('--json', 'for programs')
    .action(async ({ json = false }: Json) => {
      const { statusNow, statusLines } = await import('../status.ts')
      done(
        await withKeeper(json, async (keeper, terminal) => {
          const status = await statusNow(keeper)
          terminal.out(json ? JSON.stringify(status.gateway) : (statusLines(status)[1] ?? ''))
          return status.gateway.state === 'running' ? ExitCode.ok : ExitCode.failed
        }),
      )
    })
}

function registerPin(program: Command, done: Done): void {
  program
    .command('pin')
    .description('the approver PIN: what lets a terminal or the dashboard approve')
    .command('set')
    .description('set or change the PIN')
    .option(
      '--pin-stdin',
      'read the PIN from standard input; on a second line the old one, or for the first the set-up code',
    )
    .action(async (options: { pinStdin?: boolean }) => {
      const { setPin } = await import('../pin.ts')
      done(
        await withKeeper(false, (keeper, terminal) => setPin(keeper, { stdin: options.pinStdin === true }, terminal)),
      )
    })
}
