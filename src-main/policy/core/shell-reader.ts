import { type AllowlistWorld, matchAllowlist } from './exec-allowlist.ts'
import type { CallWorld, ShellReader } from './facts.ts'
import { resolve } from './paths/resolve.ts'
import { analyseCommand } from './shell/analyse-command.ts'

/** The real shell analysis. */
export const shellReader: ShellReader = {
  analyse: input => analyseCommand(input),
  covers: ({ analysis, entries, cwd, world }) => matchAllowlist(analysis, entries, allowlistWorld(world, cwd)).covered,
}

/** What the facts know of programs and links. What they do not know, the allowlist does not cover. */
function allowlistWorld(world: CallWorld, cwd: string): AllowlistWorld {
  const { programs, programFolder, digests = {}, links } = world
  return {
    cwd,
    home: world.home,
    resolve: name => {
      if (Object.hasOwn(programs, name)) return programs[name] ?? null
      return programFolder === undefined || name.includes('/') ? null : `${programFolder}/${name}`
    },
    realPath: path => {
      const found = resolve(path, place => (Object.hasOwn(links, place) ? links[place] : undefined))
      return found.ok ? found.path : null
    },
    sha256: path => (Object.hasOwn(digests, path) ? (digests[path] ?? null) : null),
  }
}
