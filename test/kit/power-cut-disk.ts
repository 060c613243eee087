import { basename, dirname, join } from 'node:path'
import type { Disk } from '../../src-main/kit/node/disk.ts'

/** The machine stopped here. */
export class PowerCut extends Error {}

type Node = { bytes: Uint8Array; flushed: Uint8Array | null }

/** How an operating system may have left what nobody flushed: all written, none written, or half a file. */
export const cutStyles = ['kept', 'lost', 'torn'] as const
export type CutStyle = (typeof cutStyles)[number]

/**
 * A disk in memory that knows what is flushed and what is not, stops the machine before its n-th write,
 * and then shows what may be found after the power comes back.
 */
export class PowerCutDisk implements Disk {
  /** Names as programs see them, and as they are on the medium. */
  #names = new Map<string, Node>()
  #flushedNames = new Map<string, Node>()
  #writes = 0
  #cutBefore = Number.POSITIVE_INFINITY
  #off = false

  /** How many changes were made so far. */
  get writes(): number {
    return this.#writes
  }

  /** Stops the machine before the n-th change from now (1 is the next one). */
  cutBefore(change: number): void {
    this.#cutBefore = this.#writes + change
  }

  /** The disk after the power came back. */
  afterPower(style: CutStyle): PowerCutDisk {
    const next = new PowerCutDisk()
    const names = style === 'lost' ? this.#flushedNames : this.#names
    for (const [path, node] of names) {
      const bytes =
        style === 'kept' ? node.bytes : (node.flushed ?? (style === 'torn' ? half(node.bytes) : new Uint8Array()))
      const copy = { bytes, flushed: bytes }
      next.#names.set(path, copy)
      next.#flushedNames.set(path, copy)
    }
    return next
  }

  async read(path: string): Promise<Uint8Array> {
    if (this.#off) throw new PowerCut()
    return Uint8Array.from(this.#at(path).bytes)
  }

  async create(path: string, bytes: Uint8Array): Promise<void> {
    this.#change()
    if (this.#names.has(path)) throw Object.assign(new Error('exists'), { code: 'EEXIST' })
    this.#names.set(path, { bytes: Uint8Array.from(bytes), flushed: null })
  }

  async flush(path: string): Promise<void> {
    this.#change()
    const node = this.#at(path)
    node.flushed = node.bytes
  }

  async rename(from: string, to: string): Promise<void> {
    this.#change()
    this.#names.set(to, this.#at(from))
    this.#names.delete(from)
  }

  async flushFolder(folder: string): Promise<void> {
    this.#change()
    for (const path of this.#flushedNames.keys()) if (dirname(path) === folder) this.#flushedNames.delete(path)
    for (const [path, node] of this.#names) if (dirname(path) === folder) this.#flushedNames.set(path, node)
  }

  async remove(path: string): Promise<void> {
    this.#change()
    this.#names.delete(path)
  }

  async list(folder: string): Promise<string[]> {
    if (this.#off) throw new PowerCut()
    return [...this.#names.keys()].filter(path => dirname(path) === folder).map(path => basename(path))
  }

  async makeFolder(): Promise<void> {}

  /** Changes a file behind everyone's back. */
  overwrite(path: string, bytes: Uint8Array): void {
    const node = { bytes, flushed: bytes }
    this.#names.set(path, node)
    this.#flushedNames.set(path, node)
  }

  #at(path: string): Node {
    const node = this.#names.get(join(path))
    if (!node) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' })
    return node
  }

  #change(): void {
    if (this.#off) throw new PowerCut()
    this.#writes += 1
    if (this.#writes < this.#cutBefore) return
    this.#off = true
    throw new PowerCut()
  }
}

const half = (bytes: Uint8Array): Uint8Array => bytes.slice(0, bytes.length / 2)
