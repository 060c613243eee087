import type { PathPolicy } from '../../../contract/model/policy.ts'

/** What a file tool wants to do with a path. */
export type PathOperation = 'read' | 'write' | 'list' | 'delete' | 'exec'

/** Everything outside the request that a path verdict depends on. */
export interface PathWorld {
  os: 'linux' | 'macos' | 'windows'
  home: string
  workspace: string
  /** Where relative paths start; the workspace unless told. */
  cwd: string
  /** The folder of Gatehouse itself; everything in it is refused but an agent's own workspace. */
  dataFolder: string
  /** Whether the volume takes `A` and `a` for one name; unknown is read both ways, each time the strict one. */
  caseInsensitive?: boolean | undefined
  /** Symbolic links met on the way: absolute name to target, relative targets seen from the link. */
  links: Readonly<Record<string, string>>
  /** Second names of one file. */
  hardlinks: Readonly<Record<string, string>>
  policy: PathPolicy
}

/** The verdict on one path. */
export interface PathVerdict {
  allowed: boolean
  ruleId: string
  reason: string
  /** Where the path leads, when it could be resolved. */
  resolved: string | null
}

/** A refusal, in the words a person reads. */
export function refuse(ruleId: string, reason: string, resolved: string | null = null): PathVerdict {
  return { allowed: false, ruleId, reason, resolved }
}
