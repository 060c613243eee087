import { judgePath } from './judge-path.ts'
import type { PathVerdict, PathWorld } from './path-world.ts'
import { refuse } from './path-world.ts'

const CLIMBS = 'An entry of an archive must stay below the place of extraction.'

/** Decides whether an archive entry may be written below `base`: never above it, not even to come back. */
export function judgeArchiveEntry(name: string, base: string, world: PathWorld): PathVerdict {
  const text = name.replaceAll('\\', '/')
  if (text === '') return refuse('path.empty', 'An entry without a name cannot be written.')
  if (/^\/|^[A-Za-z]:|^~|^[a-z]+:\//i.test(text)) return refuse('path.entry-absolute', CLIMBS)
  if (climbs(text)) return refuse('path.entry-climbs', CLIMBS)
  const inside = judgePath(`./${text}`, 'write', { ...world, cwd: base })
  if (!inside.allowed) return inside
  return stillBelow(inside, base, world)
}

/** A link that an earlier entry made may lead out of the base although the text does not. */
function stillBelow(verdict: PathVerdict, base: string, world: PathWorld): PathVerdict {
  const only = { ...world, workspace: base, policy: { ...world.policy, rootsRw: [] } }
  const resolved = verdict.resolved ?? ''
  const path = world.os === 'windows' ? resolved.slice(1) : resolved
  const again = judgePath(path, 'write', only)
  const inTmp = within(resolved, '/tmp') && !within(base, '/tmp')
  return again.allowed && !inTmp ? verdict : refuse('path.entry-climbs', CLIMBS, resolved)
}

const within = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`)

function climbs(text: string): boolean {
  let depth = 0
  for (const part of text.split('/')) {
    if (part === '..') depth -= 1
    else if (part !== '' && part !== '.') depth += 1
    if (depth < 0) return true
  }
  return false
}
