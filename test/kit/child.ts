import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A background process that a test started and must end. */
export interface Child {
  readonly process: ChildProcess
  readonly pid: number
  /** What it printed so far, both streams, for the message of a failed start. */
  output(): string
}

/**
 * Starts a background process which cannot outlive this one: on Linux the kernel sends it SIGTERM when
 * its parent ends, however that ended. Without this a crashed test run would leave daemons behind.
 */
export function startChild(command: string, args: readonly string[], options: SpawnOptions = {}): Child {
  const [file, ...rest] = process.platform === 'linux' ? [...DIES_WITH_US, command, ...args] : [command, ...args]
  const started = spawn(file ?? command, rest, { stdio: ['pipe', 'pipe', 'pipe'], ...options })
  let printed = ''
  for (const stream of [started.stdout, started.stderr]) {
    stream?.setEncoding('utf8').on('data', text => {
      printed = (printed + text).slice(-KEPT_OUTPUT)
    })
  }
  started.on('error', error => {
    printed += String(error)
  })
  return { process: started, pid: started.pid ?? -1, output: () => printed.trim() }
}

const DIES_WITH_US = ['setpriv', '--pdeathsig', 'TERM', '--']
const KEPT_OUTPUT = 16_384

/** Ends a process: asks first, insists after `patienceMs`. Resolves when it is really gone. */
export async function endChild(child: Child, patienceMs = 3000): Promise<void> {
  if (isAlive(child.pid)) signal(child.pid, 'SIGCONT')
  if (isAlive(child.pid)) signal(child.pid, 'SIGTERM')
  if (await untilOr(() => !isAlive(child.pid), patienceMs)) return
  signal(child.pid, 'SIGKILL')
  if (!(await untilOr(() => !isAlive(child.pid), 5000))) throw new Error(`process ${child.pid} cannot be ended`)
}

/** Sends a signal to a process that may just have ended. */
export function signal(pid: number, name: NodeJS.Signals): void {
  if (pid <= 1) return
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Whether a process runs. A zombie does not: `kill(pid, 0)` alone would call it alive. */
export function isAlive(pid: number): boolean {
  if (pid <= 1) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
  if (!existsSync('/proc/self/stat')) return true
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false // it ended between the two looks
  }
}

/** Waits until `holds` is true, and answers whether it became so in time. */
export async function untilOr(holds: () => boolean | Promise<boolean>, deadlineMs: number): Promise<boolean> {
  const end = performance.now() + deadlineMs
  while (performance.now() < end) {
    if (await holds()) return true
    await sleep(20)
  }
  return holds()
}

/** Waits until `holds` is true, or fails with `what` it waited for. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, deadlineMs = 10_000): Promise<void> {
  if (!(await untilOr(holds, deadlineMs))) throw new Error(`waited ${deadlineMs} ms for: ${what}`)
}

/** Where a command is on PATH (and in the system folders that PATH of an ordinary user lacks), or null. */
export function findCommand(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.map(folder => join(folder, name)).find(file => existsSync(file)) ?? null
}

/** The first of these commands that is not installed, or null. */
export function missingCommand(names: readonly string[]): string | null {
  return names.find(name => findCommand(name) === null) ?? null
}
