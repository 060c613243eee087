/** Outcome of following links: a place, or the reason why there is none. */
export type Resolved =
  | { ok: true; path: string; followed: readonly string[] }
  | { ok: false; ruleId: string; reason: string }

// Linux gives up after 40 links; a longer chain opens nothing there.
const MOST_LINKS = 40

interface Walk {
  at: string[]
  todo: string[]
  followed: string[]
}

/**
 * Follows dot segments and links the way a kernel does, one name at a time: a step up is taken from where
 * the link led, not from where the text says. With `keepLast` the last name is not followed (delete acts on the link).
 */
export function resolve(path: string, linkAt: (place: string) => string | undefined, keepLast = false): Resolved {
  const walk: Walk = { at: [], todo: path.split('/').reverse(), followed: [] }
  // A trailing slash or dot means "what it leads to", also for delete.
  const last = keepLast && !/(?:\/|\/\.)$/.test(path)
  while (walk.todo.length > 0) {
    const name = walk.todo.pop()
    if (name === undefined || name === '' || name === '.') continue
    if (name === '..') walk.at.pop()
    else step(walk, name, last ? undefined : linkAt, linkAt)
    if (walk.followed.length > MOST_LINKS) {
      return { ok: false, ruleId: 'path.link-cycle', reason: 'The links lead in a circle or never end.' }
    }
  }
  return { ok: true, path: `/${walk.at.join('/')}`, followed: walk.followed }
}

function step(
  walk: Walk,
  name: string,
  atEnd: ((place: string) => string | undefined) | undefined,
  onTheWay: (place: string) => string | undefined,
): void {
  const place = `${walk.at.length > 0 ? `/${walk.at.join('/')}` : ''}/${name}`
  const more = walk.todo.some(rest => rest !== '')
  const target = more ? onTheWay(place) : atEnd?.(place)
  if (target === undefined) {
    walk.at.push(name)
    return
  }
  walk.followed.push(place)
  if (target.startsWith('/')) walk.at = []
  walk.todo.push(...target.split('/').reverse())
}
