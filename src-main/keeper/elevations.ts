import type { AuditEntry } from '../contract/model/audit-entry.ts'
import type { Elevation } from '../contract/model/elevation.ts'
import type { ShellMode } from '../contract/model/policy.ts'
import type { ElevationOutcome, elevationRoutes } from '../contract/routes/elevations.ts'
import type { Handlers } from '../contract/wire/route.ts'
import type { Clock } from '../kit/core/clock.ts'
import type { LedgerSession, SessionLedger } from './session-ledger.ts'

/** What the desk needs of the house. */
export type ElevationWorld = {
  readonly clock: Clock
  readonly ledger: Pick<SessionLedger, 'find'>
  readonly shellMode: () => ShellMode
  /** Why nothing may run now; null when it may. */
  readonly barred: () => string | null
  /** Resolves when the entry is on disk. When it rejects, no elevation begins. */
  readonly record: (entry: AuditEntry) => Promise<unknown>
  /** Told after each change. */
  readonly tell: (active: Elevation[]) => void
}

/**
 * Conversations that a person lets run on this machine for a while. Kept in memory on purpose: a restart ends them all,
 * so that none outlives the person's attention.
 */
export class ElevationDesk {
  readonly #world: ElevationWorld
  readonly #active = new Map<string, { elevation: Elevation; cancel: () => void }>()

  constructor(world: ElevationWorld) {
    this.#world = world
  }

  /** Those that hold at this moment. */
  list(): Elevation[] {
    const now = this.#world.clock.now()
    return [...this.#active.values()].map(one => one.elevation).filter(({ until }) => now < until)
  }

  /** Whether a conversation may run on this machine now. */
  holds(session: string): boolean {
    return this.list().some(one => one.sessionId === session)
  }

  /** Begins one, or sets a new end for one that runs. */
  async begin(session: string, minutes: number, door: string): Promise<ElevationOutcome> {
    const about = this.#world.ledger.find(session)
    if (!about) return { status: 'no-such-session' }
    const why = this.#refusal(about)
    if (why !== null) return { status: 'refused', why }
    const { clock } = this.#world
    const until = clock.now() + minutes * 60_000
    const by = `the person at the ${door === 'cli' ? 'terminal' : door}`
    await this.#world.record(entry(about, door, 'granted', 'ok', `${by}, for ${minutes} minutes`))
    this.#active.get(session)?.cancel()
    const { title, agent } = about
    const elevation: Elevation = { sessionId: session, title, agent, by, from: clock.now(), until }
    const cancel = clock.after(
      minutes * 60_000,
      () => void this.#over(session, 'keeper', 'its time is over', 'expired'),
    )
    this.#active.set(session, { elevation, cancel })
    this.#world.tell(this.list())
    return { status: 'elevated', elevation }
  }

  /** Ends one. It ends also when that cannot be written. */
  async end(session: string, door: string): Promise<'ended' | 'none'> {
    return (await this.#over(session, door, 'a person ended it', 'ok')) ? 'ended' : 'none'
  }

  /** Ends all of them, because everything was stopped or locked. */
  async endAll(why: string): Promise<void> {
    await Promise.all([...this.#active.keys()].map(session => this.#over(session, 'keeper', why, 'stopped')))
  }

  async #over(session: string, door: string, why: string, result: 'ok' | 'expired' | 'stopped'): Promise<boolean> {
    const one = this.#active.get(session)
    if (!one) return false
    one.cancel()
    this.#active.delete(session)
    this.#world.tell(this.list())
    const { agent, sessionId: id } = one.elevation
    await this.#world.record(entry({ id, agent }, door, 'revoked', result, why)).catch(() => {}) // it has ended, written or not
    return true
  }

  #refusal(about: LedgerSession): string | null {
    if (this.#world.shellMode() === 'off') return 'Commands are switched off (policy.shell). Nothing can run anywhere.'
    if (about.audience === 'public')
      return 'This conversation is open to the public. Its commands never leave the sandbox.'
    return this.#world.barred()
  }
}

function entry(
  { id, agent }: Pick<LedgerSession, 'id' | 'agent'>,
  door: string,
  step: 'granted' | 'revoked',
  result: 'ok' | 'expired' | 'stopped',
  reason: string,
): AuditEntry {
  const who = door === 'keeper' ? 'gatehouse' : 'owner'
  return { kind: 'access', step, subject: 'running on this machine', who, door, session: id, agent, result, reason }
}

/** The desk's side of its table. */
export function elevationHandlers(desk: ElevationDesk): Handlers<typeof elevationRoutes> {
  return {
    'elevations.list': async () => desk.list(),
    'elevations.begin': ({ session, minutes }, caller) => desk.begin(session, minutes, caller.door),
    'elevations.end': async ({ session }, caller) => ({ status: await desk.end(session, caller.door) }),
  }
}
