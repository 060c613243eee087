import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Caller } from '../../src-main/contract/wire/caller.ts'
import { client } from '../../src-main/contract/wire/client.ts'
import { Fault, faultCatalogue } from '../../src-main/contract/wire/fault.ts'
import { command, feed, type Handlers, nothing, query, stream } from '../../src-main/contract/wire/route.ts'
import { type FaultReport, serve } from '../../src-main/contract/wire/serve.ts'
import { Watched } from '../../src-main/kit/core/watched.ts'
import { pairWire } from '../../src-main/kit/node/pair-wire.ts'

const table = {
  'lamp.read': query({ from: ['window', 'cli'], input: nothing, output: z.strictObject({ lit: z.boolean() }) }),
  'lamp.light': command({
    from: ['window', 'cli'],
    needs: 'person',
    input: z.strictObject({ lit: z.boolean() }),
    output: nothing,
  }),
  'lamp.burn': command({ from: ['window'], input: nothing, output: nothing }),
  'lamp.drown': command({ from: ['window'], input: nothing, output: nothing }),
  'lamp.lie': query({ from: ['window'], input: nothing, output: z.strictObject({ lit: z.boolean() }) }),
  'lamp.count': stream({ from: ['window'], input: z.strictObject({ to: z.int() }), item: z.int() }),
  'lamp.watch': feed({ from: ['window'], input: nothing, snapshot: z.boolean(), change: z.boolean() }),
}

function aLamp(caller: Partial<Caller> = {}) {
  const lit = new Watched<boolean, boolean>(false, (_, next) => next)
  const reports: FaultReport[] = []
  const sent: number[] = []
  const handlers: Handlers<typeof table> = {
    'lamp.read': async () => ({ lit: lit.state }),
    'lamp.light': async input => {
      lit.apply(input.lit)
      return {}
    },
    'lamp.drown': async () => {
      throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 })
    },
    'lamp.burn': async () => {
      throw new Error('secret inner words')
    },
    'lamp.lie': async () => ({ lit: 'perhaps' }) as unknown as { lit: boolean },
    'lamp.count': async function* (input) {
      for (let i = 1; i <= input.to; i++) {
        sent.push(i)
        yield i
      }
    },
    'lamp.watch': (_input, _caller, stop) => lit.watch(stop),
  }
  const [here, there] = pairWire()
  serve(there, table, handlers, {
    caller: () => ({ door: 'window', connection: 'c1', presence: 'person', ...caller }),
    version: '1.2.3',
    newRef: () => 'REF1',
    newStop: () => new AbortController(),
    report: report => reports.push(report),
  })
  return { wire: here, lit, reports, sent, connect: () => client(here, table, 'test') }
}

describe('a call', () => {
  it('is answered with the parsed output', async () => {
    const { connect } = aLamp()
    expect(await connect().call('lamp.read', {})).toEqual({ lit: false })
  })

  it('learns the version and only the routes its door may use', async () => {
    const { connect } = aLamp({ door: 'cli' })
    expect(await connect().ready).toMatchObject({ version: '1.2.3', routes: ['lamp.read', 'lamp.light'] })
  })

  it.each([
    ['a door that is not listed', { door: 'gateway' as const }, 'lamp.read', {}, 'caller-not-allowed'],
    ['an unproved person', { presence: 'unproved' as const }, 'lamp.light', { lit: true }, 'person-needed'],
    ['an input of the wrong shape', {}, 'lamp.light', { lit: 'yes' }, 'bad-input'],
    ['an input with extra keys', {}, 'lamp.light', { lit: true, door: 'window' }, 'bad-input'],
    ['a route that does not exist', {}, 'lamp.smash', {}, 'unknown-route'],
    ['a route named after an object method', {}, 'constructor', {}, 'unknown-route'],
    ['a stream called as a query', {}, 'lamp.count', { to: 1 }, 'wrong-kind'],
    ['a handler that lies about its output', {}, 'lamp.lie', {}, 'bad-output'],
  ])('refuses %s with a fault', async (_name, caller, route, input, code) => {
    const { connect, lit, reports } = aLamp(caller)
    const fault = await connect()
      .call(route as 'lamp.light', input as never)
      .catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(Fault)
    expect(fault).toMatchObject({ code, ref: 'REF1' })
    expect(lit.state).toBe(false)
    expect(reports.map(report => [report.route, report.code])).toEqual([[route, code]])
  })

  it('that fails because the disk is full says so, whichever room it happened in', async () => {
    const { connect } = aLamp()
    await expect(connect().call('lamp.drown', {})).rejects.toMatchObject({ code: 'disk-full' })
  })

  it('never carries the words of an inner error to the caller, and gives them to the log', async () => {
    const { connect, wire, reports } = aLamp()
    const seen: unknown[] = []
    wire.onFrame(frame => seen.push(frame))
    await connect()
      .call('lamp.burn', {})
      .catch(() => {})
    expect(JSON.stringify(seen)).not.toContain('secret inner words')
    expect(reports).toMatchObject([{ code: 'internal', ref: 'REF1', cause: { message: 'secret inner words' } }])
  })
})

describe('a bad frame', () => {
  it.each([
    ['a string', 'hello', null],
    ['null', null, null],
    ['an unknown kind', { t: 'shout', id: 3 }, 3],
    ['a call with no route', { t: 'call', id: 4, input: {} }, 4],
    ['an id that is no number', { t: 'call', id: 'x', route: 'lamp.read', input: {} }, null],
    ['an extra key', { t: 'call', id: 5, route: 'lamp.read', input: {}, door: 'window' }, 5],
  ])('that is %s gets a fault and does not break the connection', async (_name, frame, id) => {
    const { wire, connect } = aLamp()
    const seen: unknown[] = []
    wire.onFrame(answer => seen.push(answer))
    const lamp = connect()
    await lamp.ready
    wire.send(frame)
    expect(await lamp.call('lamp.read', {})).toEqual({ lit: false })
    expect(seen).toContainEqual(
      expect.objectContaining({ t: 'fault', id, fault: expect.objectContaining({ code: 'bad-frame', ref: 'REF1' }) }),
    )
  })

  it('before the hello is refused', async () => {
    const { wire } = aLamp()
    const answer = new Promise(resolve => wire.onFrame(resolve))
    wire.send({ t: 'call', id: 1, route: 'lamp.read', input: {} })
    expect(await answer).toMatchObject({ t: 'fault', id: 1, fault: { code: 'hello-expected' } })
  })

  it('with another protocol version is refused before anything else', async () => {
    const { wire } = aLamp()
    const answer = new Promise(resolve => wire.onFrame(resolve))
    wire.send({ t: 'hello', protocol: 999, name: 'future' })
    expect(await answer).toMatchObject({ t: 'fault', id: null, fault: { code: 'version-mismatch' } })
  })
})

describe('a stream', () => {
  it('delivers every item in order', async () => {
    const seen: number[] = []
    for await (const item of aLamp().connect().open('lamp.count', { to: 300 })) seen.push(item)
    expect(seen).toEqual(Array.from({ length: 300 }, (_, i) => i + 1))
  })

  it('waits for a slow caller instead of filling its memory', async () => {
    const { connect, sent } = aLamp()
    const items = connect().open('lamp.count', { to: 10_000 })
    await items.next()
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(sent.length).toBeLessThan(100)
    await items.return?.()
  })

  it('ends on the other side when the caller leaves', async () => {
    const { connect, sent } = aLamp()
    for await (const item of connect().open('lamp.count', { to: 10_000 })) if (item === 3) break
    const after = sent.length
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(sent.length - after).toBeLessThanOrEqual(64)
  })
})

describe('a feed', () => {
  it('starts with a snapshot and numbers each change', async () => {
    const { connect, lit } = aLamp()
    lit.apply(true)
    const items = connect().open('lamp.watch', {})
    expect((await items.next()).value).toEqual({ seq: 1, snapshot: true })
    lit.apply(false)
    lit.apply(true)
    expect((await items.next()).value).toEqual({ seq: 2, change: false })
    expect((await items.next()).value).toEqual({ seq: 3, change: true })
    await items.return?.()
  })
})

describe('a second hello on one connection', () => {
  it('ends what was open before, and stream numbers may be used again', async () => {
    const { connect, wire } = aLamp()
    const before = connect().open('lamp.watch', {})
    await before.next()
    const after = connect()
    const again = after.open('lamp.watch', {})
    expect((await again.next()).value).toEqual({ seq: 0, snapshot: false })
    expect(await after.call('lamp.read', {})).toEqual({ lit: false })
    wire.close()
  })
})

describe('a lost connection', () => {
  it('fails what was pending and what comes after, and never hangs', async () => {
    const { wire, connect } = aLamp()
    const lamp = connect()
    const watching = lamp.open('lamp.watch', {})
    await watching.next()
    const next = watching.next()
    wire.close()
    await expect(next).rejects.toMatchObject({ code: 'connection-lost' })
    await expect(lamp.call('lamp.read', {})).rejects.toMatchObject({ code: 'connection-lost' })
  })
})

describe('the fault catalogue', () => {
  it('keeps its codes: outsiders branch on them', () => {
    expect(Object.keys(faultCatalogue).sort()).toMatchInlineSnapshot(`
      [
        "audit-unavailable",
        "bad-frame",
        "bad-input",
        "bad-output",
        "busy",
        "caller-not-allowed",
        "code-wrong",
        "config-invalid",
        "conflict",
        "connection-lost",
        "dashboard-off",
        "disk-full",
        "docker-unavailable",
        "first-pin-elsewhere",
        "gateway-down",
        "hello-expected",
        "internal",
        "locked-down",
        "model-garbage",
        "model-unavailable",
        "not-found",
        "not-running",
        "person-needed",
        "pin-paused",
        "pin-wrong",
        "sandbox-failed",
        "secret-missing",
        "secret-not-lent",
        "token-wrong",
        "too-large",
        "too-many-messages",
        "unknown-route",
        "vault-locked",
        "vault-unavailable",
        "version-mismatch",
        "wrong-kind",
      ]
    `)
  })

  it('says in each entry what to do next', () => {
    for (const words of Object.values(faultCatalogue)) expect(words.advice).toMatch(/^[A-Z].{10,}\.$/)
  })
})
