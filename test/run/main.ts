/**
 * The second half of `npm test`: starts a Docker engine and a keyring of its own, builds, runs the gates and suites to
 * the end whatever fails on the way, stops what it started, looks whether anything is left, and closes with one line.
 */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, buildIsCurrent } from '../../resources/start/build.mjs'
import { isAlive, signal } from '../kit/child.ts'
import { describeGate, GATES, runGates } from './gates.ts'
import { ROOT } from './job.ts'
import { leftovers, processesNow } from './leftovers.ts'
import { type StartPart, startEngine, startKeyring } from './parts.ts'
import type { SuiteReport } from './reporter.ts'
import { afterSecondLook, secondLook } from './second-look.ts'
import { closing, failedOutright, runSuite } from './suites.ts'

/** Two rows of suites run side by side: most of what the real ones do is wait, for engines, clocks and pages. */
const LANES = [['real'], ['quick', 'e2e', 'fuzz']] as const
const PROJECTS = LANES.flat()
/** These need no engine, keyring or build. */
const ALONE: readonly string[] = ['quick', 'fuzz']

const checked = (count: number): SuiteReport => ({
  files: [{ file: 'checks', passed: count, failed: [], skipped: [], problems: [] }],
  problems: [],
})

/** A project that ran, with what it was given: what failed in it is looked at once more when the others are over. */
type Ran = { readonly project: string; readonly env: NodeJS.ProcessEnv; readonly report: SuiteReport }

class Run {
  readonly #startedAt = performance.now()
  readonly #mark = `${process.pid}-${Date.now()}`
  readonly #tmp = aRunFolder()
  readonly #before = processesNow()
  readonly #stop = new AbortController()
  readonly #cleanups: (() => Promise<void>)[] = []
  readonly #reports: SuiteReport[] = []
  readonly #ran: Ran[] = []
  readonly #env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: this.#tmp, GATEHOUSE_TEST_RUN: this.#mark }

  /** Runs what was asked for and answers whether all of it is well. */
  async all(asked: readonly string[]): Promise<boolean> {
    process.env['TMPDIR'] = this.#tmp
    for (const name of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) process.on(name, () => this.#interrupt(name))
    try {
      await this.#parts(asked)
    } catch (error) {
      this.#problem(`the run itself failed: ${error instanceof Error ? error.stack : error}`)
    }
    await this.#cleanUp()
    const { lines, ok } = closing(this.#reports)
    const minutes = `${((performance.now() - this.#startedAt) / 60_000).toFixed(1)} minutes`
    for (const line of ['', minutes, ...lines]) console.log(line)
    return ok
  }

  async #parts(asked: readonly string[]): Promise<void> {
    const wanted = (project: string): boolean => asked.length === 0 || asked.includes(project)
    const files = asked.filter(word => !PROJECTS.some(project => project === word))
    if (asked.length === 0) await this.#gates()
    const lanes = LANES.map(lane => lane.filter(wanted)).filter(lane => lane.length > 0)
    if (files.length > 0 || lanes.some(needsParts)) await this.#build()
    await Promise.all(lanes.map(lane => this.#lane(lane)))
    await this.#lookAgain()
    if (files.length > 0) await this.#files(files)
  }

  async #lane(projects: readonly string[]): Promise<void> {
    const env = needsParts(projects) ? await this.#startParts(projects.join(', ')) : this.#env
    for (const project of projects) {
      const report = await this.#suite(project, ['--project', project], env)
      if (report !== null) this.#ran.push({ project, env, report })
    }
  }

  async #lookAgain(): Promise<void> {
    const again = secondLook(this.#ran.map(({ report }) => report))
    for (const { project, env, report } of this.#ran) {
      const files = report.files.map(({ file }) => file).filter(file => again.includes(file))
      const second = files.length === 0 ? null : await this.#suite('again', ['--project', project, ...files], env)
      this.#reports.push(second === null ? report : afterSecondLook(report, second))
    }
  }

  async #files(files: readonly string[]): Promise<void> {
    const report = await this.#suite('files', files, await this.#startParts('files'))
    if (report !== null) this.#reports.push(report)
  }

  async #gates(): Promise<void> {
    this.#title('checks')
    const tell: Parameters<typeof runGates>[1] = (gate, ended) => console.log(describeGate(gate, ended))
    const failed = await runGates({ env: this.#env, stop: this.#stop.signal }, tell)
    this.#reports.push(checked(GATES.length - failed.length))
    for (const gate of failed) this.#problem(`check "${gate.name}"`)
  }

  async #build(): Promise<void> {
    await this.#timed('build', async () => {
      const failure = existsSync(join(ROOT, 'src-main/cli/entry.ts')) && !buildIsCurrent() ? build() : null
      if (failure !== null) throw new Error(failure)
    })
  }

  async #startParts(whose: string): Promise<NodeJS.ProcessEnv> {
    const engine = await this.#part(`Docker engine for ${whose}`, startEngine)
    const keyring = await this.#part(`keyring for ${whose}`, startKeyring)
    return { ...this.#env, ...engine, ...keyring }
  }

  /** Starts one thing the suites need; if it fails, they run all the same and say what they miss. */
  async #part(name: string, start: StartPart): Promise<Readonly<Record<string, string>>> {
    let env = {}
    await this.#timed(name, async () => {
      const part = await start()
      if (typeof part === 'string') return console.log(part)
      this.#cleanups.push(async () => {
        for (const left of await part.stop()) this.#problem(left)
      })
      env = part.env
    })
    return env
  }

  async #timed(name: string, act: () => Promise<void>): Promise<void> {
    if (this.#stop.signal.aborted) return
    const startedAt = performance.now()
    try {
      await act()
      console.log(`ready  ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
    } catch (error) {
      this.#problem(`${name}: ${error instanceof Error ? error.message : error}`)
    }
  }

  async #suite(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<SuiteReport | null> {
    if (this.#stop.signal.aborted) return null
    this.#title(name)
    return runSuite(name, args, this.#tmp, { env, stop: this.#stop.signal })
  }

  #title(name: string): void {
    console.log(`\n== ${name}`)
  }

  #problem(text: string): void {
    this.#reports.push(failedOutright(text))
  }

  #interrupt(name: NodeJS.Signals): void {
    if (!this.#stop.signal.aborted) this.#problem(`stopped by ${name}`)
    this.#stop.abort()
  }

  async #cleanUp(): Promise<void> {
    for (const cleanup of this.#cleanups.reverse()) {
      await cleanup().catch((error: unknown) => this.#problem(`stopping: ${error}`))
    }
    for (const { pid, command } of leftovers(this.#before, this.#mark, [this.#tmp, `${ROOT}/out/`])) {
      this.#problem(`process left running: ${pid} ${command}`)
      signal(pid, 'SIGKILL')
    }
    rmSync(this.#tmp, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

function needsParts(projects: readonly string[]): boolean {
  return projects.some(project => !ALONE.includes(project))
}

const RUN_FOLDER = /^gt-(\d+)-/

/** One folder for all temporary files of the run, with a short name: a socket's path may have 107 characters. */
function aRunFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const owner = RUN_FOLDER.exec(name)?.[1]
    if (owner === undefined || isAlive(Number(owner))) continue
    rmSync(join(tmpdir(), name), { recursive: true, force: true }) // of a run that was killed
  }
  const folder = mkdtempSync(join(tmpdir(), `gt-${process.pid}-`))
  chmodSync(folder, 0o711) // suites that act as another user pass through it
  return folder
}

const ok = await new Run().all(process.argv.slice(2))
process.exit(ok ? 0 : 1)
