import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** What a suite's run came to. */
export interface SuiteReport {
  readonly files: readonly FileReport[]
  /** What went wrong outside any file: an unhandled rejection, a run that never began. */
  readonly problems: readonly string[]
}

/** What became of one test file. */
export interface FileReport {
  readonly file: string
  readonly passed: number
  /** Each by its title and what it said. */
  readonly failed: readonly string[]
  readonly skipped: readonly { readonly title: string; readonly reason: string | null }[]
  /** What went wrong outside any of its tests: it does not load, a hook failed. */
  readonly problems: readonly string[]
  /** What failed beside the other suites, and held when the file ran again alone. */
  readonly unsteady?: readonly string[]
}

/** Counts and collects skips with their reasons: vitest's own JSON leaves the reasons out. */
export class ClosingReporter implements Reporter {
  readonly #file: string

  /** The report goes to `file`, as JSON. */
  constructor(file: string) {
    this.#file = file
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly { message: string }[]): void {
    const problems = errors.map(error => `outside any test: ${error.message}`)
    writeFileSync(this.#file, JSON.stringify({ files: modules.map(reportOf), problems } satisfies SuiteReport))
  }
}

function reportOf(module: TestModule): FileReport {
  const tests = [...module.children.allTests()]
  const inState = (state: string): TestCase[] => tests.filter(test => test.result().state === state)
  return {
    file: module.relativeModuleId,
    passed: inState('passed').length,
    // "pending" at the end: it was never run to its end, which is no pass.
    failed: [...inState('failed'), ...inState('pending')].map(test => `${titleOf(test)}: ${messageOf(test)}`),
    skipped: inState('skipped').map(test => ({ title: titleOf(test), reason: reasonOf(test) })),
    problems: problemsOf(module),
  }
}

function titleOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName.replace(REASON, '')}`
}

/** The first lines only: the whole stands further up, where the suite ended. */
function messageOf(test: TestCase): string {
  const message = test.result().errors?.[0]?.message ?? 'did not run to its end'
  return message.split('\n').slice(0, 3).join(' ').slice(0, 300)
}

/** From `ctx.skip(reason)`, or from the title that test/kit/needs.ts gives. */
function reasonOf(test: TestCase): string | null {
  const result = test.result()
  const note = result.state === 'skipped' ? result.note : undefined
  return note ?? REASON.exec(test.fullName)?.[1] ?? null
}

const REASON = / ?\[skipped: ([^\]]+)\]/

/** A file or a hook that failed takes its tests with it, and none of them may count as merely skipped. */
function problemsOf(module: TestModule): string[] {
  const suites = [...module.children.allSuites()]
  return [module, ...suites].flatMap(part => part.errors().map(error => `${module.relativeModuleId}: ${error.message}`))
}
