/** Denials in a row after which a session is paused: the agent is not listening, and the person should not be worn down. */
export const PAUSE_AFTER_DENIALS = 4

/** Counts refusals by a person in a row, per session. */
export type Denials = Readonly<Record<string, number>>

/** The counts after one more answer. */
export function afterAnswer(denials: Denials, session: string, allowed: boolean): Denials {
  const { [session]: count = 0, ...others } = denials
  return allowed ? others : { ...others, [session]: count + 1 }
}

/** Whether a session has been refused so often that it has to wait for its owner. */
export function isPaused(denials: Denials, session: string): boolean {
  return (denials[session] ?? 0) >= PAUSE_AFTER_DENIALS
}
