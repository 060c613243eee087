import { join } from 'node:path'
import { z } from 'zod'
import type { HistoryEntry } from '../../contract/model/config.ts'
import { type Disk, isAbsent } from '../../kit/node/disk.ts'
import { replaceFile } from '../../kit/node/replace-file.ts'
import type { Seal } from './seal.ts'

const StoredVersion = z.strictObject({
  name: z.string(),
  id: z.int().positive(),
  at: z.iso.datetime(),
  by: z.string(),
  why: z.string(),
  text: z.string(),
  mac: z.string(),
})
/** One sealed version of a document, with its whole text. */
export type StoredVersion = z.infer<typeof StoredVersion>

/** How many versions are kept. Config changes are rare; this is years. */
const KEEP = 200

/** The sealed versions of one document, one file each. A version whose seal does not hold does not exist. */
export class SealedHistory {
  readonly #folder: string
  readonly #name: string
  readonly #seal: Seal
  readonly #disk: Disk

  constructor(folder: string, name: string, seal: Seal, disk: Disk) {
    this.#folder = folder
    this.#name = name
    this.#seal = seal
    this.#disk = disk
  }

  /** Every version whose seal holds, oldest first. */
  async versions(): Promise<StoredVersion[]> {
    const names = await this.#names(/^\d{6,}$/)
    const found = await Promise.all(names.map(name => this.#read(name)))
    return found.filter(version => version !== null).sort((a, b) => a.id - b.id)
  }

  /** A version that was begun and not finished, because the machine stopped. */
  async begun(): Promise<StoredVersion | null> {
    const [name] = await this.#names(/^\d{6,}\.begun$/)
    return name === undefined ? null : this.#read(name)
  }

  /** First half of a change: the version is on disk, but does not count yet. */
  async begin(about: Omit<HistoryEntry, 'id'>, text: string, id: number): Promise<StoredVersion> {
    const unsigned = { name: this.#name, id, ...about, text }
    const version = { ...unsigned, mac: this.#seal.sign(signed(unsigned)) }
    await this.#disk.makeFolder(this.#folder)
    await replaceFile(`${this.#path(id)}.begun`, Buffer.from(JSON.stringify(version)), this.#disk)
    return version
  }

  /** Second half: from now on the version counts. */
  async finish(id: number): Promise<void> {
    await this.#disk.rename(`${this.#path(id)}.begun`, this.#path(id))
    await this.#disk.flushFolder(this.#folder)
    const names = (await this.#names(/^\d{6,}$/)).sort()
    for (const name of names.slice(0, Math.max(0, names.length - KEEP)))
      await this.#disk.remove(join(this.#folder, name))
  }

  /** Drops versions that were begun and never finished. */
  async discardBegun(): Promise<void> {
    for (const name of await this.#names(/^\d{6,}\.begun$/)) await this.#disk.remove(join(this.#folder, name))
  }

  async #names(shape: RegExp): Promise<string[]> {
    try {
      return (await this.#disk.list(this.#folder)).filter(name => shape.test(name))
    } catch (error) {
      if (isAbsent(error)) return []
      throw error
    }
  }

  async #read(name: string): Promise<StoredVersion | null> {
    try {
      const bytes = await this.#disk.read(join(this.#folder, name))
      const parsed = StoredVersion.safeParse(JSON.parse(Buffer.from(bytes).toString('utf8')))
      if (!parsed.success || parsed.data.name !== this.#name) return null
      const version = parsed.data
      if (Number.parseInt(name, 10) !== version.id || !this.#seal.verify(signed(version), version.mac)) return null
      return version
    } catch {
      return null // damaged, gone or unreadable: in every case not a version that can be trusted
    }
  }

  #path(id: number): string {
    return join(this.#folder, String(id).padStart(6, '0'))
  }
}

/** What the seal covers: everything but itself, in a fixed order. */
function signed(version: Omit<StoredVersion, 'mac'>): Buffer {
  const { name, id, at, by, why, text } = version
  return Buffer.from(JSON.stringify(['gatehouse/sealed/1', name, id, at, by, why, text]))
}
