/** Whether `exec`, `server/tool`, `server/*` or `*` means this tool. Anything else means nothing. */
export function toolMatches(pattern: string, tool: string): boolean {
  if (pattern === '*' || pattern === tool) return true
  return pattern.endsWith('/*') && tool.startsWith(pattern.slice(0, -1)) && tool.length > pattern.length - 1
}

/** The most exact entry for a tool: its name, then its server, then everything. */
export function closestRule<T>(rules: Readonly<Record<string, T>>, tool: string): T | undefined {
  const server = tool.includes('/') ? `${tool.slice(0, tool.indexOf('/'))}/*` : null
  for (const key of [tool, server, '*']) {
    if (key !== null && Object.hasOwn(rules, key)) return rules[key]
  }
  return undefined
}
