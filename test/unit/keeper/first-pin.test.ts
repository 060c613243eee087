import { afterEach, describe, expect, it } from 'vitest'
import { peopleApi } from '../../../src-main/contract/apis.ts'
import type { Door } from '../../../src-main/contract/wire/caller.ts'
import { client } from '../../../src-main/contract/wire/client.ts'
import { firstPinProof, noteHostRun } from '../../../src-main/keeper/first-pin.ts'
import { pairWire } from '../../../src-main/kit/node/pair-wire.ts'
import { aKeeper, type KeeperInProcess } from '../../kit/a-keeper.ts'
import { aVault } from '../../kit/a-vault.ts'

const CODE = 'K7QM-42XD'
const first = { old: null, pin: '482915' }

let house: KeeperInProcess | null = null
afterEach(async () => {
  await house?.close()
  house = null
})

/** A program of this user that reached a door. */
function at(door: Door) {
  if (house === null) throw new Error('it did not start')
  const [mine, theirs] = pairWire()
  house.keeper.receive(door, theirs)
  return client(mine, peopleApi, 'test')
}

describe('the first approver PIN of a running Keeper', () => {
  it.each(['cli', 'dashboard'] as const)(
    'is refused at the door %s when no code was shown, and is on record',
    async door => {
      house = await aKeeper()
      const program = at(door)
      expect(await program.call('access.me', {})).toEqual({ presence: 'unproved', pinSet: false, firstPin: 'restart' })
      await expect(program.call('access.setPin', first)).rejects.toMatchObject({ code: 'first-pin-elsewhere' })
      await expect(program.call('access.setPin', { ...first, code: CODE })).rejects.toMatchObject({
        code: 'first-pin-elsewhere',
      })
      expect(await program.call('access.me', {})).toMatchObject({ pinSet: false })
      // A refusal is answered at once and written down meanwhile: nothing happened that its record would have to precede.
      const refusals = async () => {
        const found = (await house?.person.call('audit.search', { kind: 'route-refusal' })) ?? []
        return found.map(one => ('code' in one ? `${one.code} ${one.door}` : one.kind))
      }
      const both = [`first-pin-elsewhere ${door}`, `first-pin-elsewhere ${door}`]
      await expect.poll(refusals, { timeout: 10_000 }).toEqual(both)
    },
  )

  it('needs no code at the window', async () => {
    house = await aKeeper()
    expect(await house.person.call('access.me', {})).toMatchObject({ firstPin: 'free' })
    await house.person.call('access.setPin', first)
    expect(await at('cli').call('access.me', {})).toMatchObject({ pinSet: true })
  })

  it.each(['cli', 'dashboard'] as const)('is set at the door %s by who types the code that was shown', async door => {
    house = await aKeeper(undefined, { setUpCode: CODE })
    const program = at(door)
    expect(await program.call('access.me', {})).toMatchObject({ firstPin: 'code' })
    await expect(program.call('access.setPin', first)).rejects.toMatchObject({ code: 'code-wrong' })
    await program.call('access.setPin', { ...first, code: CODE })
    expect(house.keeper.house.board.watched.state).toMatchObject({ pinSet: true })
  })
})

describe('a run on this machine without a sandbox', () => {
  it('is noted for good: a later start in a terminal proves nobody any more', async () => {
    const { vault } = await aVault()
    expect(await firstPinProof(vault, CODE).ranOnHost()).toBe(false)
    await noteHostRun(vault)()
    expect(await firstPinProof(vault, CODE).ranOnHost()).toBe(true)
  })

  it('does not begin when it cannot be noted', async () => {
    const vault = { keepInternal: async () => ({ status: 'locked', advice: 'Unlock it.' }) as const }
    await expect(noteHostRun(vault)()).rejects.toMatchObject({ code: 'vault-unavailable' })
  })
})
