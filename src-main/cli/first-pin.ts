import type { TypedPin } from '../access/node/presence.ts'
import { SHORTEST_PIN } from '../contract/model/pin.ts'
import { setPin } from '../keeper/first-pin.ts'
import type { House } from '../keeper/house.ts'
import type { Terminal } from './terminal.ts'
import { tellFault } from './words/faults.ts'

/** The set-up code and the PIN of this start. */
type Start = { readonly pin: string | null; readonly code: string }

/** Sets the first PIN when it came with the start. Says nothing once there is a PIN. */
export async function takeFirstPin(house: House, { pin, code }: Start, terminal: Terminal): Promise<void> {
  if (pin !== null && !(await house.presence.isSet())) await giveFirstPin(house, { pin, old: null, code }, terminal)
}

/** Shows the code for the first PIN, while there is none and a code helps. */
export async function tellSetUpCode(house: House, code: string, terminal: Terminal): Promise<void> {
  if ((await house.presence.isSet()) || (await house.presence.firstPin('cli')) !== 'code') return
  terminal.out('To say yes from a terminal or the dashboard, set an approver PIN: gatehouse pin set')
  terminal.out(`  Set-up code ${code} (for the first PIN only, until Gatehouse stops)`)
}

async function giveFirstPin(house: House, typed: TypedPin, terminal: Terminal): Promise<void> {
  if (typed.pin.length < SHORTEST_PIN) {
    terminal.err(`The PIN from standard input is shorter than ${SHORTEST_PIN} characters. No PIN was set.`)
    return
  }
  try {
    await setPin(house, { door: 'cli', connection: 'cli-start' }, typed)
    terminal.out('The approver PIN is set.')
  } catch (error) {
    tellFault(error, terminal, false) // the start goes on: everything but saying yes works without a PIN
  }
}
