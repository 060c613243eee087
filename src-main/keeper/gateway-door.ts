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

/** What the door needs from the rooms. */
export type GatewayDoorWorld = {
  readonly handlers: Handlers<typeof keeperForGatewayRoutes>
  readonly report: (report: FaultReport) => void
  /** A connection is over, however it went: what was lent to it ends. */
  readonly ended: (connection: string) => void
}

/** The one typed port between the two halves, renewed with every start of the gateway. */
export class GatewayDoor {
  readonly #world: GatewayDoorWorld
  #current: GatewayClient | null = null
  #starts = 0

  constructor(world: GatewayDoorWorld) {
    this.#world = world
  }

  /** The live gateway, or a fault that says it is not running. */
  get gateway(): GatewayClient {
    if (!this.#current) throw new Fault('gateway-down')
    return this.#current
  }

  /** Meets a freshly started gateway. */
  connect(wire: Wire): GatewayLink {
    const gateway = client(wire, gatewayRoutes, 'keeper')
    // Each start is a caller of its own: what one process was lent, the next one does not have.
    const connection = `gateway-${++this.#starts}`
    serve(wire, keeperForGatewayRoutes, this.#world.handlers, {
      caller: () => ({ door: 'gateway', connection, presence: 'unproved' }),
      version,
      newRef: () => randomBytes(4).toString('hex').toUpperCase(),
      newStop: () => new AbortController(),
      report: this.#world.report,
    })
    wire.onClose(() => {
      if (this.#current === gateway) this.#current = null
      this.#world.ended(connection)
    })
    return {
      ready: gateway.ready.then(hello => {
        if (hello.version !== version) throw new Fault('version-mismatch', { theirs: hello.version })
        this.#current = gateway
      }),
      beat: () => gateway.call('gateway.beat', {}),
      end: () => gateway.call('gateway.end', {}),
    }
  }
}
