import type { Elevation } from '../contract/model/elevation.ts'
import { unlock } from './approvals.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import { printable, type Terminal } from './terminal.ts'

/** `gatehouse elevate begin SESSION`: lets a conversation run its commands on this machine for a while. */
export async function beginElevation(
  keeper: People,
  session: string,
  options: { minutes: number; json: boolean; pin: string | null },
  terminal: Terminal,
): Promise<ExitCode> {
  const { minutes, json, pin } = options
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 240) {
    terminal.err('Say how many minutes, from 1 to 240.')
    return ExitCode.usage
  }
  if (!(await unlock(keeper, pin, terminal))) return ExitCode.refused
  const outcome = await keeper.call('elevations.begin', { session, minutes })
  if (json) terminal.out(JSON.stringify(outcome))
  else if (outcome.status === 'elevated') terminal.out(elevationLine(outcome.elevation))
  else if (outcome.status === 'refused') terminal.err(outcome.why)
  else terminal.err('There is no such conversation. See: gatehouse sessions list')
  return outcome.status === 'elevated' ? ExitCode.ok : outcome.status === 'refused' ? ExitCode.refused : ExitCode.failed
}

/** `gatehouse elevate end SESSION`. */
export async function endElevation(keeper: People, session: string, terminal: Terminal): Promise<ExitCode> {
  const { status } = await keeper.call('elevations.end', { session })
  terminal.out(status === 'ended' ? 'Its commands run in the sandbox again.' : 'It did not run on this machine.')
  return ExitCode.ok
}

/** `gatehouse elevate list`. */
export async function listElevations(
  keeper: People,
  options: { json: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const all = await keeper.call('elevations.list', {})
  if (options.json) terminal.out(JSON.stringify(all))
  else if (all.length === 0) terminal.out('No conversation runs on this machine itself.')
  else for (const one of all) terminal.out(elevationLine(one))
  return ExitCode.ok
}

/** One elevation as a line: which conversation, until when, allowed by whom. */
export function elevationLine({ sessionId, title, until, by }: Elevation): string {
  const name = title === '' ? sessionId : `"${printable(title)}" (${sessionId})`
  return `On this machine, without a sandbox, until ${new Date(until).toLocaleTimeString()}: ${name}, allowed by ${printable(by)}.`
}
