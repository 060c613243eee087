/** One accepted version of the settings. */
export type SettingsVersion = { readonly id: number; readonly at: string; readonly by: string; readonly why: string }

/**
 * What a person needs when the gateway keeps crashing: why, what was changed last, and the command that goes one step
 * back. Versions may come in any order; the newest is the one in force.
 */
export function crashFacts(reason: string, versions: readonly SettingsVersion[]): Record<string, string> {
  const [newest, before] = versions.toSorted((a, b) => b.id - a.id)
  if (newest === undefined || before === undefined) return { reason }
  return {
    reason,
    lastChange: `${newest.at} by ${newest.by}: ${newest.why}`,
    goodVersion: String(before.id),
    oneStepBack: `gatehouse config restore ${before.id}`,
  }
}
