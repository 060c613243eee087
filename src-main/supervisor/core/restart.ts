/** When to start again after a crash, and when to stop trying. */
export type RestartRules = {
  /** Waits between tries; the last one repeats. */
  readonly delaysMs: readonly number[]
  /** This many crashes within the window mean that trying again will not help. */
  readonly giveUpAfter: number
  readonly windowMs: number
}

/** A second, then longer; five crashes in two minutes are a loop that only a person can end. */
export const defaultRestartRules: RestartRules = {
  delaysMs: [1_000, 2_000, 5_000, 10_000],
  giveUpAfter: 5,
  windowMs: 120_000,
}

/** What to do after a crash. */
export type RestartPlan =
  | { readonly do: 'restart'; readonly afterMs: number }
  | { readonly do: 'give-up'; readonly crashes: number }

/**
 * Decides from the times of past crashes (the newest included) and nothing else, so that old crashes are forgotten
 * as time passes and no counter can get stuck.
 */
export function planRestart(crashes: readonly number[], now: number, rules: RestartRules): RestartPlan {
  const recent = crashes.filter(at => at > now - rules.windowMs && at <= now).length
  if (recent >= rules.giveUpAfter) return { do: 'give-up', crashes: recent }
  const step = Math.max(0, Math.min(recent, rules.delaysMs.length) - 1)
  return { do: 'restart', afterMs: rules.delaysMs[step] ?? 0 }
}
