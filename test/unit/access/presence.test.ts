import { describe, expect, it } from 'vitest'
import { PIN_PAUSE_MS, PIN_TRIES, UNLOCK_MS } from '../../../src-main/access/core/unlocks.ts'
import { PresenceDesk } from '../../../src-main/access/node/presence.ts'
import { turnedClock } from '../../kit/turned-clock.ts'

async function aDesk(pin: string | null = '123456') {
  const clock = turnedClock()
  let stored: string | null = null
  const records: string[] = []
  const desk = new PresenceDesk(
    {
      get: async () => stored,
      put: async text => {
        stored = text
      },
    },
    clock,
    async what => void records.push(what),
  )
  if (pin !== null) await desk.set('cli-0', null, pin)
  return { desk, clock, records, stored: () => stored }
}

describe('the approver PIN', () => {
  it('unlocks one connection, for a short time, and no other', async () => {
    const { desk, clock } = await aDesk()
    await desk.unlock('cli-1', '123456')
    expect([desk.of('cli-1'), desk.of('cli-2')]).toEqual(['person', 'unproved'])
    await clock.turn(UNLOCK_MS)
    expect(desk.of('cli-1')).toBe('unproved')
  })

  it('unlocks no longer when the clock is set back meanwhile', async () => {
    const { desk, clock } = await aDesk()
    await desk.unlock('cli-1', '123456')
    clock.set(-900_000)
    expect(desk.of('cli-1')).toBe('person')
    await clock.turn(UNLOCK_MS)
    expect(desk.of('cli-1')).toBe('unproved')
  })

  it('is stored only as a slow hash', async () => {
    const { stored } = await aDesk('correct horse')
    expect(stored()).not.toContain('correct horse')
  })

  it('that is wrong unlocks nothing and is recorded', async () => {
    const { desk, records } = await aDesk()
    await expect(desk.unlock('cli-1', '654321')).rejects.toMatchObject({ code: 'pin-wrong' })
    expect(desk.of('cli-1')).toBe('unproved')
    expect(records).toEqual(['pin-set', 'pin-wrong'])
  })

  it('can be guessed only a few times, over all connections, also all at once', async () => {
    const { desk, clock } = await aDesk()
    const tries = Array.from({ length: PIN_TRIES + 3 }, (_, i) => desk.unlock(`cli-${i}`, `00000${i}`))
    const ends = await Promise.allSettled(tries)
    expect(ends.filter(end => end.status === 'rejected' && end.reason.code === 'pin-wrong')).toHaveLength(PIN_TRIES)
    await expect(desk.unlock('cli-9', '123456')).rejects.toMatchObject({ code: 'pin-paused' })
    await clock.turn(PIN_PAUSE_MS)
    expect(await desk.unlock('cli-9', '123456')).toBeGreaterThan(clock.now())
  })

  it('when none is set, nothing unlocks', async () => {
    const { desk } = await aDesk(null)
    await expect(desk.unlock('cli-1', '')).rejects.toMatchObject({ code: 'pin-wrong' })
  })

  it('can be changed only by who knows it, and a change locks every connection', async () => {
    const { desk } = await aDesk()
    await desk.unlock('cli-1', '123456')
    await expect(desk.set('cli-2', null, 'new-pin')).rejects.toMatchObject({ code: 'pin-wrong' })
    await desk.set('cli-2', '123456', 'new-pin')
    expect(desk.of('cli-1')).toBe('unproved')
    await expect(desk.unlock('cli-1', '123456')).rejects.toMatchObject({ code: 'pin-wrong' })
  })
})
