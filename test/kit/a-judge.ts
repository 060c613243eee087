import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Elevation } from '../../src-main/contract/model/elevation.ts'
import { ExecResult } from '../../src-main/contract/model/exec.ts'
import { Judge } from '../../src-main/keeper/judge.ts'
import type { FactSandboxes } from '../../src-main/keeper/sandbox-facts.ts'
import type { Sandbox } from '../../src-main/sandbox/core/backend.ts'
import type { Choice } from '../../src-main/sandbox/core/choose-backend.ts'
import { WorkspaceFiles } from '../../src-main/sandbox/node/workspace-files.ts'
import { aConfig } from './a-config.ts'
import { aGrantDesk } from './a-grant-desk.ts'

/** A judge over real files, a real config and real lasting answers. What is asked of the sandbox runs on this machine, with the PATH a test sets. */
export async function aJudge(config = '') {
  const kit = await aGrantDesk()
  const { desk } = await aConfig(config)
  if (desk.pending()) throw new Error(`the config of the test: ${JSON.stringify(desk.pending()?.problems)}`)
  const root = kit.home.path('workspaces', 'main', '.keep').replace(/\/\.keep$/, '')
  const bin = kit.home.path('bin', '.keep').replace(/\/\.keep$/, '')
  const opt = kit.home.path('opt', '.keep').replace(/\/\.keep$/, '')
  const state = {
    path: `${bin}:/usr/bin:/bin`,
    choice: { backend: 'docker', why: 'The strongest one.' } as Choice,
    lockdown: false,
    elevations: [] as Elevation[],
    asked: [] as string[],
  }
  const run: Sandbox['run'] = async plan => {
    const argv = plan.command.kind === 'argv' ? plan.command.argv : ['sh', '-c', plan.command.text]
    state.asked.push(argv.join(' '))
    const [program = '', ...rest] = argv.map(word => (word.startsWith('/opt/') ? join(opt, word.slice(5)) : word))
    const done = spawnSync(program, rest, { env: { PATH: state.path }, encoding: 'utf8' })
    const { status, stdout, stderr } = done
    return ExecResult.parse({
      outcome: 'exited',
      exitCode: status,
      stdout,
      stderr,
      truncated: false,
      durationMs: 1,
      where: 'here',
    })
  }
  const sandboxes: FactSandboxes = {
    forAgent: async () => ({ run, backend: state.choice.backend }) as Sandbox,
    files: async () => new WorkspaceFiles({ root, inside: '/workspace', access: 'rw', owner: null }),
    choose: async () => state.choice,
  }
  const judge = new Judge({
    config: desk,
    grants: kit.book,
    sandboxes,
    home: kit.home.root,
    lockdown: () => state.lockdown,
    elevations: () => state.elevations,
    findSecrets: () => [],
    clock: kit.clock,
  })
  const put = (path: string, text: string | Buffer): void => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
    chmodSync(path, 0o755)
  }
  return {
    ...kit,
    judge,
    sandboxes,
    config: desk,
    state,
    root,
    /** Writes a file of the workspace, or a program that the PATH finds. */
    inWorkspace: (name: string, text: string | Buffer): void => put(join(root, name), text),
    program: (name: string, text: string): void => put(join(bin, name), text),
    /** Writes `/opt/NAME` of the sandbox, which the Keeper cannot read from outside. */
    onlyInside: (name: string, text: string): void => put(join(opt, name), text),
    /** A link in the workspace, or in the folder of programs; one that was there is replaced. */
    link: (where: 'workspace' | 'bin', name: string, target: string): void => {
      const path = join(where === 'bin' ? bin : root, name)
      rmSync(path, { force: true })
      symlinkSync(target, path)
    },
  }
}
