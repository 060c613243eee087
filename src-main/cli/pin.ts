import { text } from 'node:stream/consumers'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** `gatehouse pin set`. */
export async function setPin(keeper: People, options: { stdin: boolean }, terminal: Terminal): Promise<ExitCode> {
  const { pinSet } = await keeper.call('access.me', {})
  const typed = options.stdin ? await fromInput() : await fromPerson(terminal, pinSet)
  if (typed === null) return ExitCode.usage
  await keeper.call('access.setPin', typed)
  terminal.out('The approver PIN is set. Keep it to yourself: who knows it can approve.')
  return ExitCode.ok
}

/** The first line is the new PIN, the second the old one. Never an argument: arguments are in every process list. */
async function fromInput(): Promise<{ pin: string; old: string | null }> {
  const [pin = '', old = ''] = (await text(process.stdin)).split('\n')
  return { pin: pin.trim(), old: old.trim() === '' ? null : old.trim() }
}

async function fromPerson(terminal: Terminal, pinSet: boolean): Promise<{ pin: string; old: string | null } | null> {
  const old = pinSet ? await terminal.secret('Old PIN: ') : null
  const pin = await terminal.secret('New PIN (at least 6 characters): ')
  const again = await terminal.secret('The same again: ')
  if (pin === null || again === null) terminal.err('Run this in a terminal, or use --pin-stdin.')
  else if (pin !== again) terminal.err('The two are not the same. Nothing was changed.')
  else if (pin.length < 6) terminal.err('That is too short. Nothing was changed.')
  else return { pin, old }
  return null
}

/** The PIN for one command, from standard input when asked so. */
export async function pinFromInput(wanted: boolean): Promise<string | null> {
  return wanted ? ((await text(process.stdin)).split('\n')[0]?.trim() ?? null) : null
}
