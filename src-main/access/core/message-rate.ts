const MINUTE_MS = 60_000

/** When one sender's messages of the last minute came, and whether the sender was told to wait. */
export type Flow = { readonly times: readonly number[]; readonly told: boolean }

/** A sender who has not written yet. */
export const silence: Flow = { times: [], told: false }

/** Whether one more message is taken, and whether this is the first that is not, which is worth a record. */
export type Taking = { readonly flow: Flow; readonly taken: boolean; readonly firstRefused: boolean }

/** Takes one more message of a sender, at most so many in any minute. A refused one does not count: who waits gets through. */
export function takeMessage(flow: Flow, now: number, perMinute: number): Taking {
  const times = flow.times.filter(time => isRecent(time, now))
  if (times.length < perMinute)
    return { flow: { times: [...times, now], told: false }, taken: true, firstRefused: false }
  return { flow: { times, told: true }, taken: false, firstRefused: !flow.told }
}

/** Those who wrote in the last minute. Of the others nothing is left to know, and there may be any number of them. */
export function recentFlows(flows: ReadonlyMap<string, Flow>, now: number): Map<string, Flow> {
  return new Map([...flows].filter(([, { times }]) => times.some(time => isRecent(time, now))))
}

/** A time in the future is a clock that was set back: forgotten, or it would shut the sender out for as long. */
const isRecent = (time: number, now: number): boolean => time > now - MINUTE_MS && time <= now
