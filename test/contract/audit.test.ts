import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditHandlers } from '../../src-main/audit/node/routes.ts'
import type { AuditTrail } from '../../src-main/audit/node/trail.ts'
import { auditRoutes } from '../../src-main/contract/routes/audit.ts'
import type { Door } from '../../src-main/contract/wire/caller.ts'
import { client } from '../../src-main/contract/wire/client.ts'
import { serve } from '../../src-main/contract/wire/serve.ts'
import { pairWire } from '../../src-main/kit/node/pair-wire.ts'
import { aDecision, TrailYard } from '../unit/audit/parts.ts'

let yard: TrailYard
let trail: AuditTrail
beforeEach(async () => {
  yard = new TrailYard()
  trail = await yard.open()
})
afterEach(() => yard.remove())

function as(door: Door) {
  const [here, there] = pairWire()
  serve(there, auditRoutes, auditHandlers(trail), {
    caller: () => ({ door, connection: 'c1', presence: 'unproved' }),
    version: '1.0.0',
    newRef: () => 'REF1',
    newStop: () => new AbortController(),
    report: () => {},
  })
  return client(here, auditRoutes, 'test')
}

describe('the trail over the wire', () => {
  it.each(Object.keys(auditRoutes) as (keyof typeof auditRoutes)[])('never answers the gateway: %s', async name => {
    const gateway = as('gateway')
    const refused = { code: 'caller-not-allowed' }
    if (name === 'audit.tail' || name === 'audit.export') {
      await expect(gateway.open(name, {} as never).next()).rejects.toMatchObject(refused)
    } else await expect(gateway.call(name, {} as never)).rejects.toMatchObject(refused)
  })

  it('offers no way to write', () => {
    expect(Object.values(auditRoutes).map(route => route.kind)).not.toContain('command')
  })

  it('answers a search with records that parse', async () => {
    await trail.append(aDecision({ facts: { size: 3 } }))
    const found = await as('cli').call('audit.search', { kind: 'decision' })
    expect(found).toEqual(await trail.tail())
  })

  it('shows the newest records and then each new one, once and in order', async () => {
    for (const subject of ['a', 'b', 'c']) await trail.append(aDecision({ subject }))
    const feed = as('window').open('audit.tail', { last: 2 })
    const first = await feed.next()
    expect(first.value).toMatchObject({ seq: 0, snapshot: [{ seq: 2 }, { seq: 3 }] })
    await Promise.all([trail.append(aDecision()), trail.append(aDecision())])
    expect((await feed.next()).value).toMatchObject({ seq: 1, change: [{ seq: 4 }, { seq: 5 }] })
    await trail.append(aDecision())
    expect((await feed.next()).value).toMatchObject({ seq: 2, change: [{ seq: 6 }] })
    await feed.return?.()
  })

  it('checks the trail and says how it is', async () => {
    await trail.append(aDecision())
    expect(await as('dashboard').call('audit.verify', {})).toMatchObject({ intact: true, records: 1, seals: 'checked' })
    expect(await as('tray').call('audit.health', {})).toEqual({ writing: true })
  })

  it('writes down who took a copy before it gives one', async () => {
    await trail.append(aDecision())
    let text = ''
    for await (const piece of as('cli').open('audit.export', { format: 'jsonl' })) text += piece
    const lines = text.trim().split('\n')
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ kind: 'transfer', step: 'exported', door: 'cli' })
    expect(lines).toHaveLength(2)
  })
})
