import type { Cases } from './cases.ts'
import type { Probe } from './probe.ts'
import type { Unit } from './suite.ts'
import type { World } from './world.ts'

/** The smallest thing that can be run by itself: a test, or one case of a test over a table. */
export interface Step {
  readonly file: string
  readonly unit: number
  /** The place in the table; -1 stands for all of the test. */
  readonly at: number
  readonly text: string
}

/** Which steps pass which mutants. */
export interface Reach {
  readonly steps: readonly Step[]
  readonly stepsOf: ReadonlyMap<string, readonly number[]>
  /** Passed while a module was loading, or only the first time: these need modules of their own. */
  readonly loading: ReadonlySet<string>
  /** Steps that fill what is kept for later: run once before any mutant wakes. */
  readonly warming: readonly number[]
}

type Tools = { readonly probe: Probe; readonly cases: Cases }

/** Runs all tests twice and notes who passes where. Throws when a test fails: nothing could be learned from it. */
export async function findReach(world: World, files: readonly string[], tools: Tools): Promise<Reach> {
  const loading = new Set<string>()
  tools.probe.listen(ids => ids.forEach(id => void loading.add(id)))
  for (const file of files) await world.load(file)
  const units = files.flatMap(file => world.suite.units.get(file) ?? [])
  const first = await runAll(units, tools)
  const again = await runAll(units, tools)
  tools.probe.listen(null)
  const once = [...first.stepsOf].filter(([id]) => !again.stepsOf.has(id))
  for (const [id] of once) loading.add(id)
  return { ...first, loading, warming: [...new Set(once.flatMap(([, steps]) => steps))] }
}

async function runAll(units: readonly Unit[], tools: Tools): Promise<Pick<Reach, 'steps' | 'stepsOf'>> {
  const steps: Step[] = []
  const stepsOf = new Map<string, number[]>()
  const begin = (unit: Unit, at: number, text: string): void => {
    const now = steps.push({ file: unit.file, unit: unit.at, at, text }) - 1
    tools.probe.listen(ids => {
      for (const id of ids) {
        const known = stepsOf.get(id)
        if (known === undefined) stepsOf.set(id, [now])
        else if (known.at(-1) !== now) known.push(now)
      }
    })
  }
  for (const unit of units) {
    begin(unit, -1, unit.name)
    tools.cases.onCase = (at, text) => begin(unit, at, at < 0 ? unit.name : text())
    tools.cases.begin(null)
    await unit.run()
  }
  return { steps, stepsOf }
}
