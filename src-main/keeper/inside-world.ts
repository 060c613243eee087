import { accessSync, constants, realpathSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { delimiter, join } from 'node:path'
import type { CallWorld } from '../policy/core/facts.ts'
import { Inside } from '../sandbox/core/plan-container.ts'

/** The world a sandboxed command sees. The data folder keeps its name there, so that reaching for it is seen. */
export function insideWorld(home: string): CallWorld {
  return {
    os: 'linux',
    home: Inside.home,
    workspace: Inside.workspace,
    dataFolder: home,
    links: {},
    hardlinks: {},
    user: 'agent',
    shell: 'bash',
    programs: {},
    // Bare names are looked up here: the sandbox's system is read-only, so a name there cannot come to mean another file.
    programFolder: '/usr/bin',
  }
}

/** The world a command without a sandbox sees: this machine, with the agent's own folder as its workspace. */
export function hostWorld(home: string, workspace: string): CallWorld {
  const { programFolder: _, ...world } = insideWorld(home)
  return {
    ...world,
    os: process.platform === 'darwin' ? 'macos' : 'linux',
    home: homedir(),
    user: userInfo().username,
    workspace,
  }
}

/** The files that bare names start here, those that do. */
export function programsHere(names: readonly string[]): Record<string, string> {
  const found = names.map(name => [name, onPath(name)] as const)
  return Object.fromEntries(found.filter((one): one is [string, string] => one[1] !== null))
}

/** The file that a bare name starts here, links followed: here a name can come to mean another file at any time. */
function onPath(name: string): string | null {
  if (name === '' || name.includes('/')) return null
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    if (!folder.startsWith('/')) continue
    try {
      accessSync(join(folder, name), constants.X_OK)
      return realpathSync(join(folder, name))
    } catch {
      // not in this folder: the next one may have it
    }
  }
  return null
}
