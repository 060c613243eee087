/**
 * The watchdog: a small process beside the Keeper that ends what runs when the Keeper cannot. It holds no key, no
 * socket and no connection but this pipe; it is told beforehand what to end, so that it searches for nothing.
 */
import { existsSync, rmdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { killExactly } from '../../kit/node/process-look.ts'
import { systemClock } from '../../kit/node/system-clock.ts'
import { type Inventory, nothingRuns } from '../core/inventory.ts'
import { freshWatch, gone, heard, TICK_MS, ticked, type Watch, WatchdogWord } from '../core/watch-keeper.ts'
import { endGatewaySet, finishKill } from './finish-kill.ts'
import { IncidentReports } from './reports.ts'
import { sentinelPresent } from './sentinel.ts'

/** Containers hear of the Keeper's end by themselves; after this long their engine must be dead too. */
const CONTAINERS_MS = 1_000

class Watchdog {
  readonly #home: string
  readonly #reports: IncidentReports
  #inventory: Inventory = nothingRuns
  #watch: Watch
  #gone = false

  constructor(home: string) {
    this.#home = home
    this.#reports = new IncidentReports(home)
    this.#watch = freshWatch(performance.now(), sentinelPresent(home))
  }

  run(): void {
    setInterval(() => this.#tick(), TICK_MS)
    const lines = createInterface({ input: process.stdin })
    lines.on('line', line => this.#hear(line))
    lines.on('close', () => void this.#keeperGone())
    process.stdout.write('{"t":"ready"}\n')
  }

  #hear(line: string): void {
    const word = parse(line)
    if (word === null) return
    if (word.t === 'arm') this.#inventory = { targets: word.targets, held: word.held }
    this.#watch = heard(this.#watch, word, performance.now())
  }

  #tick(): void {
    if (this.#gone) return
    const { watch, act } = ticked(this.#watch, performance.now(), sentinelPresent(this.#home))
    this.#watch = watch
    if (act.do === 'end-gateway') endGatewaySet(this.#inventory)
    if (act.do === 'finish') void this.#finish(act.level, act.because)
  }

  async #finish(level: 'tools' | 'network' | 'all', because: string): Promise<void> {
    const report = await finishKill(this.#home, level, because, this.#inventory, systemClock)
    this.#reports.keepUnrecorded(report)
  }

  async #keeperGone(): Promise<void> {
    this.#gone = true // the timer goes on: it keeps this process alive until it has finished
    const act = gone(this.#watch)
    if (act.do === 'finish') await this.#finish(act.level, act.because)
    if (act.do === 'end-gateway') {
      endGatewaySet(this.#inventory)
      await new Promise(resolve => setTimeout(resolve, CONTAINERS_MS))
      for (const { pid, startedAt } of this.#inventory.targets) if (pid !== null) killExactly(pid, startedAt)
    }
    await this.#removeSets()
    process.exit(0)
  }

  /** The kernel keeps a set until its last member has been collected, which takes a moment after its death. */
  async #removeSets(): Promise<void> {
    const { held } = this.#inventory
    if (held === null) return
    for (let tries = 0; tries < 20 && existsSync(held.all); tries++) {
      for (const path of [held.commands, `${held.all}/gateway`, held.all]) removeQuietly(path)
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
}

function removeQuietly(path: string): void {
  try {
    rmdirSync(path)
  } catch {
    // The Keeper removed it, or something in it is still dying; what is left then, the next start sweeps.
  }
}

function parse(line: string): WatchdogWord | null {
  try {
    const parsed = WatchdogWord.safeParse(JSON.parse(line))
    return parsed.success ? parsed.data : null
  } catch {
    return null // the last line of a Keeper that died while writing it
  }
}

// Ctrl-C and a closed terminal are for the Keeper; we go when it has gone.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {})
process.stdout.on('error', () => {}) // nobody listens any more: then stdin says so too
new Watchdog(process.argv[2] ?? '').run()
