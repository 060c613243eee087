import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import type { Mutant } from './mutants.ts'
import type { Result } from './score.ts'
import type { Report, Task } from './worker.ts'

/** A worker that is silent for so long hangs in one mutant. Long, since it counts as noticed and a busy machine gives few turns. */
const SILENT_MS = 600_000

type Wish = Pick<Task, 'paths' | 'sample' | 'seed'>

/** Runs workers, and others in their place when a mutant takes one down: that mutant was noticed, too. */
export class Crew {
  readonly results = new Map<string, Result>()
  chosen: readonly Mutant[] = []
  /** How many mutants there are below the paths, chosen or not. */
  all = 0
  readonly #wish: Wish
  readonly #onResult: () => void

  constructor(wish: Wish, onResult: () => void) {
    this.#wish = wish
    this.#onResult = onResult
  }

  async run(workers: number): Promise<void> {
    await Promise.all(Array.from({ length: workers }, (_, worker) => this.#runOne(worker, workers)))
  }

  async #runOne(worker: number, workers: number): Promise<void> {
    for (;;) {
      const { code, trying } = await this.#untilEnd({ ...this.#wish, worker, workers, done: [...this.results.keys()] })
      if (trying !== null) this.#keep(trying, { fate: 'timeout', by: 'the process ended', ms: SILENT_MS })
      else if (code === 0) return
      else throw new Error(`a worker ended with ${code} before its first mutant`)
    }
  }

  #untilEnd(task: Task): Promise<{ code: number | null; trying: string | null }> {
    const child = fork(join(import.meta.dirname, 'worker.ts'), {
      execArgv: ['--max-old-space-size=3072', '--no-warnings'],
    })
    let trying: string | null = null
    const watch = new Watch(child)
    child.on('message', (report: Report) => {
      trying = report.kind === 'trying' ? report.id : null
      if (report.kind === 'chosen') [this.chosen, this.all] = [report.mutants, report.all]
      else watch.wind()
      if (report.kind === 'tried') this.#keep(report.outcome.id, { ...report.outcome, ms: report.ms })
    })
    child.send(task)
    return new Promise(resolve =>
      child.on('exit', code => {
        watch.stop()
        resolve({ code, trying })
      }),
    )
  }

  #keep(id: string, { fate, by, ms }: Pick<Result, 'fate' | 'by' | 'ms'>): void {
    const mutant = this.chosen.find(one => one.id === id)
    if (mutant) this.results.set(id, { ...mutant, fate, by, ms })
    this.#onResult()
  }
}

/** Ends a process that was not heard of for too long. */
class Watch {
  readonly #child: ChildProcess
  #timer: NodeJS.Timeout | undefined

  constructor(child: ChildProcess) {
    this.#child = child
  }

  wind(): void {
    this.stop()
    this.#timer = setTimeout(() => this.#child.kill('SIGKILL'), SILENT_MS)
  }

  stop(): void {
    clearTimeout(this.#timer)
  }
}
