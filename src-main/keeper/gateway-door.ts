import { randomBytes } from 'node:crypto'
import { gatewayRoutes, keeperForGatewayRoutes } from '../contract/routes/gateway.ts'
import { type Client, client } from '../contract/wire/client.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { Handlers } from '../contract/wire/route.ts'
import { type FaultReport, serve } from '../contract/wire/serve.ts'
import type { Wire } from '../contract/wire/wire.ts'
import { version } from '../kit/core/version.ts'
import type { GatewayLink } from '../supervisor/node/gateway-supervisor.ts'

/** The gateway as the Keeper calls it. */
export type GatewayClient = Client<typeof gatewayRoutes>

/** The one typed port between the two halves, renewed with every start of the gateway. */
export class GatewayDoor {
  readonly #handlers: Handlers<typeof keeperForGatewayRoutes>
  readonly #report: (report: FaultReport) => void
  #current: GatewayClient | null = null

  constructor(handlers: Handlers<typeof keeperForGatewayRoutes>, report: (report: FaultReport) => void) {
    this.#handlers = handlers
    this.#report = report
  }

  /** The live gateway, or a fault that says it is not running. */
  get gateway(): GatewayClient {
    if (!this.#current) throw new Fault('gateway-down')
    return this.#current
  }

  /** Meets a freshly started gateway. */
  connect(wire: Wire): GatewayLink {
    const gateway = client(wire, gatewayRoutes, 'keeper')
    serve(wire, keeperForGatewayRoutes, this.#handlers, {
      caller: () => ({ door: 'gateway', connection: 'gateway', presence: 'unproved' }),
      version,
      newRef: () => randomBytes(4).toString('hex').toUpperCase(),
      newStop: () => new AbortController(),
      report: this.#report,
    })
    wire.onClose(() => {
      if (this.#current === gateway) this.#current = null
    })
    return {
      ready: gateway.ready.then(hello => {
        if (hello.version !== version) throw new Fault('version-mismatch', { theirs: hello.version })
        this.#current = gateway
      }),
      beat: () => void gateway.call('gateway.beat', {}).catch(() => {}), // a lost gateway is told by its exit
      end: () => gateway.call('gateway.end', {}),
    }
  }
}
