import { text } from 'node:stream/consumers'
import { type FirstPinWay, SHORTEST_PIN } from '../contract/model/pin.ts'
import type { People } from './connect.ts'
import { ExitCode } from './exit-codes.ts'
import type { Terminal } from './terminal.ts'

/** `gatehouse pin set`. */
export async function setPin(keeper: People, options: { stdin: boolean }, terminal: Terminal): Promise<ExitCode> {
  const { pinSet, firstPin } = await keeper.call('access.me', {})
  const elsewhere = pinSet ? null : whereElse(firstPin)
  if (elsewhere !== null) {
    terminal.err(elsewhere)
    return ExitCode.refused
  }
  const typed = options.stdin ? await fromInput(pinSet) : await fromPerson(terminal, pinSet)
  if (typed === null) return ExitCode.usage
  await keeper.call('access.setPin', typed)
  terminal.out('The approver PIN is set. Keep it to yourself: who knows it can approve.')
  return ExitCode.ok
}

type Typed = { pin: string; old: string | null; code?: string }

/** Where the first PIN is set when not here, in words; null when here. */
function whereElse(way: FirstPinWay): string | null {
  if (way === 'restart')
    return [
      'The first approver PIN is set in the Gatehouse window, under Settings.',
      'Without a window: stop Gatehouse ("gatehouse stop") and start it in a terminal ("gatehouse up"). It shows a set-up code for this.',
      'Where it starts without a terminal, as a service does: "gatehouse up --pin-stdin" takes the PIN from standard input.',
    ].join('\n  ')
  if (way === 'window')
    return [
      'The first approver PIN can now only be set in the Gatehouse window, under Settings.',
      'Commands of an agent have run on this machine without a sandbox, so a terminal does not show that it is you.',
    ].join('\n  ')
  return null
}

/** The first line is the new PIN, the second the old one or the set-up code. Never an argument: arguments are in every process list. */
async function fromInput(pinSet: boolean): Promise<Typed> {
  const [pin = '', proof = ''] = (await text(process.stdin)).split('\n').map(line => line.trim())
  if (!pinSet) return { pin, old: null, code: proof }
  return { pin, old: proof === '' ? null : proof }
}

async function fromPerson(terminal: Terminal, pinSet: boolean): Promise<Typed | null> {
  const proof = pinSet
    ? await terminal.secret('Old PIN: ')
    : await terminal.ask('Set-up code (it stands where Gatehouse was started): ')
  const pin = await terminal.secret(`New PIN (at least ${SHORTEST_PIN} characters): `)
  const again = await terminal.secret('The same again: ')
  if (pin === null || again === null) terminal.err('Run this in a terminal, or use --pin-stdin.')
  else if (pin !== again) terminal.err('The two are not the same. Nothing was changed.')
  else if (pin.length < SHORTEST_PIN) terminal.err('That is too short. Nothing was changed.')
  else return pinSet ? { pin, old: proof } : { pin, old: null, code: proof ?? '' }
  return null
}

/** The PIN for one command, from standard input when asked so. */
export async function pinFromInput(wanted: boolean): Promise<string | null> {
  return wanted ? ((await text(process.stdin)).split('\n')[0]?.trim() ?? null) : null
}
