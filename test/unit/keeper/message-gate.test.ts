import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { peopleApi } from '../../../src-main/contract/apis.ts'
import { client } from '../../../src-main/contract/wire/client.ts'
import { pairWire } from '../../../src-main/kit/node/pair-wire.ts'
import { aKeeper, type KeeperInProcess } from '../../kit/a-keeper.ts'

let kit: KeeperInProcess
beforeEach(async () => {
  kit = await aKeeper()
  await kit.keeper.house.config.edit(['access', 'messagesPerMinute'], 2, { who: 'owner', door: 'window' })
})
afterEach(() => kit.close())

/** There is no gateway, so a message that gets past the gate ends there. */
const PAST = 'gateway-down'
const at = (door: 'window' | 'cli') => {
  const [mine, theirs] = pairWire()
  kit.keeper.receive(door, theirs)
  const people = client(mine, peopleApi, 'test')
  return (text: string) =>
    people.call('chat.send', { session: null, text }).then(
      () => 'sent',
      (fault: { code: string }) => fault.code,
    )
}
const refusals = async () => {
  const found = await kit.keeper.house.trail.search({ kind: 'access' })
  return found.map(({ who, door, result, reason }) => ({ who, door, result, reason }))
}

describe('messages to an agent', () => {
  it('are as many a minute as the settings say; more are refused in words, and the trail has it once', async () => {
    const send = at('cli')
    expect([await send('a'), await send('b'), await send('c'), await send('d')]).toEqual([
      PAST,
      PAST,
      'too-many-messages',
      'too-many-messages',
    ])
    expect(await refusals()).toEqual([
      { who: 'you', door: 'cli', result: 'refused', reason: expect.stringContaining('access.messagesPerMinute') },
    ])
    await kit.clock.turn(60_000)
    expect(await send('e')).toBe(PAST)
  })

  it('do not keep a command back, nor a person at another door', async () => {
    const [send, elsewhere] = [at('cli'), at('window')]
    for (const text of ['a', 'b', 'c']) await send(text)
    expect([await send('/stop'), await send('/help'), await elsewhere('a')]).toEqual([PAST, PAST, PAST])
  })

  it('open no conversation when they are refused', async () => {
    const send = at('cli')
    for (const text of ['a', 'b', 'c', 'd']) await send(text)
    expect(await kit.keeper.house.trail.search({ kind: 'session' })).toHaveLength(2)
  })
})
