import { netFetch } from './net.ts'
import { Protocol } from './protocol.ts'
import { gap } from './record.ts'
import { HostObject, strict } from './strict.ts'
import { WebRequest } from './web-request.ts'

type RequestHandler = (page: never, permission: never, callback: (granted: boolean) => void, details: never) => void
type CheckHandler = (page: never, permission: never, origin: string, details: never) => boolean

/** One browser session. The host has one profile, so partitions differ in their handlers only. */
export class Session extends HostObject {
  readonly protocol = new Protocol()
  readonly webRequest = new WebRequest()
  #request: RequestHandler | null = null
  #check: CheckHandler | null = null

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler
  }

  setDevicePermissionHandler(_handler: unknown): void {}

  setSpellCheckerEnabled(_enable: boolean): void {}

  fetch(input: string | Request, init?: RequestInit): Promise<Response> {
    return netFetch(this, input, init)
  }

  async clearCache(): Promise<void> {}

  async clearStorageData(_options?: unknown): Promise<void> {}

  /** Which of the two permission handlers are missing; without them Electron grants everything. */
  _missingHandlers(): string[] {
    return [this.#request ? '' : 'permission request handler', this.#check ? '' : 'permission check handler'].filter(
      Boolean,
    )
  }

  /** What the handlers say to a permission: both must agree, absent ones do. */
  async _permits(page: object, permission: string, url: string): Promise<boolean> {
    const details = { requestingUrl: url, isMainFrame: true, securityOrigin: url }
    const origin = URL.parse(url)?.origin ?? ''
    if (this.#check && !this.#check(page as never, permission as never, origin, details as never)) return false
    const ask = this.#request
    return ask ? new Promise(resolve => ask(page as never, permission as never, resolve, details as never)) : true
  }
}

const defaultSession = new Session()
const partitions = new Map<string, Session>()

/** The session of a partition name. */
export function fromPartition(partition: string, _options?: unknown): Session {
  gap(`session partition '${partition}': shares its storage with all others`)
  const known = partitions.get(partition) ?? new Session()
  partitions.set(partition, known)
  return known
}

/** The module's `session`. */
export const session = strict('session', { defaultSession, fromPartition })
