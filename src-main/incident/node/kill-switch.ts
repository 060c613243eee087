import { randomUUID } from 'node:crypto'
import type { AuditEntry } from '../../contract/model/audit-entry.ts'
import type { IncidentView, KillLevel, KillReport, Lockdown } from '../../contract/model/incident.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { Watched } from '../../kit/core/watched.ts'
import type { Inventory } from '../core/inventory.ts'
import { type Barred, barredBy, nextLockdown } from '../core/lockdown.ts'
import { planKill } from '../core/plan-kill.ts'
import { carryOut, type KillHands } from './carry-out.ts'
import type { LockdownFile } from './lockdown-file.ts'

/** What the switch needs from the house. */
export type KillWorld = {
  readonly clock: Clock
  readonly file: LockdownFile
  readonly inventory: () => Inventory
  readonly hands: KillHands
  /** Opens what `cutNetwork` closed, when a person has lifted the lockdown. */
  readonly restoreNetwork: () => void
  /** Told the moment a pull begins and when it is done, so that somebody else can finish it. */
  readonly announce: (what: 'pulling' | 'done', level: KillLevel) => void
  /** Keeps the report for later; a kill never waits for it. */
  readonly keep: (report: KillReport) => void
  readonly record: (entry: AuditEntry) => Promise<unknown>
  readonly report: (what: string, cause: unknown) => void
  /** Why it may not be lifted now, in words that say what to do; null when it may. */
  readonly held: () => string | null
  /** The report of the newest pull of an earlier run. */
  readonly earlier: KillReport | null
}

/** What became of a wish to lift. */
export type Lifting = { status: 'lifted' } | { status: 'not-locked' } | { status: 'held'; why: string }

/** The one switch. Pulling never asks, never waits for the trail, and never throws; lifting is for a person. */
export class KillSwitch {
  readonly #world: KillWorld
  readonly watched: Watched<IncidentView, IncidentView>
  #pulls = 0

  /** Reads the lockdown of earlier runs, before anything can start. */
  constructor(world: KillWorld) {
    this.#world = world
    const lockdown = world.file.read(world.clock.now())
    this.watched = new Watched<IncidentView, IncidentView>(
      { lockdown, pulling: null, last: world.earlier, watchdog: false },
      (_, next) => next,
    )
  }

  /** Puts a lockdown of an earlier run into force again. Called before anything can start. */
  holdEarlier(): void {
    if (this.barred.network) this.#world.hands.cutNetwork()
  }

  get lockdown(): Lockdown | null {
    return this.watched.state.lockdown
  }

  /** What may not begin now. */
  get barred(): Barred {
    return barredBy(this.lockdown)
  }

  /** Stops everything the level reaches, looks again, and says what it found. */
  async pull(level: KillLevel, by: string, reason = ''): Promise<KillReport> {
    const { clock, hands, inventory } = this.#world
    this.#pulls += 1
    const at = clock.now()
    const troubles = this.#lock(level, by, reason, at)
    this.#announce('pulling', level)
    const about = { id: randomUUID(), level, drill: false, by, reason, at, troubles }
    const report = await carryOut(planKill(level, inventory()), about, hands, clock)
    this.#say({ pulling: null, last: report })
    this.#announce('done', level)
    this.#recordPull(report)
    return report
  }

  /** Lets things start again. `prove` says why this person may not, or null; it is asked last, because it may bother them. */
  async lift(by: string, prove: () => Promise<string | null>): Promise<Lifting> {
    const { lockdown } = this
    if (lockdown === null) return { status: 'not-locked' }
    const pulls = this.#pulls
    const why = this.#world.held() ?? (await prove())
    if (why !== null) return { status: 'held', why }
    if (pulls === this.#pulls)
      await this.#world.record(entry('lifted', 'lockdown', by, `It was ${lockdown.level}: ${lockdown.reason}`))
    // Who lifts has not seen what was stopped while they were asked.
    if (pulls !== this.#pulls)
      return { status: 'held', why: 'Everything was stopped again in the meantime. Look at that first.' }
    this.#world.file.remove()
    this.#world.restoreNetwork()
    this.#say({ lockdown: null })
    return { status: 'lifted' }
  }

  /** Whether the one who finishes a broken-off kill stands by. */
  watchdogStands(stands: boolean): void {
    if (stands !== this.watched.state.watchdog) this.#say({ watchdog: stands })
  }

  /** Takes over what the watchdog did while we were gone or hung: shown as ours, recorded now, and the lock it set holds. */
  adopt(report: KillReport): void {
    const lockdown = this.#world.file.read(this.#world.clock.now())
    this.#say({ last: report, lockdown: this.lockdown ?? lockdown })
    this.#record(report)
  }

  /** The lock comes before the first kill, so that a crash between the two starts nothing again. */
  #lock(level: KillLevel, by: string, reason: string, at: number): string[] {
    const lockdown = nextLockdown(this.lockdown, { what: 'pulled', level, by, reason: reason || words[level] }, at)
    this.#say({ lockdown, pulling: level })
    if (lockdown === null) return []
    try {
      this.#world.file.write(lockdown)
      return []
    } catch (error) {
      this.#world.report('the lockdown file', error)
      return ['The lockdown could not be written in full, so it may not survive a restart. Free some disk space.']
    }
  }

  #announce(what: 'pulling' | 'done', level: KillLevel): void {
    try {
      this.#world.announce(what, level)
    } catch (error) {
      this.#world.report('the watchdog', error)
    }
  }

  #say(part: Partial<IncidentView>): void {
    this.watched.apply({ ...this.watched.state, ...part })
  }

  /** After the act: a freeze never waits for the log. */
  #recordPull(report: KillReport): void {
    try {
      this.#world.keep(report)
    } catch (error) {
      this.#world.report('the incident report', error)
    }
    this.#record(report)
  }

  #record(report: KillReport): void {
    for (const each of entriesOf(report))
      this.#world.record(each).catch(error => this.#world.report('the incident record', error))
  }
}

const words: Readonly<Record<KillLevel, string>> = {
  tools: 'Tools were frozen.',
  network: 'The network was cut.',
  all: 'Everything was stopped.',
}

const steps = { tools: 'freeze', network: 'cut-network', all: 'stop-all' } as const

function entriesOf(report: KillReport): AuditEntry[] {
  const facts = {
    ended: report.ended.map(one => one.name).slice(0, 100),
    survivors: report.survivors.map(one => one.name).slice(0, 100),
    unproved: report.unproved.map(one => one.name).slice(0, 100),
    endedAfterMs: Math.round(report.endedAfterMs),
    verifiedAfterMs: Math.round(report.verifiedAfterMs),
    approvalsDenied: report.approvalsDenied,
    troubles: [...report.troubles],
  }
  return [
    entry(steps[report.level], report.id, report.by, report.reason),
    { ...entry('verified', report.id, report.by, report.outcome), result: resultOf(report), facts },
  ]
}

function resultOf(report: KillReport): 'ok' | 'failed' {
  return report.outcome === 'survivors' ? 'failed' : 'ok'
}

function entry(
  step: 'freeze' | 'cut-network' | 'stop-all' | 'verified' | 'lifted',
  incident: string,
  by: string,
  reason: string,
): Extract<AuditEntry, { kind: 'incident' }> {
  return { kind: 'incident', who: by, door: by.split(' ')[0] ?? 'keeper', incident, step, result: 'ok', reason }
}
