import type { Clock } from '../../src-main/kit/core/clock.ts'

/** A clock whose hands a test turns. */
export type TurnedClock = Clock & {
  /** Lets time pass, running what falls due in order, and lets promises settle in between. */
  turn(ms: number): Promise<void>
  /** Moves the hands without letting time pass, as setting a clock does, and as sleep looks afterwards. */
  set(byMs: number): void
}

/** Starts at a fixed moment. */
export function turnedClock(start = 1_000_000): TurnedClock {
  let now = start
  let timers: { at: number; act: () => void }[] = []
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await Promise.resolve()
  }
  return {
    now: () => now,
    after: (afterMs, act) => {
      const timer = { at: now + afterMs, act }
      timers.push(timer)
      return () => {
        timers = timers.filter(known => known !== timer)
      }
    },
    set: byMs => {
      now += byMs
      for (const timer of timers) timer.at += byMs
    },
    turn: async ms => {
      const until = now + ms
      await settle()
      for (let due = nextDue(); due; due = nextDue()) {
        now = Math.max(now, due.at)
        timers = timers.filter(known => known !== due)
        due.act()
        await settle()
      }
      now = until
      function nextDue() {
        return timers.filter(timer => timer.at <= until).toSorted((a, b) => a.at - b.at)[0]
      }
    },
  }
}
