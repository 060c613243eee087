import { randomBytes } from 'node:crypto'
import type { Caller, Door } from '../../contract/wire/caller.ts'
import type { Handlers, RouteTable } from '../../contract/wire/route.ts'
import { type FaultReport, serve } from '../../contract/wire/serve.ts'
import type { Wire } from '../../contract/wire/wire.ts'
import { version } from '../../kit/core/version.ts'

/** Serves one table at every door, and gives each connection its identity. */
export class FrontDesk<T extends RouteTable> {
  readonly #table: T
  readonly #handlers: Handlers<T>
  readonly #presence: { of(connection: string): Caller['presence']; forget(connection: string): void }
  readonly #report: (report: FaultReport) => void
  readonly #onEmpty: () => void
  readonly #open = new Map<string, { door: Door; wire: Wire }>()

  constructor(
    table: T,
    handlers: Handlers<T>,
    presence: { of(connection: string): Caller['presence']; forget(connection: string): void },
    report: (report: FaultReport) => void,
    /** The last surface is gone: nobody can be asked any more. */
    onEmpty: () => void,
  ) {
    this.#table = table
    this.#handlers = handlers
    this.#presence = presence
    this.#report = report
    this.#onEmpty = onEmpty
  }

  /** Takes a connection that came through a door. The door is ours to say; the other side has no word in it. */
  receive(door: Door, wire: Wire): void {
    const connection = `${door}-${randomBytes(6).toString('hex')}`
    this.#open.set(connection, { door, wire })
    wire.onClose(() => {
      this.#open.delete(connection)
      this.#presence.forget(connection)
      if (this.#open.size === 0) this.#onEmpty()
    })
    serve(wire, this.#table, this.#handlers, {
      caller: () => ({ door, connection, presence: this.#presenceOf(door, connection) }),
      version,
      newRef: () => randomBytes(4).toString('hex').toUpperCase(),
      newStop: () => new AbortController(),
      report: this.#report,
    })
  }

  /** How many surfaces are connected that could show a question to a person. */
  surfaces(): number {
    return this.#open.size
  }

  /** Ends every connection of a door, for example when a dashboard token is withdrawn. */
  closeAll(door?: Door): void {
    for (const { door: its, wire } of [...this.#open.values()]) if (door === undefined || its === door) wire.close()
  }

  /** At the window and the tray a person is there: no program of another process can speak through them. */
  #presenceOf(door: Door, connection: string): Caller['presence'] {
    return door === 'window' || door === 'tray' ? 'person' : this.#presence.of(connection)
  }
}
