import { Fault } from '../../src-main/contract/wire/fault.ts'
import type { ApiClient, ApiInput, ChangeOf, FeedName, SnapshotOf } from './api.ts'
import type { Connection } from './connection.ts'

/** What a page knows of a watched state: the last of it, whether that is old, and what went wrong. */
export type FeedView<S> = { readonly data: S | undefined; readonly stale: boolean; readonly fault: Fault | undefined }

/** What passes while the connection stands: the gateway behind it went, and comes back. */
const PASSING = new Set(['connection-lost', 'gateway-down', 'locked-down'])
const AGAIN_MS = 1_000

type Reduce<N extends FeedName> = (state: SnapshotOf<N>, change: ChangeOf<N>) => SnapshotOf<N>

/** Follows one feed as long as somebody looks, and takes it up again after the connection was lost. */
export class FeedStore<N extends FeedName> {
  readonly #connection: Connection
  readonly #name: N
  readonly #input: ApiInput<N>
  readonly #reduce: Reduce<N>
  readonly #watchers = new Set<() => void>()
  #view: FeedView<SnapshotOf<N>> = { data: undefined, stale: false, fault: undefined }
  #following: ApiClient | null = null
  #unsubscribe: () => void = () => {}
  #stopItems: () => void = () => {}
  #cancelAgain: () => void = () => {}

  constructor(connection: Connection, name: N, input: ApiInput<N>, reduce: Reduce<N>) {
    this.#connection = connection
    this.#name = name
    this.#input = input
    this.#reduce = reduce
  }

  /** The state as React reads it. */
  read = (): FeedView<SnapshotOf<N>> => this.#view

  /** Begins to follow with the first watcher and ends with the last. */
  subscribe = (tell: () => void): (() => void) => {
    this.#watchers.add(tell)
    if (this.#watchers.size === 1) this.#begin()
    return () => {
      this.#watchers.delete(tell)
      if (this.#watchers.size === 0) this.#end()
    }
  }

  #begin(): void {
    this.#unsubscribe = this.#connection.subscribe(() => this.#look())
    this.#look()
  }

  #look(): void {
    const link = this.#connection.state
    if (link.kind !== 'open') this.#become({ ...this.#view, stale: true })
    else if (link.client !== this.#following) void this.#follow(link.client)
  }

  #end(): void {
    this.#unsubscribe()
    this.#cancelAgain()
    this.#stopItems()
    this.#following = null
  }

  async #follow(client: ApiClient): Promise<void> {
    this.#cancelAgain()
    this.#following = client
    const items = client.open(this.#name, this.#input)
    this.#stopItems = () => void items.return?.()
    try {
      for await (const item of items) this.#take(item as unknown as Item<N>)
    } catch (error) {
      if (this.#following === client) this.#failed(error)
    }
  }

  #take(item: Item<N>): void {
    if ('snapshot' in item) return this.#become({ data: item.snapshot, stale: false, fault: undefined })
    if (this.#view.data === undefined) return // a change before the whole means nothing
    this.#become({ data: this.#reduce(this.#view.data, item.change), stale: false, fault: undefined })
  }

  #failed(error: unknown): void {
    const fault = error instanceof Fault ? error : new Fault('internal', {}, { cause: error })
    const passing = PASSING.has(fault.code)
    // A lost connection and a stopped gateway have their own banners; what was seen stays on the page, marked as old.
    const told = fault.code === 'connection-lost' || (passing && this.#view.data !== undefined)
    this.#become({ ...this.#view, stale: true, fault: told ? undefined : fault })
    const client = this.#following
    if (passing && client !== null && this.#connection.state.kind === 'open')
      this.#cancelAgain = this.#connection.later(() => void this.#follow(client), AGAIN_MS)
  }

  #become(view: FeedView<SnapshotOf<N>>): void {
    this.#view = view
    for (const tell of [...this.#watchers]) tell()
  }
}

type Item<N extends FeedName> = { seq: number; snapshot: SnapshotOf<N> } | { seq: number; change: ChangeOf<N> }
