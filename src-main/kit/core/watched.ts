import type { FeedItem, StopSignal } from '../../contract/wire/route.ts'

/**
 * A state with one owner. Others get a snapshot and then every change, numbered without gaps,
 * so that a watcher who joins late or reads slowly can never miss or repeat one.
 */
export class Watched<S, C> {
  readonly #reduce: (state: S, change: C) => S
  readonly #watchers = new Set<(item: FeedItem<S, C>) => void>()
  #state: S
  #seq = 0

  constructor(initial: S, reduce: (state: S, change: C) => S) {
    this.#state = initial
    this.#reduce = reduce
  }

  /** The state as it is now. */
  get state(): S {
    return this.#state
  }

  /** Applies one change and tells every watcher. */
  apply(change: C): void {
    this.#state = this.#reduce(this.#state, change)
    this.#seq += 1
    for (const tell of [...this.#watchers]) tell({ seq: this.#seq, change })
  }

  /** Calls `tell` after each change; the answer ends it. */
  onChange(tell: (change: C, state: S) => void): () => void {
    const watcher = (item: FeedItem<S, C>) => {
      if ('change' in item) tell(item.change, this.#state)
    }
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** The feed of one watcher: snapshot first, then changes until it stops. */
  async *watch(stop: StopSignal): AsyncGenerator<FeedItem<S, C>> {
    const queue: FeedItem<S, C>[] = [{ seq: this.#seq, snapshot: this.#state }]
    let wake: () => void = () => {}
    const watcher = (item: FeedItem<S, C>) => {
      queue.push(item)
      wake()
    }
    this.#watchers.add(watcher)
    stop.addEventListener('abort', () => wake(), { once: true })
    try {
      while (!stop.aborted) {
        const item = queue.shift()
        if (item) yield item
        else await new Promise<void>(resolve => (wake = resolve))
      }
    } finally {
      this.#watchers.delete(watcher)
    }
  }
}
