import type { Command } from 'commander'
import type { People } from '../connect.ts'
import type { ExitCode } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'
import { type Done, withKeeper } from './with-keeper.ts'

type Verbs = typeof import('../sandbox.ts')
type Act = (
  verbs: Verbs,
  keeper: People,
  agent: string,
  json: { json: boolean },
  terminal: Terminal,
) => Promise<ExitCode>

const AGENT: readonly [string, string, string] = ['[agent]', 'which agent', 'main']

/** Commands about where commands of agents run. */
export function registerSandbox(program: Command, done: Done): void {
  const sandbox = program.command('sandbox').description('where commands of agents run')
  const verb = (name: string, says: string, act: Act, agent: 'agent' | 'all' = 'agent') => {
    const command = sandbox.command(name).description(says).option('--json', 'for programs')
    if (agent === 'agent') command.argument(...AGENT)
    command.action(async (...given: unknown[]) => {
      const who = typeof given[0] === 'string' ? given[0] : 'main'
      const json = command.opts<{ json?: boolean }>().json === true
      const verbs = await import('../sandbox.ts')
      done(await withKeeper(json, (keeper, terminal) => act(verbs, keeper, who, { json }, terminal)))
    })
  }
  verb(
    'list',
    'show what runs, and what this machine can run',
    (it, keeper, _, json, terminal) => it.listSandboxes(keeper, json, terminal),
    'all',
  )
  verb('explain', "show where an agent's commands run, why, and what they may use", (it, ...rest) =>
    it.explainSandbox(...rest),
  )
  verb('recreate', 'end what an agent has, so that the next command starts afresh', (it, ...rest) =>
    it.recreateSandbox(...rest),
  )
  verb('warm', 'start what an agent will need', (it, ...rest) => it.warmSandbox(...rest))
  verb(
    'prune',
    'end what nobody used for a day, and remove what was left over',
    (it, keeper, _, json, terminal) => it.pruneSandboxes(keeper, json, terminal),
    'all',
  )
  verb('build', 'build or fetch the image of an agent', (it, ...rest) => it.buildImage(...rest))
  verb('verify', 'try to get out of every sandbox, from inside', (it, ...rest) => it.verifySandboxes(...rest))
}
