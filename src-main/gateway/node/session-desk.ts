import type { Entry, SessionChange, SessionSummary, SessionsChange, SessionView } from '../../contract/model/session.ts'
import { Fault } from '../../contract/wire/fault.ts'
import type { Clock } from '../../kit/core/clock.ts'
import { Watched } from '../../kit/core/watched.ts'
import { reduceSession, touched } from '../core/conversation.ts'
import type { ToolMemory } from '../core/history.ts'
import type { SessionStore } from './session-store.ts'

/** A conversation in memory: its watchable view and what its tools were asked. */
export type LiveSession = { readonly watched: Watched<SessionView, SessionChange>; memory: ToolMemory }

/** Owns every conversation: in memory while used, on disk always. */
export class SessionDesk {
  readonly #store: SessionStore
  readonly #clock: Clock
  readonly #live = new Map<string, LiveSession>()
  readonly list: Watched<SessionSummary[], SessionsChange>

  constructor(store: SessionStore, clock: Clock) {
    this.#store = store
    this.#clock = clock
    const byTime = (list: SessionSummary[]) => list.toSorted((a, b) => b.updatedAt - a.updatedAt)
    this.list = new Watched<SessionSummary[], SessionsChange>(byTime(store.summaries()), (list, change) => {
      const id = change.kind === 'put' ? change.summary.id : change.id
      const others = list.filter(known => known.id !== id)
      return change.kind === 'put' ? byTime([change.summary, ...others]) : others
    })
  }

  /** The conversation, or a fault when there is none. */
  get(id: string): LiveSession {
    const live = this.#live.get(id)
    if (live) return live
    const summary = this.list.state.find(known => known.id === id)
    if (!summary) throw new Fault('not-found', { what: 'session' })
    const { view, memory } = this.#store.load(summary)
    const loaded: LiveSession = { watched: new Watched(view, reduceSession), memory }
    this.#live.set(id, loaded)
    return loaded
  }

  /** The conversation, made new when it does not exist yet. */
  getOrCreate(summary: SessionSummary): LiveSession {
    if (!this.list.state.some(known => known.id === summary.id)) this.#putSummary(summary)
    return this.get(summary.id)
  }

  put(id: string, entry: Entry, memory?: { input: unknown; answer: string }): void {
    const live = this.get(id)
    live.watched.apply({ kind: 'entry', entry })
    if (memory) live.memory = { ...live.memory, [entry.id]: memory }
    const seq = live.watched.state.entries.findIndex(known => known.id === entry.id)
    this.#store.putEntry(id, seq, entry, live.memory[entry.id] ?? null)
  }

  /** Adds text to the end of an entry; it reaches the disk with the entry's next `put`. */
  append(id: string, entry: string, text: string): void {
    this.get(id).watched.apply({ kind: 'delta', id: entry, text })
  }

  mark(id: string, state: SessionSummary['state'], title?: string): void {
    const live = this.get(id)
    const summary = touched(live.watched.state, this.#clock.now(), state)
    const titled = title === undefined ? summary : { ...summary, title }
    live.watched.apply({ kind: 'summary', summary: titled })
    this.#putSummary(titled)
  }

  reset(id: string): void {
    const live = this.get(id)
    this.#store.clear(id)
    live.memory = {}
    live.watched.apply({ kind: 'cleared' })
    this.mark(id, 'idle')
  }

  remove(id: string): void {
    this.get(id)
    this.#store.remove(id)
    this.#live.delete(id)
    this.list.apply({ kind: 'removed', id })
  }

  #putSummary(summary: SessionSummary): void {
    this.#store.putSummary(summary)
    this.list.apply({ kind: 'put', summary })
  }
}
