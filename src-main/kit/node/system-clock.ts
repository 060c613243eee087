import type { Clock } from '../core/clock.ts'

/** The machine's own clock. Its timers never keep the process alive by themselves. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (afterMs, act) => {
    const timer = setTimeout(act, afterMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
