/** How long one unlock of a connection holds. Short, because a terminal may be left open. */
export const UNLOCK_MS = 5 * 60_000

/** Wrong PINs before a pause, and how long the pause is. */
export const PIN_TRIES = 5
export const PIN_PAUSE_MS = 15 * 60_000

/** Wrong tries so far, over all connections: a new connection is free, so it must not buy new tries. */
export type PinTries = { readonly wrong: number; readonly pausedUntil: number }

/** The state before anyone tried. */
export const noTries: PinTries = { wrong: 0, pausedUntil: 0 }

/** Whether a PIN may be tried now. */
export function mayTry(tries: PinTries, now: number): boolean {
  return now >= tries.pausedUntil
}

/** The tries after one more. A right PIN forgets the wrong ones. */
export function afterTry(tries: PinTries, right: boolean, now: number): PinTries {
  if (right) return noTries
  const wrong = tries.wrong + 1
  return wrong >= PIN_TRIES ? { wrong: 0, pausedUntil: now + PIN_PAUSE_MS } : { ...tries, wrong }
}
