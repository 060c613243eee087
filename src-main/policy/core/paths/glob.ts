/** Whether a text matches a glob: `*` and `?` stay inside one directory, `**` crosses. Linear in both. */
export function matchesGlob(glob: string, text: string): boolean {
  let states = closure(new Set([0]), glob)
  for (const char of text) {
    const next = new Set<number>()
    for (const at of states) advance(glob, at, char, next)
    if (next.size === 0) return false
    states = closure(next, glob)
  }
  return states.has(glob.length)
}

const isDeep = (glob: string, at: number): boolean => glob.startsWith('**', at)

/** Stars may stand for nothing, and a `**` followed by a slash for no directory at all. */
function closure(states: Set<number>, glob: string): Set<number> {
  for (const at of states) {
    if (isDeep(glob, at)) {
      states.add(at + 2)
      if (glob[at + 2] === '/') states.add(at + 3)
    } else if (glob[at] === '*') states.add(at + 1)
  }
  return states
}

function advance(glob: string, at: number, char: string, next: Set<number>): void {
  const want = glob[at]
  if (want === undefined) return
  if (isDeep(glob, at)) next.add(at)
  else if (want === '*') {
    if (char !== '/') next.add(at)
  } else if (want === char || (want === '?' && char !== '/')) next.add(at + 1)
}
