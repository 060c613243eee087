import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EndedTarget, IncidentView, KillLevel, KillReport } from '../contract/model/incident.ts'
import { Fault } from '../contract/wire/fault.ts'
import { SENTINEL } from '../incident/node/sentinel.ts'
import { homeFromEnvironment } from '../keeper/folder.ts'
import { unlock } from './approvals.ts'
import { openKeeperLine, type People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { statusNow } from './status.ts'
import { paint, printable, type Terminal } from './terminal.ts'

/** A Keeper that takes longer than this to answer is taken for hung, and the STOP file is used instead. */
const PATIENCE_MS = 8_000
/** How long it may take to say hello. */
const HELLO_MS = 2_000

/** `gatehouse kill`. Works also when Gatehouse hangs or does not run: then the STOP file stands in for the call. */
export async function kill(
  level: KillLevel,
  reason: string,
  options: { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  let keeper: People | null = null
  try {
    keeper = await openKeeperLine()
    await within(HELLO_MS, keeper.ready)
    const report = await within(PATIENCE_MS, keeper.call('incident.kill', { level, reason }))
    tellReport(report, options, terminal)
    return report.outcome === 'survivors' ? ExitCode.failed : ExitCode.ok
  } catch (error) {
    if (error instanceof Fault && error.code !== 'not-running' && error.code !== 'connection-lost') throw error
    return putSentinel(error instanceof Fault, terminal)
  } finally {
    keeper?.close()
  }
}

/** The file is watched by Gatehouse and by its watchdog, and keeps a later start from starting anything. */
function putSentinel(absent: boolean, terminal: Terminal): ExitCode {
  const file = join(homeFromEnvironment(process.env), SENTINEL)
  try {
    writeFileSync(file, '', { mode: 0o600 })
  } catch (error) {
    terminal.err(`Gatehouse does not answer, and ${file} could not be written: ${String(error)}`)
    return ExitCode.failed
  }
  if (absent) terminal.err(`Gatehouse is not running. ${file} was made, so nothing starts until you remove it.`)
  else terminal.err(`Gatehouse does not answer. ${file} was made: its watchdog ends what runs.`)
  return absent ? ExitCode.notRunning : ExitCode.failed
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error('no answer')), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** `gatehouse incident status`. */
export async function showIncident(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const view = await viewNow(keeper)
  if (options.json) terminal.out(JSON.stringify(view))
  else for (const line of viewLines(view)) terminal.out(line)
  return ExitCode.ok
}

/** `gatehouse incident lift`. */
export async function lift(
  keeper: People,
  options: { json: boolean; pin: string | null },
  terminal: Terminal,
): Promise<ExitCode> {
  if (!(await unlock(keeper, options.pin, terminal))) return ExitCode.refused
  const result = await keeper.call('incident.lift', {})
  if (options.json) terminal.out(JSON.stringify(result))
  else if (result.status === 'held') terminal.err(`It is still locked. ${printable(result.why)}`)
  else if (result.status === 'not-locked') terminal.out('It was not locked.')
  else terminal.out(await liftedWords(keeper))
  return result.status === 'held' ? ExitCode.refused : ExitCode.ok
}

async function liftedWords(keeper: People): Promise<string> {
  const { gateway } = await statusNow(keeper)
  const runs = gateway.state === 'running' || gateway.state === 'starting'
  return runs ? 'The lockdown is lifted.' : 'The lockdown is lifted. Start the gateway with "gatehouse gateway start".'
}

/** `gatehouse incident drill`. */
export async function runDrill(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const report = await keeper.call('incident.drill', {})
  tellReport(report, options, terminal)
  return report.outcome === 'all-ended' ? ExitCode.ok : ExitCode.failed
}

async function viewNow(keeper: People): Promise<IncidentView> {
  const feed = keeper.open('incident.watch', {})
  try {
    for await (const item of feed) return 'snapshot' in item ? item.snapshot : item.change
  } finally {
    await feed.return?.()
  }
  throw new Fault('connection-lost')
}

function tellReport(report: KillReport, { json }: { json: boolean }, terminal: Terminal): void {
  if (json) terminal.out(JSON.stringify(report))
  else for (const line of reportLines(report)) terminal.out(line)
}

/** The ways to stop that a person has; what else stopped things is named as it is. */
const whence: Readonly<Record<string, string>> = {
  window: 'you in the window',
  tray: 'you in the tray or with the shortcut',
  cli: 'a terminal',
  dashboard: 'you in the dashboard',
}

const levelWords: Readonly<Record<KillLevel, string>> = {
  tools: 'Tools are frozen',
  network: 'The network is cut',
  all: 'Everything is stopped',
}

function viewLines(view: IncidentView): string[] {
  const { lockdown, last } = view
  const state = lockdown
    ? [
        paint('red', `${levelWords[lockdown.level]} since ${new Date(lockdown.since).toLocaleString()}.`),
        `  Stopped by ${whence[lockdown.by] ?? printable(lockdown.by)}: ${printable(lockdown.reason)}`,
        '  Lift it with "gatehouse incident lift" when you are sure it is safe.',
      ]
    : ['Not locked down.']
  const watchdog = view.watchdog ? 'Watchdog   stands by' : paint('yellow', 'Watchdog   not running')
  return [...state, watchdog, ...(last ? ['', 'Last time:', ...reportLines(last).map(line => `  ${line}`)] : [])]
}

/** The proof in lines: what ended and when, what did not, and what nobody can say. */
export function reportLines(report: KillReport): string[] {
  const { ended, survivors, unproved } = report
  const outcome = {
    'all-ended': paint('green', `${report.ended.length} ended, nothing is left.`),
    unproved: paint('yellow', `${report.ended.length} ended; of ${report.unproved.length} nobody can say from here.`),
    survivors: paint('red', `${report.survivors.length} did not end.`),
  }[report.outcome]
  const title = report.drill ? 'A drill' : levelWords[report.level]
  return [
    `${title}: ${outcome}`,
    `Last end after ${ms(report.endedAfterMs)}, looked ${report.looks} times, sure after ${ms(report.verifiedAfterMs)}.`,
    ...(report.approvalsDenied > 0 ? [`Waiting questions answered with no: ${report.approvalsDenied}.`] : []),
    ...ended.map(one => `  ended    ${ms(one.afterMs).padStart(8)}  ${nameWords(one)}`),
    ...survivors.map(one => paint('red', `  ALIVE              ${nameWords(one)} ${one.why}`)),
    ...unproved.map(one => `  unknown            ${nameWords(one)} ${one.why}`),
    ...report.troubles.map(trouble => paint('yellow', `  ! ${printable(trouble)}`)),
  ]
}

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`

/** Sandboxes have names that say nothing by themselves. */
const kinds: Partial<Record<EndedTarget['kind'], string>> = { container: 'container ', 'process-sandbox': 'sandbox ' }

const nameWords = ({ kind, name, pid }: Pick<EndedTarget, 'kind' | 'name' | 'pid'>): string =>
  `${kinds[kind] ?? ''}${printable(name)}${pid === null ? '' : ` (process ${pid})`}`
