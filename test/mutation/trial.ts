import { setTimeout } from 'node:timers/promises'
import { Script } from 'node:vm'
import type { Cases } from './cases.ts'
import { isInside, type Mutant, type MutatedFile } from './mutants.ts'
import { type Errand, errandsFor, together } from './order.ts'
import type { Probe } from './probe.ts'
import type { Reach } from './reach.ts'
import type { Unit } from './suite.ts'
import { type Code, compile, type World } from './world.ts'

/** What became of a mutant. `error`: the modules did not even load with it, which counts neither way. */
export type Fate = 'killed' | 'timeout' | 'survived' | 'no-coverage' | 'error'

/** A fate and the test that brought it about. */
export interface Outcome {
  readonly id: string
  readonly fate: Fate
  readonly by: string
}

/** What a trial needs: the loaded modules without mutants, and what was found out about the tests. */
export interface Court {
  readonly world: World
  readonly probe: Probe
  readonly cases: Cases
  readonly reach: Reach
  readonly reachOf: (path: string) => ReadonlySet<string>
}

/** Computing time in ms after which a test counts as endless. The longest one needs a tenth of it. */
const ENDLESS_MS = 6000
/** Waiting time in ms after which a promise counts as one that never settles. */
const NEVER_MS = 1500
/** Tests that noticed one mutant often notice its neighbours. */
const REMEMBERED = 12

const step = new Script('globalThis.__mutationStep()')
const place = globalThis as unknown as { __mutationStep: () => unknown }

/** Tries the mutants of one file. Only this file holds mutants meanwhile, all others run as they are. */
export class FileTrial {
  readonly #court: Court
  readonly #code: Code
  /** All mutants of the file. */
  readonly #mutants: readonly Mutant[]
  readonly #shared: World
  readonly #reach: ReadonlySet<string>
  readonly #all: readonly number[]
  #noticed: number[] = []

  static async of(court: Court, mutated: MutatedFile, mutants: readonly Mutant[]): Promise<FileTrial> {
    const trial = new FileTrial(court, await compile(mutated.file, mutated.code), mutants)
    await trial.#warm()
    return trial
  }

  constructor(court: Court, code: Code, mutants: readonly Mutant[]) {
    this.#court = court
    this.#code = code
    this.#mutants = mutants
    this.#reach = court.reachOf(code.path)
    this.#shared = court.world.derive(code, this.#reach)
    this.#all = court.reach.steps.flatMap((one, at) => (this.#reach.has(one.file) ? [at] : []))
  }

  /** Fills what the modules keep for later while no mutant is awake, so that no trial leaves traces for the next. */
  async #warm(): Promise<void> {
    const { reach } = this.#court
    const steps = reach.warming.filter(at => this.#reach.has(reach.steps[at]?.file ?? ''))
    for (const errand of together(reach, steps)) await this.#step(await unitOf(this.#shared, errand), errand)
  }

  async try(mutant: Mutant): Promise<Outcome> {
    const { reach, probe, world } = this.#court
    const loading = reach.loading.has(mutant.id)
    const passing = reach.stepsOf.get(mutant.id) ?? []
    if (!loading && passing.length === 0) return { id: mutant.id, fate: 'no-coverage', by: '' }
    const reached = loading ? this.#all : passing
    const trying = loading ? world.derive(this.#code, this.#reach) : this.#shared
    const errands = errandsFor(mutant, reach, { reached, before: this.#noticed, inside: this.#inside(mutant) })
    try {
      return { id: mutant.id, ...(await this.#run(errands, trying, mutant.id, loading)) }
    } finally {
      probe.wake('')
    }
  }

  /** The steps that pass what lies inside a piece which is only read while its module loads. */
  #inside(mutant: Mutant): number[] {
    const { loading, stepsOf } = this.#court.reach
    if (!loading.has(mutant.id)) return []
    const inner = this.#mutants.filter(one => !loading.has(one.id) && isInside(one, mutant))
    return [...new Set(inner.flatMap(one => stepsOf.get(one.id) ?? []))].toSorted((a, b) => a - b)
  }

  async #run(errands: readonly Errand[], world: World, id: string, loading: boolean): Promise<Omit<Outcome, 'id'>> {
    const { probe } = this.#court
    for (const errand of errands) {
      // A mutant of what happens at loading is awake while modules load, any other one only in tests.
      probe.wake(loading ? id : '')
      const unit = await unitOf(world, errand).catch(() => null)
      if (unit === null) return { fate: probe.circling ? 'timeout' : 'error', by: errand.file }
      probe.wake(id)
      const fate = await this.#step(unit, errand)
      if (fate === null) continue
      this.#remember(errand)
      return { fate, by: unit?.name ?? '' }
    }
    return { fate: 'survived', by: '' }
  }

  async #step(unit: Unit | undefined, errand: Errand): Promise<Fate | null> {
    // A shorter table of tests: nothing stands here any more.
    if (unit === undefined) return null
    const { cases, probe } = this.#court
    const begin = (): void => cases.begin(errand.wanted)
    const before = process.cpuUsage()
    const ended = await runIn(unit, ENDLESS_MS, begin)
    const { user, system } = process.cpuUsage(before)
    // On a busy machine time passes without any computing: look again, with patience.
    const starved = ended === 'timeout' && (user + system) / 1000 < ENDLESS_MS / 2
    const fate = starved ? await runIn(unit, ENDLESS_MS * 5, begin) : ended
    return probe.circling ? 'timeout' : fate
  }

  #remember(errand: Errand): void {
    const { steps } = this.#court.reach
    const at = this.#court.cases.last
    const found = steps.findIndex(one => one.file === errand.file && one.unit === errand.unit && one.at === at)
    this.#noticed = [found, ...this.#noticed.filter(known => known !== found)].slice(0, REMEMBERED)
  }
}

async function runIn(unit: Unit, timeout: number, begin: () => void): Promise<Fate | null> {
  begin()
  place.__mutationStep = unit.run
  try {
    const running: unknown = step.runInThisContext({ timeout })
    // The tests turn their clocks by hand, so a promise settles at once or never.
    return running instanceof Promise
      ? await Promise.race([running.then(() => null), setTimeout(NEVER_MS, 'timeout' as const)])
      : null
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? 'timeout'
      : 'killed'
  }
}

async function unitOf(world: World, errand: Errand): Promise<Unit | undefined> {
  await world.load(errand.file)
  return world.suite.units.get(errand.file)?.[errand.unit]
}
