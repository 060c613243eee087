import type { Clock } from '../../kit/core/clock.ts'
import { type AnchorStore, anchorText } from '../core/anchor.ts'
import { stampAt } from '../core/line.ts'
import { macOf } from './seal.ts'

/** Where the trail ends right now. */
type End = { readonly segment: string; readonly seq: number; readonly hash: string }

/** Keeps the end of the trail in another place, soon after each write but not with each: a keychain takes some milliseconds. */
export class Anchoring {
  readonly #parts: AnchoringParts
  readonly #end: () => End
  #kept: { seq: number; atMs: number } = { seq: -1, atMs: Number.NEGATIVE_INFINITY }
  #keeping: Promise<void> | null = null
  #cancel: (() => void) | null = null
  #closed = false
  /** Something that must not wait was written while an earlier point was being kept. */
  #pressing = false

  constructor(parts: AnchoringParts, end: () => End) {
    this.#parts = parts
    this.#end = end
  }

  /** Something was written. */
  soon(how: 'in-time' | 'at-once' = 'in-time'): void {
    if (this.#closed) return
    if (this.#keeping) {
      this.#pressing ||= how === 'at-once'
      return
    }
    if (how === 'in-time' && this.#cancel) return
    const wait = how === 'at-once' ? 0 : this.#kept.atMs + this.#everyMs - this.#parts.clock.now()
    if (wait <= 0) this.#begin()
    else this.#cancel = this.#after(wait)
  }

  #begin(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#keeping = this.#keep().finally(() => {
      this.#keeping = null
      if (!this.#pressing) return
      this.#pressing = false
      this.soon('at-once')
    })
  }

  /** Keeps the very end; to be called after the last write. */
  async close(): Promise<void> {
    this.#closed = true
    this.#cancel?.()
    await this.#keeping
    await this.#keep()
  }

  get #everyMs(): number {
    return this.#parts.anchorEveryMs ?? 1000
  }

  async #keep(): Promise<void> {
    const end = this.#end()
    if (end.seq === this.#kept.seq || end.seq === 0) return
    const { clock, sealKey, anchor, report } = this.#parts
    const point = { ...end, at: stampAt(clock.now()) }
    this.#kept = { seq: end.seq, atMs: clock.now() }
    try {
      await anchor.keep({ ...point, mac: macOf(sealKey, anchorText(point)) })
    } catch (error) {
      this.#kept = { seq: -1, atMs: this.#kept.atMs }
      report?.('anchor', error)
    }
    if (this.#end().seq !== end.seq && !this.#closed) this.#cancel ??= this.#after(this.#everyMs)
  }

  #after(ms: number): () => void {
    return this.#parts.clock.after(ms, () => {
      this.#cancel = null
      this.soon()
    })
  }
}

type AnchoringParts = {
  readonly clock: Clock
  readonly sealKey: Uint8Array
  readonly anchor: AnchorStore
  readonly anchorEveryMs?: number
  readonly report?: (what: string, cause: unknown) => void
}
