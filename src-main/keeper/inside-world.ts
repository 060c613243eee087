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
