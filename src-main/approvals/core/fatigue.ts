/** Counts refusals by a person in a row, per session. */
export type Denials = Readonly<Record<string, number>>

/** The counts after one more answer. */
export function afterAnswer(denials: Denials, session: string, allowed: boolean): Denials {
  const { [session]: count = 0, ...others } = denials
  return allowed ? others : { ...others, [session]: count + 1 }
}

/** The counts when a session is to wait for its owner, whatever was refused before. */
export const paused = (denials: Denials, session: string): Denials => ({
  ...denials,
  [session]: Number.POSITIVE_INFINITY,
})

/** Whether a session has been refused so often in a row that it has to wait for its owner: the agent is not listening. */
export function isPaused(denials: Denials, session: string, after: number): boolean {
  return (denials[session] ?? 0) >= after
}
