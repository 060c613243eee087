import { Fault, fromFaultFrame } from './fault.ts'
import { isRequestFrame, PROTOCOL, type Request, Response, STREAM_CREDIT } from './frame.ts'
import {
  type CallName,
  feedItem,
  type InputOf,
  type ItemOf,
  type OpenName,
  type OutputOf,
  type RouteTable,
} from './route.ts'
import type { Wire } from './wire.ts'

/** The calling side of a table: same names, same types, both ways parsed. */
export type Client<T extends RouteTable> = {
  /** Resolves once the other side has said its version; rejects with a fault when the versions differ. */
  readonly ready: Promise<{ version: string; routes: readonly string[] }>
  call<N extends CallName<T>>(name: N, input: InputOf<T[N]>): Promise<OutputOf<T[N]>>
  /** Opens a stream or feed. Leaving the `for await` loop closes it on the other side. */
  open<N extends OpenName<T>>(name: N, input: InputOf<T[N]>): AsyncIterableIterator<ItemOf<T[N]>>
  close(): void
}

type Pending = { route: string; resolve: (output: unknown) => void; reject: (error: Fault) => void }

/** Speaks a table over a wire. `name` is for the other side's log only; it proves nothing. */
export function client<T extends RouteTable>(wire: Wire, table: T, name: string): Client<T> {
  const half = new CallingHalf(wire, table)
  wire.onFrame(frame => half.receive(frame))
  wire.onClose(() => half.lose())
  half.send({ t: 'hello', protocol: PROTOCOL, name })
  return {
    ready: half.ready,
    call: (route, input) => half.call(route, input) as Promise<OutputOf<T[typeof route]>>,
    open: (route, input) => half.open(route, input) as AsyncIterableIterator<ItemOf<T[typeof route]>>,
    close: () => wire.close(),
  }
}

class CallingHalf {
  readonly #wire: Wire
  readonly #table: RouteTable
  readonly #calls = new Map<number, Pending>()
  readonly #inboxes = new Map<number, Inbox>()
  readonly ready: Promise<{ version: string; routes: readonly string[] }>
  #welcomed: (hello: { version: string; routes: readonly string[] }) => void = () => {}
  #unwelcome: (fault: Fault) => void = () => {}
  #nextId = 1
  #lost = false

  constructor(wire: Wire, table: RouteTable) {
    this.#wire = wire
    this.#table = table
    this.ready = new Promise((resolve, reject) => {
      this.#welcomed = resolve
      this.#unwelcome = reject
    })
    this.ready.catch(() => {}) // a caller that never looks at `ready` learns the same from its first call
  }

  send(request: Request): void {
    this.#wire.send(request)
  }

  call(route: string, input: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#lost) return reject(new Fault('connection-lost'))
      const id = this.#nextId++
      this.#calls.set(id, { route, resolve, reject })
      this.send({ t: 'call', id, route, input })
    })
  }

  open(route: string, input: unknown): AsyncIterableIterator<unknown> {
    const id = this.#nextId++
    const inbox = new Inbox(
      n => this.send({ t: 'more', id, n }),
      () => {
        this.#inboxes.delete(id)
        if (!this.#lost) this.send({ t: 'close', id })
      },
      value => this.#parseItem(route, value),
    )
    if (this.#lost) {
      inbox.fail(new Fault('connection-lost'))
      return inbox
    }
    this.#inboxes.set(id, inbox)
    this.send({ t: 'open', id, route, input })
    return inbox
  }

  receive(frame: unknown): void {
    if (isRequestFrame(frame)) return // the serving half of a two-way wire
    const parsed = Response.safeParse(frame)
    if (!parsed.success) return // a server that sends nonsense cannot be answered; its calls end when it closes
    const response = parsed.data
    switch (response.t) {
      case 'welcome':
        return this.#welcomed(response)
      case 'done':
        return this.#done(response.id, response.output)
      case 'item':
        return this.#inboxes.get(response.id)?.put(response.item)
      case 'end':
        this.#inboxes.get(response.id)?.end()
        this.#inboxes.delete(response.id)
        return
      case 'fault':
        return this.#fault(response.id, fromFaultFrame(response.fault))
    }
  }

  lose(): void {
    if (this.#lost) return
    this.#lost = true
    this.#unwelcome(new Fault('connection-lost'))
    for (const pending of this.#calls.values()) pending.reject(new Fault('connection-lost'))
    for (const inbox of this.#inboxes.values()) inbox.fail(new Fault('connection-lost'))
    this.#calls.clear()
    this.#inboxes.clear()
  }

  #done(id: number, output: unknown): void {
    const pending = this.#calls.get(id)
    this.#calls.delete(id)
    if (!pending) return
    const route = this.#table[pending.route]
    const parsed = route && 'output' in route ? route.output.safeParse(output) : null
    if (parsed?.success) pending.resolve(parsed.data)
    else pending.reject(new Fault('bad-output', { route: pending.route }, { cause: parsed?.error }))
  }

  #parseItem(name: string, value: unknown): unknown {
    const route = this.#table[name]
    const schema = route?.kind === 'feed' ? feedItem(route) : route?.kind === 'stream' ? route.item : null
    const parsed = schema?.safeParse(value)
    if (!parsed?.success) throw new Fault('bad-output', { route: name }, { cause: parsed?.error })
    return parsed.data
  }

  #fault(id: number | null, fault: Fault): void {
    if (id === null) return this.#unwelcome(fault)
    this.#calls.get(id)?.reject(fault)
    this.#calls.delete(id)
    this.#inboxes.get(id)?.fail(fault)
    this.#inboxes.delete(id)
  }
}

/** Holds what has arrived until the caller asks for it, and gives credit back as it is used. */
class Inbox implements AsyncIterableIterator<unknown> {
  readonly #grant: (n: number) => void
  readonly #leave: () => void
  readonly #parse: (value: unknown) => unknown
  readonly #items: unknown[] = []
  #used = 0
  #over: { fault: Fault | null } | null = null
  #wake: (() => void) | null = null

  constructor(grant: (n: number) => void, leave: () => void, parse: (value: unknown) => unknown) {
    this.#grant = grant
    this.#leave = leave
    this.#parse = parse
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  put(item: unknown): void {
    this.#items.push(item)
    this.#wake?.()
  }

  end(): void {
    this.#over ??= { fault: null }
    this.#wake?.()
  }

  fail(fault: Fault): void {
    this.#over ??= { fault }
    this.#wake?.()
  }

  async next(): Promise<IteratorResult<unknown>> {
    while (this.#items.length === 0 && !this.#over) await new Promise<void>(resolve => (this.#wake = resolve))
    if (this.#items.length > 0) return { done: false, value: this.#take() }
    const fault = this.#over?.fault
    if (!fault) return { done: true, value: undefined }
    this.#over = { fault: null } // thrown once, as with any iterator
    throw fault
  }

  async return(): Promise<IteratorResult<unknown>> {
    if (!this.#over) {
      this.#over = { fault: null }
      this.#leave()
    }
    this.#items.length = 0
    this.#wake?.()
    return { done: true, value: undefined }
  }

  #take(): unknown {
    const value = this.#parse(this.#items.shift())
    this.#used += 1
    if (this.#used >= STREAM_CREDIT / 2 && !this.#over) {
      this.#grant(this.#used)
      this.#used = 0
    }
    return value
  }
}
