import type { PathWorld } from './path-world.ts'

/** Turns a path into the form in which two names of one place are equal. */
export type Fold = (path: string) => string

// What macOS volumes ignore inside names (the trick behind `.g\u200cit`).
const IGNORED = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g

// Upper before lower, so that letters with several lower forms (long s, Kelvin sign) become one.
const caseless = (path: string): string =>
  path.normalize('NFD').replace(IGNORED, '').toUpperCase().toLowerCase().normalize('NFC')
const composed: Fold = path => path.normalize('NFC')
const exact: Fold = path => path

/** How strictly names are compared: refusals widely, permissions narrowly. */
export function foldsOf(world: PathWorld): { toRefuse: Fold; toAllow: Fold } {
  const known = world.caseInsensitive ?? (world.os === 'windows' ? true : undefined)
  if (known) return { toRefuse: caseless, toAllow: caseless }
  if (world.os === 'macos') return { toRefuse: known === false ? composed : caseless, toAllow: composed }
  return { toRefuse: composed, toAllow: exact }
}

/** Whether `path` is `root` or lies below it. */
export function within(path: string, root: string): boolean {
  if (root === '/') return true
  return path === root || path.startsWith(`${root}/`)
}
