import { describe, expect, it } from 'vitest'
import { peopleApi } from '../../../src-main/contract/apis.ts'
import type { SessionSummary, SessionsChange } from '../../../src-main/contract/model/session.ts'
import { Fault, toFaultFrame } from '../../../src-main/contract/wire/fault.ts'
import type { Handlers } from '../../../src-main/contract/wire/route.ts'
import { serve } from '../../../src-main/contract/wire/serve.ts'
import type { Wire } from '../../../src-main/contract/wire/wire.ts'
import { Watched } from '../../../src-main/kit/core/watched.ts'
import { pairWire } from '../../../src-main/kit/node/pair-wire.ts'
import { Connection, retryAfterMs } from '../../../src-renderer/api/connection.ts'
import { FeedStore } from '../../../src-renderer/api/feed.ts'
import { reduceSessions } from '../../../src-renderer/api/reduce-sessions.ts'

const summary = (id: string) =>
  ({
    id,
    title: id,
    agent: 'main',
    audience: 'owner',
    channel: 'window',
    createdAt: 1,
    updatedAt: 1,
    entries: 0,
    state: 'idle',
    tainted: false,
  }) satisfies SessionSummary

/** A Keeper that can be switched off and on, and a clock that is pushed by hand. */
function aKeeper() {
  const sessions = new Watched<SessionSummary[], SessionsChange>([], reduceSessions)
  let gateway: Fault | null = null
  let lose: (fault: Fault) => void = () => {}
  const handlers = {
    'sessions.watch': async function* (_: unknown, __: unknown, stop) {
      if (gateway) throw gateway
      const lost = new Promise<never>((_resolve, fail) => (lose = fail))
      const items = sessions.watch(stop)
      for (;;) {
        const next = await Promise.race([items.next(), lost])
        if (next.done) return
        yield next.value
      }
    },
  } as Partial<Handlers<typeof peopleApi>> as Handlers<typeof peopleApi>
  const planned: { act: () => void; afterMs: number }[] = []
  const doors: Wire[] = []
  let refusal: Fault | null = null
  let off = false
  const connection = new Connection({
    openWire: async () => {
      if (off) throw new Error('nobody answers')
      const [here, there] = pairWire()
      doors.push(there)
      if (refusal)
        there.onFrame(() => there.send({ t: 'fault', id: null, fault: toFaultFrame(refusal as Fault, 'REF1') }))
      else
        serve(there, peopleApi, handlers, {
          caller: () => ({ door: 'dashboard', connection: 'c', presence: 'unproved' }),
          version: '1.0.0',
          newRef: () => 'REF1',
          newStop: () => new AbortController(),
          report: () => {},
        })
      return here
    },
    later: (act, afterMs) => {
      const plan = { act, afterMs }
      planned.push(plan)
      return () => void planned.splice(planned.indexOf(plan), 1)
    },
  })
  return {
    connection,
    sessions,
    planned,
    refuse: (fault: Fault) => (refusal = fault),
    switchOff: () => {
      off = true
      doors.at(-1)?.close()
    },
    switchOn: () => (off = false),
    /** The gateway behind the Keeper goes, and comes back; the connection to the Keeper stands. */
    gatewayGoes: (fault: Fault) => {
      gateway = fault
      lose(fault)
    },
    gatewayComesBack: () => (gateway = null),
    pushClock: () => planned.shift()?.act(),
  }
}

const settle = () => new Promise(resolve => setTimeout(resolve, 5))

describe('the connection of a page', () => {
  it('knows the version and the calls that its door offers', async () => {
    const { connection } = aKeeper()
    await connection.connect()
    expect(connection.state).toMatchObject({ kind: 'open', version: '1.0.0' })
    expect(connection.state.kind === 'open' && connection.state.routes.has('approvals.answer')).toBe(true)
    expect(connection.state.kind === 'open' && connection.state.routes.has('keeper.shutdown')).toBe(false)
  })

  it('tries again by itself, more and more seldom', async () => {
    const keeper = aKeeper()
    keeper.switchOff()
    await keeper.connection.connect()
    expect(keeper.connection.state).toEqual({ kind: 'lost', attempt: 1 })
    keeper.pushClock()
    await settle()
    expect(keeper.connection.state).toEqual({ kind: 'lost', attempt: 2 })
    keeper.switchOn()
    keeper.pushClock()
    await settle()
    expect(keeper.connection.state.kind).toBe('open')
    expect(keeper.planned).toEqual([])
    expect([1, 2, 3, 10].map(retryAfterMs)).toEqual([400, 800, 1600, 10_000])
  })

  it('begins to count anew after it was open', async () => {
    const keeper = aKeeper()
    await keeper.connection.connect()
    keeper.switchOff()
    await settle()
    expect(keeper.connection.state).toEqual({ kind: 'lost', attempt: 1 })
  })

  it.each(['token-wrong', 'version-mismatch'] as const)('does not try again after %s', async code => {
    const keeper = aKeeper()
    keeper.refuse(new Fault(code))
    await keeper.connection.connect()
    expect(keeper.connection.state).toMatchObject({ kind: 'refused', fault: { code } })
    expect(keeper.planned).toEqual([])
  })
})

describe('a watched state', () => {
  it.each(['gateway-down', 'locked-down'] as const)(
    'of a gateway that went (%s) stays on the page, marked as old, and goes on when it is back',
    async code => {
      const keeper = aKeeper()
      await keeper.connection.connect()
      keeper.sessions.apply({ kind: 'put', summary: summary('a') })
      const store = new FeedStore(keeper.connection, 'sessions.watch', {}, reduceSessions)
      const leave = store.subscribe(() => {})
      await settle()
      keeper.gatewayGoes(new Fault(code))
      await settle()
      expect(store.read()).toEqual({ data: [summary('a')], stale: true, fault: undefined })
      keeper.pushClock()
      await settle()
      expect(store.read().stale).toBe(true)
      keeper.gatewayComesBack()
      keeper.sessions.apply({ kind: 'put', summary: summary('b') })
      keeper.pushClock()
      await settle()
      expect(store.read()).toMatchObject({ stale: false, fault: undefined })
      expect(store.read().data?.map(one => one.id)).toEqual(['b', 'a'])
      leave()
      expect(keeper.planned).toEqual([])
    },
  )

  it('follows changes, marks itself old while the line is down, and is whole again afterwards', async () => {
    const keeper = aKeeper()
    await keeper.connection.connect()
    const store = new FeedStore(keeper.connection, 'sessions.watch', {}, reduceSessions)
    const leave = store.subscribe(() => {})
    await settle()
    expect(store.read()).toEqual({ data: [], stale: false, fault: undefined })
    keeper.sessions.apply({ kind: 'put', summary: summary('a') })
    await settle()
    expect(store.read().data).toEqual([summary('a')])

    keeper.switchOff()
    await settle()
    expect(store.read()).toEqual({ data: [summary('a')], stale: true, fault: undefined })
    keeper.sessions.apply({ kind: 'put', summary: summary('b') })
    keeper.switchOn()
    keeper.pushClock()
    await settle()
    expect(store.read().stale).toBe(false)
    expect(store.read().data?.map(one => one.id)).toEqual(['b', 'a'])
    leave()
  })

  it('stops to follow with its last watcher', async () => {
    const keeper = aKeeper()
    await keeper.connection.connect()
    const store = new FeedStore(keeper.connection, 'sessions.watch', {}, reduceSessions)
    const leave = [store.subscribe(() => {}), store.subscribe(() => {})]
    await settle()
    for (const one of leave) one()
    await settle()
    keeper.sessions.apply({ kind: 'put', summary: summary('late') })
    await settle()
    expect(store.read().data).toEqual([])
  })
})
