import { peopleApi } from '../contract/apis.ts'
import type { Door } from '../contract/wire/caller.ts'
import { Fault } from '../contract/wire/fault.ts'
import type { Wire } from '../contract/wire/wire.ts'
import { controlSocketPath, listenLocally } from '../kit/node/local-socket.ts'
import { buildHouse } from './compose.ts'
import { type Dashboard, openDashboard } from './doors/dashboard.ts'
import { DashboardTokens } from './doors/dashboard-tokens.ts'
import { FrontDesk } from './doors/front-desk.ts'
import { type Foundation, layFoundation } from './foundation.ts'
import type { House } from './house.ts'
import type { KeeperParts } from './parts.ts'
import { peopleHandlers } from './people-handlers.ts'
import { reportFault } from './report-fault.ts'
import { watchRooms } from './watch-rooms.ts'

/** A running Keeper. */
export type Keeper = {
  readonly house: House
  /** Gives a surface in this process (a window, the tray) its connection. */
  receive(door: Door, wire: Wire): void
  openDashboard(port: number): Promise<string>
  /** Resolves when someone asked for the end, by any door. */
  readonly shutdownRequested: Promise<void>
  /** Takes the cause of what went wrong in a surface into the log. */
  report(what: string, cause: unknown): void
  /** Puts on record that this process ends because of a fault of its own. */
  tellCrash(): Promise<void>
  /** Ends everything in order. Safe to call twice. */
  close(): Promise<void>
}

/** A Keeper, or why there is none. */
export type KeeperOpening =
  | { readonly status: 'open'; readonly keeper: Keeper }
  | { readonly status: 'already-running'; readonly pid: number }
  | { readonly status: 'no-key'; readonly advice: string }

/** Opens the data folder, builds the rooms, serves the doors and starts the gateway. */
export async function openKeeper(parts: KeeperParts): Promise<KeeperOpening> {
  const founding = await layFoundation(parts)
  if (founding.status !== 'founded') return founding
  const running = new RunningKeeper(parts, founding.foundation)
  try {
    await running.start()
  } catch (error) {
    running.report('the start failed', error)
    await running.close()
    throw error
  }
  return { status: 'open', keeper: running }
}

const OF_KEEPER = { kind: 'lifecycle', who: 'gatehouse', door: 'keeper', part: 'keeper' } as const

/** Long enough for a reconnect, short enough that no question outlives the last person who could answer it by much. */
const NOBODY_MS = 10_000

class RunningKeeper implements Keeper {
  readonly #parts: KeeperParts
  readonly #base: Foundation
  readonly #tokens: DashboardTokens
  readonly #front: FrontDesk<typeof peopleApi>
  readonly house: House
  readonly shutdownRequested: Promise<void>
  #dashboard: Dashboard | null = null
  #socket: { close(): Promise<void> } | null = null
  #unwatch: () => Promise<void> = async () => {}
  #closing: Promise<void> | null = null

  constructor(parts: KeeperParts, base: Foundation) {
    this.#parts = parts
    this.#base = base
    let request: () => void = () => {}
    this.shutdownRequested = new Promise(resolve => (request = resolve))
    this.#tokens = new DashboardTokens(parts.clock, () => base.config.current().dashboard.sessionMinutes * 60_000)
    this.house = buildHouse(parts, base, {
      surfaces: () => this.#front.surfaces(),
      dashboardLink: () => this.openDashboard(base.config.current().dashboard.port),
      requestShutdown: () => request(),
    })
    this.#front = new FrontDesk(peopleApi, peopleHandlers(this.house), this.house.presence, reportFault(base), () =>
      this.#leftAlone(),
    )
  }

  async start(): Promise<void> {
    await this.#base.record({ ...OF_KEEPER, step: 'started', result: 'ok' })
    this.#base.config.subscribe(({ config }) => {
      if (!config.dashboard.enabled) void this.#closeDashboard()
    })
    this.#unwatch = await watchRooms(this.house, this.#base, this.#parts.clock)
    this.#socket = await listenLocally(controlSocketPath(this.#base.folder.home), wire => this.receive('cli', wire))
    if (this.#base.config.current().gateway.startWithKeeper && this.house.gatewayBarred() === null)
      await this.house.supervisor.start()
  }

  receive(door: Door, wire: Wire): void {
    this.#front.receive(door, wire)
  }

  /** A page that is loaded again is back within this time; after it nobody is there, and what waits is a no. */
  #leftAlone(): void {
    this.#parts.clock.after(NOBODY_MS, () => {
      if (this.#front.surfaces() === 0) void this.house.desk.endAll('no-surface', 'gatehouse')
    })
  }

  async openDashboard(port: number): Promise<string> {
    if (!this.#base.config.current().dashboard.enabled) throw new Fault('dashboard-off')
    this.#dashboard ??= await openDashboard({
      port,
      pages: this.#parts.pages,
      tokens: this.#tokens,
      onWire: wire => this.receive('dashboard', wire),
      report: this.#base.report,
    })
    return this.#dashboard.link()
  }

  async #closeDashboard(): Promise<void> {
    const open = this.#dashboard
    this.#dashboard = null
    this.#tokens.revokeAll() // switched off and on again, it lets nobody in who was let in before
    await open?.close()
  }

  report(what: string, cause: unknown): void {
    this.#base.report(what, cause)
  }

  async tellCrash(): Promise<void> {
    await this.#base
      .record({ ...OF_KEEPER, step: 'crashed', result: 'failed' })
      .catch(error => this.report('a crash could not be recorded', error))
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    const { house } = this
    await house.desk.endAll('keeper-stopped', 'gatehouse')
    await house.supervisor.stop()
    await house.sandboxes.close()
    await this.#unwatch()
    this.#front.closeAll()
    await this.#closeDashboard()
    await this.#socket?.close()
    house.incident.close()
    house.ledger.close()
    await this.#base.record({ ...OF_KEEPER, step: 'stopped', result: 'ok' }).catch(() => {}) // stopping never waits for the log
    await this.#base.close()
  }
}
