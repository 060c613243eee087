import { z } from 'zod'
import { judgeArchiveEntry } from '../paths/archive-entry.ts'
import { judgePath } from '../paths/judge-path.ts'
import type { PathVerdict, PathWorld } from '../paths/path-world.ts'

/** One line of a path batch: the request and the world it is asked in. */
export const PathCase = z.looseObject({
  id: z.string(),
  path: z.string(),
  op: z.enum(['read', 'write', 'list', 'delete', 'exec']),
  cwd: z.string().optional(),
  os: z.enum(['linux', 'macos', 'windows']).default('linux'),
  case_insensitive: z.boolean().optional(),
  links: z.record(z.string(), z.string()).default({}),
  hardlinks: z.record(z.string(), z.string()).default({}),
  entry_of: z.string().optional(),
  base: z.string().optional(),
  policy: z
    .looseObject({
      workspace: z.string().optional(),
      roots_rw: z.array(z.string()).default([]),
      roots_ro: z.array(z.string()).default([]),
      denied: z.array(z.string()).default([]),
      exec_roots: z.array(z.string()).default([]),
    })
    .prefault({}),
})
export type PathCase = z.infer<typeof PathCase>

/** The fixture of the batch format: a user `dev` with one workspace. */
function worldOf(one: PathCase): PathWorld {
  const home = homeOf(one)
  const standard = one.os === 'windows' ? `${home}\\app` : `${home}/app`
  const workspace = one.policy.workspace ?? (one.os === 'windows' ? (one.cwd ?? standard) : standard)
  return {
    os: one.os,
    home,
    workspace,
    cwd: one.cwd ?? workspace,
    dataFolder: `${home}/.gatehouse`,
    caseInsensitive: one.case_insensitive,
    links: one.links,
    hardlinks: one.hardlinks,
    policy: {
      rootsRw: one.policy.roots_rw,
      rootsRo: one.policy.roots_ro,
      denied: one.policy.denied,
      execRoots: one.policy.exec_roots,
    },
  }
}

function homeOf(one: PathCase): string {
  if (one.os === 'windows') return 'C:\\Users\\dev'
  const mac =
    one.os === 'macos' && [one.cwd, one.path, one.policy.workspace].some(path => path?.startsWith('/Users/dev'))
  return mac ? '/Users/dev' : '/home/dev'
}

/** Judges one line of a path batch. */
export function judgePathCase(one: PathCase): PathVerdict {
  const world = worldOf(one)
  if (one.entry_of !== undefined) return judgeArchiveEntry(one.path, one.base ?? world.cwd, world)
  return judgePath(one.path, one.op, world)
}
