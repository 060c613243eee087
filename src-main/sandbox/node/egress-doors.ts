import { join } from 'node:path'
import type { SandboxConfig } from '../../contract/model/sandbox.ts'
import type { SandboxAudit, SandboxOwner } from '../core/backend.ts'
import { type EgressProxy, type Outside, openEgressProxy } from './egress-proxy.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'

/** A folder that is shown to one sandbox; the socket in it is its only way out. */
export type EgressDoor = { readonly folder: string; close(): void }

/** Opens the ways out, one folder and one socket for each sandbox: who comes through it needs no other proof. */
export class EgressDoors {
  readonly #home: string
  readonly #audit: SandboxAudit
  readonly #outside: Outside | undefined
  readonly #open = new Set<EgressProxy>()
  #cut = false

  constructor(home: string, audit: SandboxAudit, outside?: Outside) {
    this.#home = home
    this.#audit = audit
    this.#outside = outside
  }

  /** Null when the settings name no domain: then there is no door to knock at. */
  async open(owner: SandboxOwner, config: SandboxConfig): Promise<EgressDoor | null> {
    if (config.egress.length === 0) return null
    const folder = makeSocketFolder(this.#home)
    const proxy = await openEgressProxy({
      socketPath: join(folder, 'egress.sock'),
      agent: owner.agent,
      domains: () => (this.#cut ? [] : config.egress),
      audit: this.#audit,
      ...(this.#outside ? { outside: this.#outside } : {}),
    })
    this.#open.add(proxy)
    return {
      folder,
      close: () => {
        this.#open.delete(proxy)
        proxy.close()
        removeSocketFolder(folder)
      },
    }
  }

  /** Ends every connection of every sandbox at once, and lets none begin until `restore`. */
  cut(): void {
    this.#cut = true
    for (const proxy of this.#open) proxy.cut()
  }

  restore(): void {
    this.#cut = false
  }
}
