import type { KillReport } from '../../contract/model/incident.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { killHeldSet } from '../../kit/node/held-set.ts'
import { killExactly } from '../../kit/node/process-look.ts'
import type { Target } from '../core/inventory.ts'
import { isEmpty, isSettled, type Look, type PullFacts, reportOf } from '../core/kill-report.ts'
import type { KillPlan, KillStep } from '../core/plan-kill.ts'
import { type EngineWord, firstProcessesGone, lookAgain } from './look.ts'

/** What the steps are carried out with. None of these may wait, except the two that say so. */
export type KillHands = {
  endGateway(): void
  /** Ends the streams of these sandboxes, and with each stream all that runs behind it. */
  endStreams(ids: readonly string[]): void
  streamOpen(id: string): boolean
  cutNetwork(): void
  /** Says no to every question. May take as long as it wants; nobody waits for it before looking. */
  denyApprovals(): Promise<number>
  /** Asks the engine to kill one container; rejects when it does not answer in time. */
  killContainer(id: string, timeoutMs: number): Promise<void>
  /** The engine's own word, asked last. `deadPid`: the first process that is known to have ended, so that an engine that has not noticed yet is told from one that started the container again. */
  engineSays(id: string, timeoutMs: number, deadPid: number | null): Promise<EngineWord>
}

/** How a pull is told apart in its report. */
export type PullAbout = Omit<PullFacts, 'approvalsDenied' | 'networkCut' | 'troubles'> & {
  readonly troubles: readonly string[]
}

/** Between two quick looks while something still ends: short enough to time an end, long enough to leave it the processor. */
const WATCH_MS = 4
/** Between the looks that prove it. */
const LOOK_MS = 30
/**
 * How long after the trigger the engine may still say what became of containers, whose processes are gone by our own
 * eyes then: a person waits for the report, and shall have it within a second. It has this long from our first look at least.
 */
const ENGINE_UNTIL_MS = 850
const ENGINE_PATIENCE_MS = 250
/** After this long a survivor is a survivor: it waits in the kernel, or somebody else starts it again. */
const PATIENCE_MS = 3_000

/** Carries out a plan and looks again until two looks find nothing, or patience ends. Never throws: it ends with a report. */
export async function carryOut(plan: KillPlan, about: PullAbout, hands: KillHands, clock: Clock): Promise<KillReport> {
  return new Pull(plan, about, hands, clock).run()
}

class Pull {
  readonly #plan: KillPlan
  readonly #about: PullAbout
  readonly #hands: KillHands
  readonly #clock: Clock
  readonly #began = performance.now()
  readonly #troubles: string[]
  readonly #looks: Look[] = []
  readonly #endedAt = new Map<string, number>()
  readonly #engineSaid = new Map<string, EngineWord>()
  #denying: Promise<number> = Promise.resolve(0)
  #networkCut = false

  constructor(plan: KillPlan, about: PullAbout, hands: KillHands, clock: Clock) {
    this.#plan = plan
    this.#about = about
    this.#hands = hands
    this.#clock = clock
    this.#troubles = [...about.troubles]
  }

  async run(): Promise<KillReport> {
    // In one breath, before anything else of this process gets a turn.
    for (const step of this.#plan.steps) if (step.atMs === 0) this.#guard(() => this.#now(step))
    for (const step of this.#plan.steps) if (step.atMs > 0) await this.#later(step)
    await this.#prove()
    const approvalsDenied = await this.#within(this.#denying, 500, 0)
    const facts = { ...this.#about, approvalsDenied, networkCut: this.#networkCut, troubles: this.#troubles }
    return reportOf(facts, this.#plan.targets, this.#looks, this.#endedAt)
  }

  #now(step: KillStep): void {
    switch (step.do) {
      case 'kill-held-set':
        if (!killHeldSet(step.set)) this.#troubles.push('The set of host processes could not be ended at once.')
        return
      case 'kill-inits':
        for (const { pid, startedAt } of step.targets)
          if (pid !== null) this.#guard(() => void killExactly(pid, startedAt))
        return
      case 'end-gateway':
        return this.#hands.endGateway()
      case 'end-streams':
        return this.#hands.endStreams(step.targets.map(target => target.id))
      case 'cut-network':
        this.#hands.cutNetwork()
        this.#networkCut = true
        return
      case 'deny-approvals':
        this.#denying = this.#hands.denyApprovals()
        return
      case 'kill-containers':
        return // it needs waiting for; see `#later`
    }
  }

  /** Waits for a step's time, which comes at once when nothing is left that it could end. */
  async #later(step: KillStep): Promise<void> {
    if (!('targets' in step)) return
    const wait = step.do === 'kill-inits' && this.#engineDone ? 0 : step.atMs
    if (await this.#gone(step.targets, wait)) return
    const left = this.#open(step.targets)
    if (step.do === 'kill-containers') await this.#askEngineToKill(left, step.timeoutMs)
    else this.#guard(() => this.#now({ ...step, targets: left }))
  }

  /** Nothing more is to be expected of the engine: the next step need not wait for it. */
  #engineDone = false

  async #askEngineToKill(targets: readonly Target[], timeoutMs: number): Promise<void> {
    const until = this.#elapsed() + timeoutMs
    const answers = Promise.allSettled(targets.map(target => this.#hands.killContainer(target.id, timeoutMs)))
    const refused = answers.then(all => all.find(answer => answer.status === 'rejected'))
    const first = await Promise.race([refused, this.#gone(targets, until).then(() => undefined)])
    if (first?.status === 'rejected') this.#troubles.push(`Docker did not end every container: ${words(first.reason)}`)
    else if (!(await this.#gone(targets, until))) this.#troubles.push('Docker did not end every container in time.')
    this.#engineDone = true
  }

  /** Those of which a quick look cannot say that they are gone. Remembers when each was first seen gone. */
  #open(targets: readonly Target[]): Target[] {
    const gone = new Set(firstProcessesGone(targets))
    const open = targets.filter(target =>
      target.pid === null ? this.#hands.streamOpen(target.id) : !gone.has(target.id),
    )
    for (const { id } of targets) if (!open.some(each => each.id === id)) this.#saw(id)
    return open
  }

  #saw(id: string): void {
    if (!this.#endedAt.has(id)) this.#endedAt.set(id, this.#elapsed())
  }

  /** Watches until all of these are gone, or until the moment `atMs`. */
  async #gone(targets: readonly Target[], atMs: number): Promise<boolean> {
    while (this.#open(targets).length > 0) {
      const left = atMs - this.#elapsed()
      if (left <= 0) return false
      await this.#sleep(Math.min(WATCH_MS, left))
    }
    return true
  }

  /** Looks with everything there is, until two looks in a row find nothing, and once more when the engine has spoken. */
  async #prove(): Promise<void> {
    await this.#gone(this.#plan.targets, this.#elapsed() + PATIENCE_MS)
    const until = this.#elapsed() + PATIENCE_MS
    const asking = this.#askEngine(Math.max(ENGINE_UNTIL_MS, this.#elapsed() + ENGINE_PATIENCE_MS))
    await this.#lookUntilSettled(until)
    await asking
    this.#lookOnce()
    if (!isSettled(this.#looks)) await this.#lookUntilSettled(until)
  }

  async #lookUntilSettled(until: number): Promise<void> {
    this.#lookOnce()
    while (!isSettled(this.#looks) && this.#elapsed() < until) {
      await this.#sleep(LOOK_MS)
      this.#lookOnce()
    }
  }

  /** What was just being started when the switch was pulled comes up after it: whoever is found in the set is ended again. */
  #lookOnce(): void {
    const look = this.#look()
    this.#looks.push(look)
    const again = isEmpty(look) ? undefined : this.#plan.steps.find(step => step.do === 'kill-held-set')
    if (again) this.#guard(() => this.#now(again))
  }

  #look(): Look {
    const { targets, steps } = this.#plan
    const set = steps.find(step => step.do === 'kill-held-set')?.set ?? null
    const open = (id: string): boolean => this.#hands.streamOpen(id)
    const look = lookAgain(this.#elapsed(), targets, set, this.#engineSaid, open)
    for (const id of look.gone) this.#saw(id)
    return look
  }

  /** The engine's word beside our own eyes: it would start a container again that has a restart policy. */
  async #askEngine(untilMs: number): Promise<void> {
    const contained = this.#plan.targets.filter(target => target.kind === 'container')
    await Promise.all(contained.map(target => this.#askAbout(target, untilMs)))
  }

  /** It notices the end of a container some time after the kernel did, so it is asked until it has. */
  async #askAbout({ id, pid }: Target, untilMs: number): Promise<void> {
    while (true) {
      const left = untilMs - this.#elapsed()
      const said = await this.#within(this.#hands.engineSays(id, left, pid), left, 'unknown')
      this.#engineSaid.set(id, said)
      if (said !== 'running' || this.#elapsed() >= untilMs) return
      await this.#sleep(20)
    }
  }

  #elapsed(): number {
    return performance.now() - this.#began
  }

  #sleep(ms: number): Promise<void> {
    return new Promise(resolve => void this.#clock.after(ms, resolve))
  }

  #within<T>(promise: Promise<T>, ms: number, otherwise: T): Promise<T> {
    return Promise.race([
      promise.catch(error => {
        this.#troubles.push(words(error))
        return otherwise
      }),
      this.#sleep(Math.max(0, ms)).then(() => otherwise),
    ])
  }

  #guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#troubles.push(words(error)) // one step that fails must not keep the others from being taken
    }
  }
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
