/** Places that are read once at the start of Gatehouse. Everything else takes effect at once. */
const atStart: readonly string[] = ['gateway.startWithKeeper', 'dashboard.port']

/** The changed paths that wait for a restart. */
export function needsRestart(paths: readonly string[]): string[] {
  return paths.filter(path => atStart.some(start => path === start || path.startsWith(`${start}.`)))
}
