import type { Command } from 'commander'
import type { People } from '../connect.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { type Done, withKeeper } from './with-keeper.ts'

type Act = (keeper: People, agent: string, json: { json: boolean }, terminal: Terminal) => Promise<ExitCode>

const AGENT: readonly [string, string, string] = ['[agent]', 'which agent', 'main']

/** Commands about where commands of agents run. */
export function registerSandbox(program: Command, done: Done): void {
  const sandbox = program.command('sandbox').description('where commands of agents run')
  const verb = (name: string, says: string, load: () => Promise<Act>, agent: 'agent' | 'all' = 'agent') => {
    const command = sandbox.command(name).description(says).option('--json', 'for programs')
    if (agent === 'agent') command.argument(...AGENT)
    command.action(async (...given: unknown[]) => {
      const who = typeof given[0] === 'string' ? given[0] : 'main'
      const json = command.opts<{ json?: boolean }>().json === true
      const act = await load()
      done(await withKeeper(json, (keeper, terminal) => act(keeper, who, { json }, terminal)))
    })
  }
  verb(
    'list',
    'show what runs, and what this machine can run',
    async () => {
      const { listSandboxes } = await import('../sandbox.ts')
      return (keeper, _, json, terminal) => listSandboxes(keeper, json, terminal)
    },
    'all',
  )
  verb('explain', "show where an agent's commands run, why, and what they may use", async () => {
    const { explainSandbox } = await import('../sandbox.ts')
    return explainSandbox
  })
  verb('recreate', 'end what an agent has, so that the next command starts afresh', async () => {
    const { recreateSandbox } = await import('../sandbox.ts')
    return recreateSandbox
  })
  verb('warm', 'start what an agent will need', async () => {
    const { warmSandbox } = await import('../sandbox.ts')
    return warmSandbox
  })
  verb(
    'prune',
    'end what nobody used for a day, and remove what was left over',
    async () => {
      const { pruneSandboxes } = await import('../sandbox.ts')
      return (keeper, _, json, terminal) => pruneSandboxes(keeper, json, terminal)
    },
    'all',
  )
  verb('build', 'build or fetch the image of an agent', async () => {
    const { buildImage } = await import('../sandbox.ts')
    return buildImage
  })
  verb('verify', 'try to get out of every sandbox, from inside', async () => {
    const { verifySandboxes } = await import('../sandbox.ts')
    return verifySandboxes
  })
}
