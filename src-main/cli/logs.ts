import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ExitCode } from './exit-codes.ts'
import { parseSince } from './since.ts'
import { printable, type Terminal } from './terminal.ts'

/** How `gatehouse logs` was called. */
export type LogsOptions = {
  readonly follow: boolean
  readonly since: string | null
  readonly process: string | null
  readonly lines: number
  readonly json: boolean
}

/** How often a followed log is looked at. Watching by the system misses writes on network folders and after a rotation. */
const lookEveryMs = 250

interface Line {
  readonly at: number
  readonly text: string
}

/** `gatehouse logs [-f] [--since 2h]`. Reads the files, so it works whether or not Gatehouse runs. */
export async function showLogs(
  folder: string,
  options: LogsOptions,
  terminal: Terminal,
  stop?: AbortSignal,
): Promise<ExitCode> {
  const now = Date.now()
  const since = options.since === null ? null : parseSince(options.since, now)
  if (options.since !== null && since === null) {
    terminal.err('That is no time. Use 90s, 2h, 3d or 2026-11-21.')
    return ExitCode.usage
  }
  const files = await logFiles(folder, options.process)
  if (files.length === 0 && !options.follow) {
    terminal.err('There is no log yet. It begins when Gatehouse starts.')
    return ExitCode.failed
  }
  const places = new Map<string, number>()
  const lines: Line[] = []
  for (const file of files) {
    const { text, end } = await readFrom(join(folder, file), 0)
    if (/^[^.]+\.log$/.test(file)) places.set(file, end)
    lines.push(...parse(text))
  }
  const wanted = lines.filter(line => since === null || line.at >= since).sort((a, b) => a.at - b.at)
  const shown = options.since === null ? wanted.slice(-options.lines) : wanted
  for (const line of shown) terminal.out(options.json ? line.text : plain(line.text))
  if (options.follow) await follow(folder, options, places, terminal, stop)
  return ExitCode.ok
}

async function logFiles(folder: string, name: string | null): Promise<string[]> {
  const names = await readdir(folder).catch(() => []) // A folder that is not there has no logs.
  return names.filter(
    file => /^[a-z][\w-]*(?:\.\d+)?\.log$/.test(file) && (name === null || file.split('.')[0] === name),
  )
}

async function readFrom(path: string, from: number): Promise<{ text: string; end: number }> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.max(0, size - from))
    await file.read(bytes, 0, bytes.length, from)
    const last = bytes.lastIndexOf(0x0a)
    return { text: bytes.subarray(0, last + 1).toString('utf8'), end: from + last + 1 }
  } finally {
    await file.close()
  }
}

async function follow(
  folder: string,
  options: LogsOptions,
  places: Map<string, number>,
  terminal: Terminal,
  stop?: AbortSignal,
): Promise<void> {
  while (!stop?.aborted) {
    for (const file of await logFiles(folder, options.process)) {
      if (/\.\d+\.log$/.test(file)) continue
      const path = join(folder, file)
      const size = (await stat(path)).size
      // Smaller than before: it was rotated, and begins anew.
      const from = Math.min(places.get(file) ?? 0, size < (places.get(file) ?? 0) ? 0 : size)
      const { text, end } = await readFrom(path, from)
      places.set(file, end)
      for (const line of parse(text)) terminal.out(options.json ? line.text : plain(line.text))
    }
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, lookEveryMs)
      const leave = (): void => {
        clearTimeout(timer)
        resolve()
      }
      stop?.addEventListener('abort', leave, { once: true })
    })
  }
}

function parse(text: string): Line[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => ({ at: timeOf(line), text: line }))
}

function timeOf(line: string): number {
  const at = /"time":"([^"]{10,40})"/.exec(line)?.[1]
  return at === undefined ? 0 : Date.parse(at) || 0
}

/** A line for people: time, level, process, message, and the rest as it is. */
function plain(line: string): string {
  let record: Record<string, unknown>
  try {
    record = JSON.parse(line) as Record<string, unknown>
  } catch {
    // Not one of ours, or cut by a crash: shown as it is.
    return printable(line)
  }
  const { level, time, pid: _pid, process: name, msg, ...rest } = record
  const more = Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`
  return printable(
    `${String(time)} ${String(level).toUpperCase().padEnd(5)} ${String(name)}: ${String(msg ?? '')}${more}`,
  )
}
