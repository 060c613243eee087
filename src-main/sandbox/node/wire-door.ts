import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { Inside } from '../core/plan-container.ts'
import type { AgentWire } from './agent-link.ts'
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts'

/** A socket that one container finds in a folder: straight to its agent, past the engine and its copying of streams. */
export type WireDoor = {
  readonly folder: string
  /** Calls back with the first that connects, and lets nobody else in: the agent, for it does so before any command runs. */
  onAgent(tell: (socket: Socket) => void): void
  close(): void
}

/** Opens one; null where that cannot be, and then the engine carries everything. */
export async function openWireDoor(home: string): Promise<WireDoor | null> {
  if (process.platform !== 'linux') return null // a shared folder shows sockets there, but they lead nowhere
  const folder = makeSocketFolder(home)
  const server = createServer()
  const close = () => {
    server.close()
    removeSocketFolder(folder)
  }
  if (await listens(server, join(folder, Inside.wireName)))
    return { folder, close, onAgent: tell => letOneIn(server, tell) }
  close()
  return null
}

function listens(server: Server, path: string): Promise<boolean> {
  return new Promise(resolve => {
    server.on('error', () => resolve(false))
    server.listen({ path, readableAll: true, writableAll: true }, () => resolve(true))
  })
}

function letOneIn(server: Server, tell: (socket: Socket) => void): void {
  server.once('connection', socket => {
    server.close() // takes the socket's name away, too: inside there is an empty folder from now on
    tell(socket)
  })
}

/**
 * The agent's wire, through the door where the agent found it, else over the attached stream: whichever speaks first.
 * The end of either is the end of the sandbox, and ending ends both.
 */
export function firstToSpeak(attached: AgentWire, door: WireDoor): AgentWire {
  return new FirstToSpeak(attached, door)
}

class FirstToSpeak implements AgentWire {
  readonly #attached: AgentWire
  readonly #door: WireDoor
  readonly #waiting: Uint8Array[] = []
  readonly #ended: (() => void)[] = []
  #chosen: AgentWire | null = null
  #socket: Socket | null = null

  constructor(attached: AgentWire, door: WireDoor) {
    this.#attached = attached
    this.#door = door
    // An engine that is gone can carry nothing, also not the end of the stream: the agent hears it from us.
    attached.onEnd(() => this.#socket?.destroy())
  }

  write(bytes: Uint8Array): void {
    if (this.#chosen === null) this.#waiting.push(bytes)
    else this.#chosen.write(bytes)
  }

  onBytes(tell: (bytes: Uint8Array) => void): void {
    this.#attached.onBytes(bytes => this.#choose(this.#attached) && tell(bytes))
    this.#door.onAgent(socket => {
      const wire = socketWire(socket)
      if (!this.#choose(wire)) return void socket.destroy() // the agent speaks over the stream: this is somebody else
      this.#socket = socket
      for (const each of this.#ended) wire.onEnd(each)
      wire.onBytes(tell)
    })
  }

  #choose(wire: AgentWire): boolean {
    this.#chosen ??= wire
    for (const bytes of this.#waiting.splice(0)) this.#chosen.write(bytes)
    return this.#chosen === wire
  }

  onEnd(tell: () => void): void {
    this.#ended.push(tell)
    this.#attached.onEnd(tell)
  }

  end(): void {
    // The straight way first: when the engine hangs, it is the one that still arrives.
    this.#socket?.destroy()
    this.#attached.end()
  }
}

function socketWire(socket: Socket): AgentWire {
  socket.on('error', () => socket.destroy())
  return {
    write: bytes => void socket.write(bytes),
    onBytes: tell => void socket.on('data', tell),
    onEnd: tell => {
      socket.once('end', tell)
      socket.once('close', tell)
    },
    end: () => void socket.destroy(),
  }
}
