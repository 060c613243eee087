import type { Condition, KeeperStatus } from '../contract/model/status.ts'
import type { People } from './connect.ts'
import { elevationLine } from './elevate.ts'
import { ExitCode } from './exit-codes.ts'
import { paint, printable, type Terminal } from './terminal.ts'

/** The state of the house as it is now. */
export async function statusNow(keeper: People): Promise<KeeperStatus> {
  const feed = keeper.open('status.watch', {})
  try {
    for await (const item of feed) return 'snapshot' in item ? item.snapshot : item.change
  } finally {
    await feed.return?.()
  }
  throw new Error('no status')
}

/** `gatehouse status`. */
export async function showStatus(keeper: People, options: { json: boolean }, terminal: Terminal): Promise<ExitCode> {
  const status = await statusNow(keeper)
  if (options.json) terminal.out(JSON.stringify(status))
  else for (const line of statusLines(status)) terminal.out(line)
  return ExitCode.ok
}

const stateWords: Readonly<Record<KeeperStatus['gateway']['state'], string>> = {
  stopped: 'stopped',
  starting: 'starting',
  running: 'running',
  'waiting-to-restart': 'crashed, starting again soon',
  'gave-up': 'stopped after repeated crashes',
  stopping: 'stopping',
}

/** The state in lines for a person. */
export function statusLines(status: KeeperStatus): string[] {
  const { gateway } = status
  return [
    `Gatehouse ${status.version}`,
    `Gateway    ${stateWords[gateway.state]}${gateway.reason ? `: ${printable(gateway.reason)}` : ''}`,
    `Model      ${printable(status.model)}`,
    `Commands   ${printable(status.sandbox)}`,
    `Waiting    ${status.pending === 0 ? 'nothing' : `${status.pending} for your answer`}`,
    ...status.elevations.map(one => paint('yellow', elevationLine(one))),
    ...(status.lockdown
      ? [
          paint('red', `Locked down (${status.lockdown.level}): ${printable(status.lockdown.reason)}`),
          '  See "gatehouse incident"; lift it with "gatehouse incident lift".',
        ]
      : []),
    ...status.conditions.flatMap(conditionLines),
    ...(gateway.state === 'gave-up' ? gateway.lastLines.map(line => `  | ${printable(line)}`) : []),
  ]
}

function conditionLines({ severity, title, advice, facts }: Condition): string[] {
  const more = { 'Last change': facts['lastChange'], 'One step back': facts['oneStepBack'] }
  const known = Object.entries(more).flatMap(([label, value]) =>
    value === undefined ? [] : [`  ${label}: ${printable(value)}`],
  )
  return [`${mark(severity)} ${title} ${advice}`, ...known]
}

function mark(severity: 'info' | 'warning' | 'error'): string {
  return severity === 'error' ? paint('red', '!') : severity === 'warning' ? paint('yellow', '!') : paint('dim', '·')
}
