/** Whether a full path fits an entry: `*` and `?` stay inside one folder, `**` crosses folders. A name alone never fits. */
export function entryPathMatches(entry: string, path: string): boolean {
  if (!entry.includes('/') || !path.startsWith('/')) return false
  return folders(entry.split('/'), path.split('/'), 0, 0)
}

function folders(pattern: readonly string[], path: readonly string[], p: number, n: number): boolean {
  if (p === pattern.length) return n === path.length
  const part = pattern[p] ?? ''
  if (part === '**') {
    for (let skip = n; skip <= path.length; skip++) if (folders(pattern, path, p + 1, skip)) return true
    return false
  }
  return n < path.length && textMatches(part, path[n] ?? '') && folders(pattern, path, p + 1, n + 1)
}

/** Whether a text fits a pattern from start to end; `*` is any text, `?` any one character. Linear in practice: one star is remembered. */
export function textMatches(pattern: string, text: string): boolean {
  let p = 0
  let n = 0
  let star = -1
  let mark = 0
  while (n < text.length) {
    if (pattern[p] === '*') {
      star = p++
      mark = n
    } else if (pattern[p] === '?' || pattern[p] === text[n]) {
      p++
      n++
    } else if (star >= 0) {
      p = star + 1
      n = ++mark
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
