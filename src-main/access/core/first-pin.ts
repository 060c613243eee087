import type { FirstPinWay } from '../../contract/model/pin.ts'
import type { Door } from '../../contract/wire/caller.ts'

/** What the rule knows: whether this start showed a code, and whether anything of an agent ever ran on the machine itself. */
export type FirstPinFacts = { readonly codeShown: boolean; readonly ranOnHost: boolean }

/**
 * Who sets the first PIN can approve from then on, so setting it takes a person too. At the window one is there. Elsewhere it
 * takes the code on the terminal this start was made in, which no other program reads. Once something of an agent ran here
 * without a wall, a terminal proves nothing: it could have ended us and started us again in a terminal of its own.
 */
export function firstPinWay(door: Door, { codeShown, ranOnHost }: FirstPinFacts): FirstPinWay {
  if (door === 'window' || door === 'tray') return 'free'
  if (ranOnHost) return 'window'
  return codeShown ? 'code' : 'restart'
}

/** Letters and digits nobody takes for another one: no I, L, O, U, 0 or 1. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A set-up code from chance: two groups of four, 39 bits, which five tries in fifteen minutes do not find. */
export function setUpCodeFrom(pick: (below: number) => number): string {
  const sign = (): string => ALPHABET[pick(ALPHABET.length)] ?? ''
  const four = (): string => Array.from({ length: 4 }, sign).join('')
  return `${four()}-${four()}`
}

/** A code as it is compared: how a person typed it, small or with spaces, does not matter. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
}
