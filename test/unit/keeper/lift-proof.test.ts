import { describe, expect, it } from 'vitest'
import { askSystem } from '../../../src-main/app/ask-system.ts'
import type { Door } from '../../../src-main/contract/wire/caller.ts'
import { type SystemWord, whyNotLift } from '../../../src-main/keeper/lift-proof.ts'

const lift = (door: Door, system: SystemWord, pin: 'unset' | 'set' | 'typed') =>
  whyNotLift(
    {
      askSystem: async () => system,
      presence: { isSet: async () => pin !== 'unset', of: () => (pin === 'typed' ? 'person' : 'unproved') },
    },
    { door, connection: 'c1', presence: 'person' },
  )

describe('lifting a lockdown at the window', () => {
  it.each<[string, SystemWord, 'unset' | 'set' | 'typed', string | null]>([
    ['the system confirms', 'confirmed', 'set', null],
    ['the system confirms, without any PIN', 'confirmed', 'unset', null],
    [
      'the system refuses, whatever PIN was typed',
      'refused',
      'typed',
      'Your system did not confirm that it is you. Try again.',
    ],
    ['the system offers nothing, and the PIN was typed', 'not-offered', 'typed', null],
    ['the system offers nothing, and no PIN was ever set', 'not-offered', 'unset', null],
  ])('when %s', async (_name, system, pin, why) => {
    expect(await lift('window', system, pin)).toBe(why)
  })

  it('asks for the PIN where the system offers nothing, also at the tray', async () => {
    await expect(lift('window', 'not-offered', 'set')).rejects.toMatchObject({ code: 'person-needed' })
    await expect(lift('tray', 'not-offered', 'set')).rejects.toMatchObject({ code: 'person-needed' })
  })

  it.each<Door>(['cli', 'dashboard'])(
    'asks nobody at the machine for what comes from the %s: it needed the PIN to come',
    async door => {
      expect(await lift(door, 'refused', 'set')).toBeNull()
    },
  )
})

describe('asking the system', () => {
  const aMac = (can: boolean, finger: 'right' | 'wrong') => ({
    canPromptTouchID: () => can,
    promptTouchID: () => (finger === 'right' ? Promise.resolve() : Promise.reject(new Error('cancelled'))),
  })

  it.each([
    ['a Mac with the right finger', 'darwin', aMac(true, 'right'), 'confirmed'],
    ['a Mac with a wrong finger', 'darwin', aMac(true, 'wrong'), 'refused'],
    ['a Mac without Touch ID', 'darwin', aMac(false, 'right'), 'not-offered'],
    ['Linux, where the call does not exist', 'linux', {} as never, 'not-offered'],
    ['Windows', 'win32', {} as never, 'not-offered'],
  ])('on %s', async (_name, platform, system, word) => {
    expect(await askSystem(platform, system)('lift the lockdown')).toBe(word)
  })
})
