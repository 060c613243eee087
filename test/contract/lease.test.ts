import { describe, expect, it } from 'vitest'
import { leaseRoutes } from '../../src-main/contract/routes/secrets.ts'
import type { Door } from '../../src-main/contract/wire/caller.ts'
import { client } from '../../src-main/contract/wire/client.ts'
import { serve } from '../../src-main/contract/wire/serve.ts'
import { pairWire } from '../../src-main/kit/node/pair-wire.ts'
import { LeaseDesk } from '../../src-main/vault/node/lease-desk.ts'
import { leaseHandlers } from '../../src-main/vault/node/routes.ts'
import { aVault, stillClock } from '../kit/a-vault.ts'

/** A desk where one connection was given one secret, and a way to ask it through a door. */
async function aDesk() {
  const { vault, ports } = await aVault({ MODEL_KEY: 'value', OTHER: 'hidden' })
  const desk = new LeaseDesk(vault, stillClock(), ports.audit)
  await desk.lend('gateway-1', 'MODEL_KEY')
  const ask = (connection: string, door: Door = 'gateway') => {
    const [here, there] = pairWire()
    serve(there, leaseRoutes, leaseHandlers(desk), {
      caller: () => ({ door, connection, presence: 'unproved' }),
      version: '1.0.0',
      newRef: () => 'REF1',
      newStop: () => new AbortController(),
      report: () => {},
    })
    return client(here, leaseRoutes, 'test')
  }
  return { ask }
}

describe('a leased secret over the wire', () => {
  it('goes to the connection that holds the lease, and to no other gateway', async () => {
    const { ask } = await aDesk()
    expect(await ask('gateway-1').call('secrets.lease', { name: 'MODEL_KEY' })).toMatchObject({
      status: 'ok',
      value: 'value',
    })
    expect(await ask('gateway-1').call('secrets.lease', { name: 'OTHER' })).toEqual({
      status: 'refused',
      why: 'not-named',
    })
    expect(await ask('gateway-2').call('secrets.lease', { name: 'MODEL_KEY' })).toEqual({
      status: 'refused',
      why: 'no-lease',
    })
  })

  it('does not believe a message that names a connection of its own', async () => {
    const { ask } = await aDesk()
    const claim = { name: 'MODEL_KEY', connection: 'gateway-1' } as never
    await expect(ask('gateway-2').call('secrets.lease', claim)).rejects.toMatchObject({ code: 'bad-input' })
  })

  it.each(['window', 'cli', 'dashboard'] as const)('is nothing the %s can ask for', async door => {
    const { ask } = await aDesk()
    const asked = ask('gateway-1', door).call('secrets.lease', { name: 'MODEL_KEY' })
    await expect(asked).rejects.toMatchObject({ code: 'caller-not-allowed' })
  })
})
