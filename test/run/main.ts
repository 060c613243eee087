/**
 * The second half of `npm test`: starts a Docker engine and a keyring of its own, builds, runs the gates and suites to
 * the end whatever fails on the way, stops what it started, looks whether anything is left, and closes with one line.
 */
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, buildIsCurrent } from '../../resources/start/build.mjs'
import { isAlive, signal } from '../kit/child.ts'
import { anEngine, engineMissing, runningContainers } from '../kit/engine.ts'
import { aKeyring, keyringMissing } from '../kit/keyring.ts'
import { describeGate, GATES, runGates } from './gates.ts'
import { ROOT } from './job.ts'
import { leftovers, processesNow } from './leftovers.ts'
import type { SuiteReport } from './reporter.ts'
import { closing, failedOutright, runSuite, sum } from './suites.ts'

const PROJECTS = ['quick', 'fuzz', 'real', 'e2e'] as const
/** These need no engine, keyring or build. */
const ALONE: readonly string[] = ['quick', 'fuzz']

const passed = (count: number): SuiteReport => ({ passed: count, failed: 0, skipped: [], problems: [] })

class Run {
  readonly #startedAt = performance.now()
  readonly #mark = `${process.pid}-${Date.now()}`
  readonly #tmp = aRunFolder()
  readonly #before = processesNow()
  readonly #stop = new AbortController()
  readonly #cleanups: (() => Promise<void>)[] = []
  readonly #reports: SuiteReport[] = []
  #env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: this.#tmp, GATEHOUSE_TEST_RUN: this.#mark }

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
    const { lines, ok } = closing(sum(this.#reports))
    const minutes = `${((performance.now() - this.#startedAt) / 60_000).toFixed(1)} minutes`
    for (const line of ['', minutes, ...lines]) console.log(line)
    return ok
  }

  async #parts(asked: readonly string[]): Promise<void> {
    const projects = PROJECTS.filter(project => asked.length === 0 || asked.includes(project))
    const files = asked.filter(word => !PROJECTS.some(project => project === word))
    if (asked.length === 0) await this.#gates()
    const needsParts = files.length > 0 || projects.some(project => !ALONE.includes(project))
    if (needsParts) await this.#startParts()
    for (const project of projects) await this.#suite(project, ['--project', project])
    if (files.length > 0) await this.#suite('files', files)
  }

  async #gates(): Promise<void> {
    this.#title('checks')
    const tell: Parameters<typeof runGates>[1] = (gate, ended) => console.log(describeGate(gate, ended))
    const failed = await runGates({ env: this.#env, stop: this.#stop.signal }, tell)
    this.#reports.push(passed(GATES.length - failed.length))
    for (const gate of failed) this.#problem(`check "${gate.name}"`)
  }

  async #startParts(): Promise<void> {
    await this.#part('build', async () => {
      const failure = existsSync(join(ROOT, 'src-main/cli/entry.ts')) && !buildIsCurrent() ? build() : null
      if (failure !== null) throw new Error(failure)
    })
    await this.#part('Docker engine', async () => {
      if (engineMissing() !== null) return console.log(engineMissing())
      const engine = await anEngine()
      this.#env = { ...this.#env, DOCKER_HOST: engine.dockerHost }
      const runningBefore = await runningContainers(engine.socketPath)
      this.#cleanups.push(async () => {
        const left = (await runningContainers(engine.socketPath)).filter(name => !runningBefore.includes(name))
        for (const name of left) this.#problem(`container left running: ${name}`)
        await engine.stop()
      })
    })
    await this.#part('keyring', async () => {
      if (keyringMissing() !== null) return console.log(keyringMissing())
      const keyring = await aKeyring('unlocked')
      this.#env = { ...this.#env, ...keyring.env }
      this.#cleanups.push(() => keyring.stop())
    })
  }

  /** Starts one thing the suites need; if it fails, they run all the same and say what they miss. */
  async #part(name: string, start: () => Promise<void>): Promise<void> {
    if (this.#stop.signal.aborted) return
    const startedAt = performance.now()
    try {
      await start()
      console.log(`ready  ${name} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
    } catch (error) {
      this.#problem(`${name}: ${error instanceof Error ? error.message : error}`)
    }
  }

  async #suite(name: string, args: readonly string[]): Promise<void> {
    if (this.#stop.signal.aborted) return
    this.#title(name)
    this.#reports.push(await runSuite(name, args, this.#tmp, { env: this.#env, stop: this.#stop.signal }))
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
    for (const { pid, command } of leftovers(this.#before, this.#mark, this.#tmp)) {
      this.#problem(`process left running: ${pid} ${command}`)
      signal(pid, 'SIGKILL')
    }
    rmSync(this.#tmp, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
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
