import { gap } from './record.ts'
import { carryScheme, dropScheme } from './scheme.ts'
import { HostObject } from './strict.ts'

type ProtocolHandler = (request: Request) => Response | Promise<Response>

interface CustomScheme {
  scheme: string
  privileges?: { standard?: boolean; secure?: boolean }
}

const privileged = new Map<string, CustomScheme>()
let sealed = false

/** After this, privileges can no longer be asked for, as in Electron. */
export function sealPrivileges(): void {
  sealed = true
}

/** Own schemes of one session. */
export class Protocol extends HostObject {
  readonly #handlers = new Map<string, ProtocolHandler>()

  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (sealed) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const custom of schemes) privileged.set(custom.scheme, custom)
  }

  handle(scheme: string, handler: ProtocolHandler): void {
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    const { standard, secure } = privileged.get(scheme)?.privileges ?? {}
    if (!standard || !secure)
      gap(`scheme ${scheme}: is not registered as standard and secure, but the host treats it so`)
    this.#handlers.set(scheme, handler)
    carryScheme(scheme)
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme)
    dropScheme(scheme)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme)
  }

  _handler(scheme: string): ProtocolHandler | undefined {
    return this.#handlers.get(scheme)
  }
}
