import { describe, expect, it } from 'vitest'
import { PIN_PAUSE_MS, PIN_TRIES, UNLOCK_MS } from '../../../src-main/access/core/unlocks.ts'
import { PresenceDesk } from '../../../src-main/access/node/presence.ts'
import { newSetUpCode } from '../../../src-main/access/node/set-up-code.ts'
import { turnedClock } from '../../kit/turned-clock.ts'

const window = { door: 'window', connection: 'window-0' } as const
const cli = (n = 0) => ({ door: 'cli', connection: `cli-${n}` }) as const
const CODE = 'K7QM-42XD'

async function aDesk(pin: string | null = '123456', { code = null as string | null, ranOnHost = false } = {}) {
  const clock = turnedClock()
  let stored: string | null = null
  const records: string[] = []
  const desk = new PresenceDesk({
    store: {
      get: async () => stored,
      put: async text => {
        stored = text
      },
    },
    clock,
    firstPin: { code, ranOnHost: async () => ranOnHost },
    record: async step => void records.push(step),
  })
  if (pin !== null) await desk.set(window, { pin, old: null })
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
    await expect(desk.set(cli(2), { pin: 'new-pin', old: null })).rejects.toMatchObject({ code: 'pin-wrong' })
    await desk.set(cli(2), { pin: 'new-pin', old: '123456' })
    expect(desk.of('cli-1')).toBe('unproved')
    await expect(desk.unlock('cli-1', '123456')).rejects.toMatchObject({ code: 'pin-wrong' })
  })
})

describe('the first approver PIN', () => {
  const first = { pin: '482915', old: null }

  it.each([
    ['window', { code: null, ranOnHost: false }, 'free'],
    ['window', { code: CODE, ranOnHost: true }, 'free'],
    ['tray', { code: null, ranOnHost: true }, 'free'],
    ['cli', { code: CODE, ranOnHost: false }, 'code'],
    ['dashboard', { code: CODE, ranOnHost: false }, 'code'],
    ['cli', { code: null, ranOnHost: false }, 'restart'],
    ['dashboard', { code: null, ranOnHost: false }, 'restart'],
    ['cli', { code: CODE, ranOnHost: true }, 'window'],
    ['gateway', { code: CODE, ranOnHost: true }, 'window'],
  ] as const)('is set from %s with %j by way of: %s', async (door, proof, way) => {
    const { desk } = await aDesk(null, proof)
    expect(await desk.firstPin(door)).toBe(way)
  })

  it('is set with the code as a person types it, and unlocks from then on', async () => {
    const { desk, records } = await aDesk(null, { code: CODE })
    await desk.set(cli(), { ...first, code: ' k7qm 42xd' })
    expect(await desk.unlock('cli-0', '482915')).toBeGreaterThan(0)
    expect(records).toEqual(['pin-set', 'unlocked'])
  })

  it.each([undefined, '', 'K7QM-42XE', '-'])('is not set with %j for the code, and that is recorded', async code => {
    const { desk, records } = await aDesk(null, { code: CODE })
    await expect(desk.set(cli(), { ...first, code })).rejects.toMatchObject({ code: 'code-wrong' })
    expect({ set: await desk.isSet(), records }).toEqual({ set: false, records: ['code-wrong'] })
  })

  it.each([
    ['no terminal shows a code', { code: null }],
    ['something of an agent ran on this machine, whatever code is given', { code: CODE, ranOnHost: true }],
  ])('is not set from a terminal when %s', async (_when, proof) => {
    const { desk } = await aDesk(null, proof)
    await expect(desk.set(cli(), { ...first, code: CODE })).rejects.toMatchObject({ code: 'first-pin-elsewhere' })
    expect(await desk.isSet()).toBe(false)
  })

  it('has a code that can be guessed only a few times, over all connections', async () => {
    const { desk } = await aDesk(null, { code: CODE })
    const tries = Array.from({ length: PIN_TRIES }, (_, i) => desk.set(cli(i), { ...first, code: `AAAA-AAA${i + 2}` }))
    await Promise.allSettled(tries)
    await expect(desk.set(cli(9), { ...first, code: CODE })).rejects.toMatchObject({ code: 'pin-paused' })
  })

  it('is the first once: of two that come at once the later needs the earlier', async () => {
    const { desk } = await aDesk(null, { code: CODE })
    const ends = await Promise.allSettled([
      desk.set(cli(1), { ...first, code: CODE }),
      desk.set(cli(2), { pin: 'theirs', old: null, code: CODE }),
    ])
    expect(ends.map(end => (end.status === 'rejected' ? end.reason.code : 'set'))).toEqual(['set', 'pin-wrong'])
    await expect(desk.unlock('cli-1', 'theirs')).rejects.toMatchObject({ code: 'pin-wrong' })
  })
})

describe('a set-up code', () => {
  it('has two groups of four signs that nobody takes for others, and is another one each time', () => {
    const codes = Array.from({ length: 200 }, newSetUpCode)
    expect(codes.filter(code => !/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/.test(code))).toEqual([])
    expect(new Set(codes).size).toBe(200)
  })
})
