/** A process that tries mutants, one after the other. It may run into an endless loop or out of memory: `main.ts` sees to that. */
import { relative } from 'node:path'
import { ROOT } from '../run/job.ts'
import { pick } from './chance.ts'
import { openCourt, sourcesBelow } from './court.ts'
import { type Mutant, mutate } from './mutants.ts'
import { FileTrial, type Outcome } from './trial.ts'

/** What to try: everything below these paths or a sample of it, of this the share of one worker, less what is done. */
export interface Task {
  readonly paths: readonly string[]
  readonly sample: number | null
  readonly seed: number
  readonly worker: number
  readonly workers: number
  readonly done: readonly string[]
}

/** What a worker tells: what it is about to do, and what came of it. */
export type Report =
  | { readonly kind: 'chosen'; readonly mutants: readonly Mutant[]; readonly all: number }
  | { readonly kind: 'trying'; readonly id: string }
  | { readonly kind: 'tried'; readonly outcome: Outcome; readonly ms: number }

const tell = (report: Report): void => void process.send?.(report)

async function work(task: Task): Promise<void> {
  const { mutants, mutated } = await mutate(sourcesBelow(task.paths))
  const sample = task.sample === null ? mutants : pick(mutants, task.sample, task.seed)
  tell({ kind: 'chosen', mutants: sample, all: mutants.length })
  const court = await openCourt(mutated)
  const done = new Set(task.done)
  const mine = sample.filter((mutant, at) => at % task.workers === task.worker && !done.has(mutant.id))
  const byFile = Map.groupBy(mine, mutant => mutant.file)
  const ofFile = Map.groupBy(mutants, mutant => mutant.file)
  for (const file of mutated) {
    const ours = byFile.get(relative(ROOT, file.file))
    if (ours === undefined) continue
    const trial = await FileTrial.of(court, file, ofFile.get(relative(ROOT, file.file)) ?? [])
    for (const mutant of ours) {
      tell({ kind: 'trying', id: mutant.id })
      const from = performance.now()
      const outcome = await trial.try(mutant)
      tell({ kind: 'tried', outcome, ms: Math.round(performance.now() - from) })
    }
  }
}

// Nobody waits for the results any more.
process.on('disconnect', () => process.exit())
// What a mutant leaves behind may fail when its trial is long over.
process.on('unhandledRejection', () => {})
process.once('message', (task: Task) => {
  void work(task).then(
    () => process.disconnect(),
    error => {
      console.error(error)
      process.exit(2)
    },
  )
})
