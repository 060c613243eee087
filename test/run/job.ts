import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Child, endChild, startChild } from '../kit/child.ts'

/** The folder of the checkout. */
export const ROOT = resolve(import.meta.dirname, '..', '..')

/** How a command ended. */
export interface Ended {
  readonly code: number
  readonly output: string
  readonly seconds: number
}

/** What a command may be given. */
export interface JobOptions {
  readonly env?: NodeJS.ProcessEnv
  /** Told of every line as it comes: suites run side by side, and half a line of each would be no line at all. */
  readonly tell?: (line: string) => void
  /** After this time it counts as hung: no single part of a run may take it all. */
  readonly limitSeconds?: number
  /** Ends it early. */
  readonly stop?: AbortSignal
}

/** Runs a script of one of our packages under this Node, in the checkout, in a process group of its own. */
export function runScript(script: string, args: readonly string[], options: JobOptions = {}): Promise<Ended> {
  return runJob(process.execPath, [join(ROOT, script), ...args], options)
}

/** Runs a command to its end; it and all it started are ended when the limit is over or the run is stopped. */
export async function runJob(command: string, args: readonly string[], options: JobOptions = {}): Promise<Ended> {
  const { env = process.env, tell, limitSeconds = 900, stop } = options
  const startedAt = performance.now()
  const child = startChild(command, args, {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (tell !== undefined) tellLines(child, tell)
  const giveUp = (): void => endGroup(child.pid)
  const timer = setTimeout(giveUp, limitSeconds * 1000)
  stop?.addEventListener('abort', giveUp, { once: true })
  const code = await new Promise<number>(done =>
    child.process.on('close', (code, signal) => done(signal ? 128 : (code ?? 1))),
  )
  clearTimeout(timer)
  stop?.removeEventListener('abort', giveUp)
  await endChild(child, 0)
  const seconds = (performance.now() - startedAt) / 1000
  const hung = seconds > limitSeconds ? `\nended after ${limitSeconds} s, the limit for this part` : ''
  return { code: hung ? 1 : code, output: child.output() + hung, seconds }
}

function tellLines({ process: { stdout, stderr } }: Child, tell: (line: string) => void): void {
  for (const input of [stdout, stderr]) if (input !== null) createInterface({ input }).on('line', tell)
}

function endGroup(pid: number): void {
  if (pid <= 1) return
  try {
    process.kill(-pid, 'SIGTERM')
    setTimeout(() => endGroupNow(pid), 3000).unref()
  } catch {
    // it had just ended
  }
}

function endGroupNow(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // it went by itself in the meantime
  }
}
