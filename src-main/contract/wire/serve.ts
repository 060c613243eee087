import type { Caller } from './caller.ts'
import { Fault, type FaultCode, toFaultFrame } from './fault.ts'
import { isRequestFrame, PROTOCOL, Request, type Response, STREAM_CREDIT } from './frame.ts'
import { feedItem, type Handlers, type Route, type RouteTable, type StopSignal } from './route.ts'
import type { Wire } from './wire.ts'

/** One refused or failed call, for the audit trail and the log. Only the log may show `cause`. */
export type FaultReport = {
  readonly route: string | null
  readonly caller: Caller
  readonly code: FaultCode
  readonly ref: string
  readonly cause: unknown
}

/** What a door gives to `serve`: identity, chance and reporting come from outside, so this file stays pure. */
export type ServeWorld = {
  /** Asked at every call, because an unlock may begin or end during a connection. */
  readonly caller: () => Caller
  readonly version: string
  readonly newRef: () => string
  readonly newStop: () => { readonly signal: StopSignal; abort(): void }
  readonly report: (report: FaultReport) => void
}

type Handler = (input: unknown, caller: Caller, stop: StopSignal) => Promise<unknown> | AsyncIterable<unknown>

/** Answers every request that arrives on the wire. A bad one gets a fault, never silence, never a crash. */
export function serve<T extends RouteTable>(wire: Wire, table: T, handlers: Handlers<T>, world: ServeWorld): void {
  const half = new ServingHalf(wire, table, handlers as unknown as Readonly<Record<string, Handler>>, world)
  wire.onFrame(frame => half.receive(frame))
  wire.onClose(() => half.stopAll())
}

class ServingHalf {
  readonly #wire: Wire
  readonly #table: RouteTable
  readonly #handlers: Readonly<Record<string, Handler>>
  readonly #world: ServeWorld
  readonly #open = new Map<number, OpenStream>()
  #greeted = false

  constructor(wire: Wire, table: RouteTable, handlers: Readonly<Record<string, Handler>>, world: ServeWorld) {
    this.#wire = wire
    this.#table = table
    this.#handlers = handlers
    this.#world = world
  }

  receive(frame: unknown): void {
    if (isResponseFrame(frame)) return // the other half of a two-way wire
    const parsed = Request.safeParse(frame)
    if (!parsed.success) return this.#refuse(idOf(frame), null, new Fault('bad-frame', {}, { cause: parsed.error }))
    const request = parsed.data
    if (request.t === 'hello') return this.#greet(request.protocol)
    if (!this.#greeted) return this.#refuse('id' in request ? request.id : null, null, new Fault('hello-expected'))
    switch (request.t) {
      case 'call':
        void this.#call(request.id, request.route, request.input)
        return
      case 'open':
        void this.#stream(request.id, request.route, request.input)
        return
      case 'more':
        this.#open.get(request.id)?.grant(request.n)
        return
      case 'close':
        this.#open.get(request.id)?.stop()
        return
    }
  }

  stopAll(): void {
    for (const stream of this.#open.values()) stream.stop()
  }

  #greet(protocol: number): void {
    if (protocol !== PROTOCOL)
      return this.#refuse(null, null, new Fault('version-mismatch', { ours: PROTOCOL, theirs: protocol }))
    // A page that was loaded again greets again over the same wire: what its former self had open is over.
    this.stopAll()
    this.#open.clear()
    this.#greeted = true
    const door = this.#world.caller().door
    const routes = Object.keys(this.#table).filter(name => this.#table[name]?.from.includes(door))
    this.#send({ t: 'welcome', protocol: PROTOCOL, version: this.#world.version, routes })
  }

  async #call(id: number, name: string, input: unknown): Promise<void> {
    try {
      const { route, handler, caller, parsed } = this.#admit(name, input)
      if (route.kind !== 'query' && route.kind !== 'command') throw new Fault('wrong-kind', { route: name })
      const answer = await (handler(parsed, caller, this.#world.newStop().signal) as Promise<unknown>)
      this.#send({ t: 'done', id, output: check(route.output, answer, name) })
    } catch (error) {
      this.#refuse(id, name, error)
    }
  }

  async #stream(id: number, name: string, input: unknown): Promise<void> {
    const controller = this.#world.newStop()
    const stream = new OpenStream(() => controller.abort())
    try {
      if (this.#open.has(id)) throw new Fault('bad-frame', { why: 'stream id in use' })
      const { route, handler, caller, parsed } = this.#admit(name, input)
      if (route.kind !== 'stream' && route.kind !== 'feed') throw new Fault('wrong-kind', { route: name })
      this.#open.set(id, stream)
      const schema = route.kind === 'feed' ? feedItem(route) : route.item
      for await (const item of handler(parsed, caller, controller.signal) as AsyncIterable<unknown>) {
        if (!(await stream.credit())) break
        this.#send({ t: 'item', id, item: check(schema, item, name) })
      }
      if (!stream.stopped) this.#send({ t: 'end', id })
    } catch (error) {
      if (!stream.stopped) this.#refuse(id, name, error)
    } finally {
      stream.stop()
      if (this.#open.get(id) === stream) this.#open.delete(id)
    }
  }

  /** The gate every call passes: known route, allowed door, a person where one is needed, valid input. */
  #admit(name: string, input: unknown): { route: Route; handler: Handler; caller: Caller; parsed: unknown } {
    const route = Object.hasOwn(this.#table, name) ? this.#table[name] : undefined
    const handler = Object.hasOwn(this.#handlers, name) ? this.#handlers[name] : undefined
    if (!route || !handler) throw new Fault('unknown-route', { route: name.slice(0, 80) })
    const caller = this.#world.caller()
    if (!route.from.includes(caller.door)) throw new Fault('caller-not-allowed', { route: name })
    if (route.needs === 'person' && caller.presence !== 'person') throw new Fault('person-needed', { route: name })
    const parsed = route.input.safeParse(input)
    if (!parsed.success) {
      const where = parsed.error.issues[0]?.path.join('.') ?? ''
      throw new Fault('bad-input', { route: name, where }, { cause: parsed.error })
    }
    return { route, handler, caller, parsed: parsed.data }
  }

  /** The one place where a throw of any kind becomes a fault with a reference. */
  #refuse(id: number | null, route: string | null, error: unknown): void {
    const fault =
      error instanceof Fault ? error : new Fault(isDiskFull(error) ? 'disk-full' : 'internal', {}, { cause: error })
    const ref = fault.ref ?? this.#world.newRef()
    this.#world.report({ route, caller: this.#world.caller(), code: fault.code, ref, cause: fault.cause ?? fault })
    this.#send({ t: 'fault', id, fault: toFaultFrame(fault, ref) })
  }

  #send(response: Response): void {
    this.#wire.send(response)
  }
}

/** Counts what may still be sent, and waits when the caller has not used what it got. */
class OpenStream {
  readonly #abort: () => void
  #left = STREAM_CREDIT
  #wake: (() => void) | null = null
  stopped = false

  constructor(abort: () => void) {
    this.#abort = abort
  }

  grant(n: number): void {
    this.#left += n
    this.#wake?.()
  }

  async credit(): Promise<boolean> {
    while (this.#left === 0 && !this.stopped) await new Promise<void>(resolve => (this.#wake = resolve))
    this.#left -= 1
    return !this.stopped
  }

  stop(): void {
    if (this.stopped) return
    this.stopped = true
    this.#abort()
    this.#wake?.()
  }
}

function check(
  schema: { safeParse(value: unknown): { success: boolean; data?: unknown; error?: unknown } },
  value: unknown,
  route: string,
): unknown {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Fault('bad-output', { route }, { cause: parsed.error })
  return parsed.data
}

/** The system's two words for it and SQLite's; whatever room it happened in, a person can do something about it. */
function isDiskFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  return code === 'ENOSPC' || code === 'EDQUOT' || (code === 'ERR_SQLITE_ERROR' && errcode === 13)
}

const responseKinds = new Set(['welcome', 'done', 'item', 'end', 'fault'])

function isResponseFrame(frame: unknown): boolean {
  return (
    !isRequestFrame(frame) &&
    typeof frame === 'object' &&
    frame !== null &&
    't' in frame &&
    responseKinds.has(String(frame.t))
  )
}

function idOf(frame: unknown): number | null {
  if (typeof frame !== 'object' || frame === null || !('id' in frame)) return null
  return typeof frame.id === 'number' && Number.isInteger(frame.id) && frame.id >= 0 ? frame.id : null
}
