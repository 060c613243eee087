import { matchesGlob } from './glob.ts'
import type { PathOperation, PathVerdict, PathWorld } from './path-world.ts'
import { refuse } from './path-world.ts'
import { builtInLinks, type ProtectedPlace, protectedPlaces } from './protected.ts'
import { type Resolved, resolve } from './resolve.ts'
import { type Fold, foldsOf, within } from './sameness.ts'
import { spell } from './spelling.ts'

const NULL_DEVICE = '/dev/null'

/** Decides whether a file tool may touch a path. Links first, of the roots too; what cannot be resolved is refused. */
export function judgePath(text: string, operation: PathOperation, world: PathWorld): PathVerdict {
  const spelled = spell(text, world)
  if (!spelled.ok) return refuse(spelled.ruleId, spelled.reason)
  const map = surveyor(world)
  const place = map.place(spelled.path, operation === 'delete')
  if (!place.ok) return refuse(place.ruleId, place.reason)
  const throughProtected = place.followed.map(link => map.refusalOf(link)).find(hit => hit !== null)
  if (throughProtected) return refuse(throughProtected.ruleId, throughProtected.reason, place.path)
  return judgeNames(namesOf(place.path, operation, world, map), operation, map)
}

/** Every name of the file has to be fine, since writing to one writes to all. */
function judgeNames(names: readonly string[], operation: PathOperation, map: Surveyor): PathVerdict {
  let verdict: PathVerdict | null = null
  for (const name of names) {
    verdict = judgePlace(name, operation, map)
    if (!verdict.allowed) return verdict
  }
  return verdict ?? refuse('path.empty', 'An empty path names no file.')
}

function judgePlace(path: string, operation: PathOperation, map: Surveyor): PathVerdict {
  if (path === NULL_DEVICE && (operation === 'read' || operation === 'write')) {
    return { allowed: true, ruleId: 'path.null-device', reason: 'The null device keeps nothing.', resolved: path }
  }
  const hit = map.refusalOf(path)
  if (hit) return refuse(hit.ruleId, hit.reason, path)
  if (operation === 'delete' && map.holdsRootOrRefused(path)) {
    return refuse('path.delete-root', 'Deleting this would take a protected or a shared folder with it.', path)
  }
  const root = map.rootFor(path, operation)
  if (root === null) return refuse('path.outside', 'This lies outside of every folder the agent may use.', path)
  return { allowed: true, ruleId: 'path.root', reason: `Inside ${root}.`, resolved: path }
}

function namesOf(path: string, operation: PathOperation, world: PathWorld, map: Surveyor): string[] {
  // Removing one name of a file leaves the others as they are.
  if (operation === 'delete') return [path]
  const names = new Set([path])
  const pairs = Object.entries(world.hardlinks).map(([a, b]) => [map.own(a), map.own(b)] as const)
  for (const name of names) {
    for (const [a, b] of pairs) {
      if (map.same(a, name)) names.add(b)
      if (map.same(b, name)) names.add(a)
    }
  }
  return [...names]
}

interface Surveyor {
  place: (path: string, keepLast: boolean) => Resolved
  own: (path: string) => string
  same: (a: string, b: string) => boolean
  refusalOf: (path: string) => ProtectedPlace | null
  holdsRootOrRefused: (path: string) => boolean
  rootFor: (path: string, operation: PathOperation) => string | null
}

/** Looks at the world once: links, roots and refusals in the form in which they can be compared. */
function surveyor(world: PathWorld): Surveyor {
  const { toRefuse, toAllow } = foldsOf(world)
  const own = (path: string): string => absolute(path, world)
  const linkAt = linkReader(world, own, world.caseInsensitive === false ? toAllow : toRefuse)
  const place = (path: string, keepLast: boolean): Resolved => resolve(path, linkAt, keepLast)
  const real = (path: string): string => {
    const found = resolve(own(path), linkAt)
    return found.ok ? found.path : own(path)
  }
  const refusals = gatherRefusals(world, own, real, toRefuse)
  const writable = [world.workspace, ...(world.os === 'windows' ? [] : ['/tmp']), ...world.policy.rootsRw].map(real)
  const readable = [...(world.os === 'windows' ? [] : ['/usr', '/lib']), ...world.policy.rootsRo].map(real)
  const runnable = world.policy.execRoots.map(real)
  const inside = (path: string, roots: readonly string[]): string | null =>
    roots.find(root => within(toAllow(path), toAllow(root))) ?? null
  const home = dataFolderExemption(world, real, toRefuse)
  return {
    place,
    own,
    same: (a, b) => toRefuse(a) === toRefuse(b),
    refusalOf: path => refusals.find(one => refuses(one, toRefuse(path), path, home)) ?? null,
    holdsRootOrRefused: path =>
      [...writable, ...readable, ...runnable].some(root => within(toRefuse(root), toRefuse(path))) ||
      refusals.some(one => one.glob === null && within(one.folded, toRefuse(path))),
    rootFor: (path, operation) => {
      if (operation === 'exec') return inside(path, runnable)
      return inside(path, writable) ?? (operation === 'read' || operation === 'list' ? inside(path, readable) : null)
    },
  }
}

interface Refusal extends ProtectedPlace {
  folded: string
  /** A rule of the user with stars in it; the built-in ones are plain folders. */
  glob: string | null
}

function refuses(one: Refusal, folded: string, path: string, exempt: (folded: string) => boolean): boolean {
  if (one.ruleId === 'path.system' && one.path === '/dev' && within(path, '/dev/shm')) return false
  if (one.ruleId === 'path.gatehouse' && exempt(folded)) return false
  return (
    within(folded, one.folded) ||
    (one.glob !== null && everyPrefix(folded).some(part => matchesGlob(one.glob ?? '', part)))
  )
}

function everyPrefix(path: string): string[] {
  const names = path.split('/').slice(1)
  return names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)
}

function gatherRefusals(
  world: PathWorld,
  own: (path: string) => string,
  real: (path: string) => string,
  fold: Fold,
): Refusal[] {
  const users = world.policy.denied.map(path => ({
    path,
    ruleId: 'path.denied',
    reason: 'A rule of the policy refuses this place.',
  }))
  const built = protectedPlaces(world)
  return [...built, ...users].flatMap(one => {
    const glob = one.ruleId === 'path.denied' && /[*?]/.test(one.path) ? fold(deep(one.path, own)) : null
    const places = new Set([own(one.path), real(one.path)])
    return [...places].map(path => ({ ...one, folded: fold(path), glob }))
  })
}

/** A glob without a slash in front is meant anywhere. */
function deep(glob: string, own: (path: string) => string): string {
  if (glob.startsWith('**')) return `/${glob}`
  return glob.includes('/') || glob.includes('\\') ? own(glob) : `/**/${glob}`
}

/** Only `workspaces/<agent>` may lie open in the data folder, and only for the agent it belongs to. */
function dataFolderExemption(
  world: PathWorld,
  real: (path: string) => string,
  fold: Fold,
): (folded: string) => boolean {
  const workspace = fold(real(world.workspace))
  const homes = [world.dataFolder, `${world.home}/.gatehouse`].map(path => `${fold(real(path))}/workspaces`)
  const own = homes.some(home => workspace.startsWith(`${home}/`))
  return folded => own && within(folded, workspace)
}

/** Absolute, with `/` only, no trailing slash, dots resolved by text; `~` in settings means the home. */
function absolute(path: string, world: PathWorld): string {
  const slashed = world.os === 'windows' ? path.replaceAll('\\', '/') : path
  const home = slashed === '~' || slashed.startsWith('~/') ? `${slash(world.home, world)}${slashed.slice(1)}` : slashed
  const rooted = home.startsWith('/') || /^[A-Za-z]:/.test(home) ? home : `${slash(world.workspace, world)}/${home}`
  const found = resolve(rooted.startsWith('/') ? rooted : `/${rooted}`, () => undefined)
  return found.ok ? found.path : rooted
}

const slash = (path: string, world: PathWorld): string => (world.os === 'windows' ? path.replaceAll('\\', '/') : path)

function linkReader(
  world: PathWorld,
  own: (path: string) => string,
  fold: Fold,
): (place: string) => string | undefined {
  const links = new Map<string, string>()
  for (const [from, to] of Object.entries({ ...builtInLinks(world.os), ...world.links })) {
    const target = slash(to, world)
    links.set(fold(own(from)), /^[A-Za-z]:/.test(target) && world.os === 'windows' ? `/${target}` : target)
  }
  return place => (links.size === 0 ? undefined : links.get(fold(place)))
}
