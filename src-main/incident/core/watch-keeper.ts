import { z } from 'zod'
import { KillLevel, TargetKind } from '../../contract/model/incident.ts'

/** What the Keeper tells its watchdog, a line each. Parsed, because a half-written line is what a dying Keeper leaves. */
export const WatchdogWord = z.discriminatedUnion('t', [
  z.strictObject({
    t: z.literal('arm'),
    targets: z.array(
      z.strictObject({
        id: z.string(),
        kind: TargetKind,
        name: z.string(),
        pid: z.int().positive().nullable(),
        startedAt: z.string().nullable(),
        pidNamespace: z.string().nullable(),
        within: z.string().exactOptional(),
      }),
    ),
    held: z.strictObject({ all: z.string(), commands: z.string() }).nullable(),
  }),
  z.strictObject({ t: z.literal('beat') }),
  z.strictObject({ t: z.literal('pull'), level: KillLevel }),
  z.strictObject({ t: z.literal('done') }),
  /** An orderly end: nothing is left to end. */
  z.strictObject({ t: z.literal('bye') }),
])
export type WatchdogWord = z.infer<typeof WatchdogWord>

/** What the watchdog knows about its Keeper. Times are of a clock that stands still while the machine sleeps. */
export type Watch = {
  readonly lastBeat: number
  readonly lastTick: number
  /** The level of a pull that has begun and is not done, and since when. */
  readonly pulling: { readonly level: KillLevel; readonly since: number } | null
  /** Since when the STOP file is there, and whether everything was stopped since. */
  readonly sentinel: { readonly since: number; readonly handled: boolean } | null
  /** When the Keeper last stopped everything. */
  readonly fullPullAt: number | null
  /** Whether this silence has been acted on already. */
  readonly actedOnSilence: boolean
  readonly leaving: boolean
}

/** What to do now. `end-gateway`: the Keeper hangs. `finish`: end everything of the level, and prove it. */
export type WatchdogAct =
  | { readonly do: 'nothing' }
  | { readonly do: 'end-gateway' }
  | { readonly do: 'finish'; readonly level: KillLevel; readonly because: string }

/** The Keeper beats once a second; a machine under load misses one, not three. */
export const BEAT_MS = 1_000
export const SILENCE_MS = 3_000
/** How often the watchdog looks. */
export const TICK_MS = 250
/** A pull ends within three seconds or names its survivors; a Keeper that takes longer hangs in the middle of it. */
const PULL_MS = 6_000
/** The STOP file is the Keeper's to see first. */
const SENTINEL_MS = 1_000
/** After such a gap between two ticks it was we who were asleep: what the Keeper did meanwhile nobody knows. */
const GAP_MS = 1_500

const nothing: WatchdogAct = { do: 'nothing' }

/** A watchdog that has just started, as if it had heard a beat. A STOP file that is there already is the Keeper's, at its own start. */
export function freshWatch(now: number, stopFile = false): Watch {
  const sentinel = stopFile ? { since: now, handled: true } : null
  return {
    lastBeat: now,
    lastTick: now,
    pulling: null,
    sentinel,
    fullPullAt: null,
    actedOnSilence: false,
    leaving: false,
  }
}

/** What a word of the Keeper changes. Every word proves that it lives. */
export function heard(watch: Watch, word: WatchdogWord, now: number): Watch {
  const alive = { ...watch, lastBeat: now, actedOnSilence: false }
  if (word.t === 'pull') return pulled(alive, word.level, now)
  if (word.t === 'done') return { ...alive, pulling: null }
  if (word.t === 'bye') return { ...alive, leaving: true }
  return alive
}

function pulled(watch: Watch, level: KillLevel, now: number): Watch {
  const pulling = { level, since: now }
  if (level !== 'all') return { ...watch, pulling }
  return { ...watch, pulling, fullPullAt: now, sentinel: watch.sentinel && { ...watch.sentinel, handled: true } }
}

/** Looks at the clock and at the STOP file. */
export function ticked(watch: Watch, now: number, stopFile: boolean): { watch: Watch; act: WatchdogAct } {
  const slept = now - watch.lastTick > GAP_MS
  const sentinel = stopFile ? (watch.sentinel ?? seen(watch, now)) : null
  const next = { ...watch, lastTick: now, lastBeat: slept ? now : watch.lastBeat, sentinel }
  if (next.pulling !== null && now - next.pulling.since > PULL_MS && !slept)
    return finish(next, next.pulling.level, 'Gatehouse hung in the middle of it.')
  if (sentinel !== null && !sentinel.handled && now - sentinel.since >= SENTINEL_MS)
    return finish(next, 'all', 'The STOP file was there and Gatehouse did not act.')
  if (now - next.lastBeat > SILENCE_MS && !next.actedOnSilence)
    return { watch: { ...next, actedOnSilence: true }, act: { do: 'end-gateway' } }
  return { watch: next, act: nothing }
}

/** The file appeared since the last look. The Keeper is told at once, so its pull may be over before we look at all. */
function seen(watch: Watch, now: number): Watch['sentinel'] {
  return { since: now, handled: watch.fullPullAt !== null && watch.fullPullAt >= watch.lastTick }
}

/** The Keeper's end of the pipe closed: it is gone, or goes. */
export function gone(watch: Watch): WatchdogAct {
  if (watch.pulling !== null)
    return { do: 'finish', level: watch.pulling.level, because: 'Gatehouse ended in the middle of it.' }
  return watch.leaving ? nothing : { do: 'end-gateway' }
}

function finish(watch: Watch, level: KillLevel, because: string): { watch: Watch; act: WatchdogAct } {
  const sentinel = watch.sentinel && { ...watch.sentinel, handled: true }
  return { watch: { ...watch, pulling: null, sentinel }, act: { do: 'finish', level, because } }
}
